using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Scheduling.Api.Tests.Access;

/// <summary>An OpenID Connect provider of the test: it tells where its keys are, and signs whatever it is asked to.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "scheduling";

    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);

    private TokenIssuer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public RsaSecurityKey Key => new(_rsa) { KeyId = "one" };

    /// <summary>The claims of a planner of one team.</summary>
    public static Dictionary<string, object> Planner => new() { ["sub"] = "u-1", ["name"] = "Li Ming", ["scheduling_role"] = "planner", ["scheduling_teams"] = new[] { "hotline" } };

    public static async Task<TokenIssuer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var issuer = new TokenIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Text(
            JsonSerializer.Serialize(new Dictionary<string, object> { ["issuer"] = issuer.Address, ["jwks_uri"] = issuer.Address + "/keys" }), "application/json"));
        issuer._app.MapGet("/keys", () =>
        {
            RSAParameters key = issuer._rsa.ExportParameters(false);
            return Results.Text(JsonSerializer.Serialize(new
            {
                keys = new[] { new { kty = "RSA", use = "sig", kid = "one", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } },
            }), "application/json");
        });
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>A token as it should be, but for what is said.</summary>
    public string Token(
        IDictionary<string, object>? claims = null, string? issuer = null, string? audience = Audience,
        TimeSpan? livesFor = null, SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256)
    {
        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        TimeSpan life = livesFor ?? TimeSpan.FromMinutes(5);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            IssuedAt = now.AddMinutes(-20),
            NotBefore = now.AddMinutes(-20),
            Expires = life == Timeout.InfiniteTimeSpan ? null : now + life,
            Claims = claims ?? Planner,
            SigningCredentials = new SigningCredentials(key ?? Key, algorithm),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}
