using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Scheduling.Store.Access;

namespace Scheduling.Api.Access;

/// <summary>Lets machines in by <c>Authorization: Bearer sk_…</c>. The key is looked up each time, so that a revoked one ends at once.</summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyStore keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Key";

    private const string Bearer = "Bearer ";

    public static bool Applies(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether what a machine brings has the form of a key.</summary>
    public static bool IsKey(HttpRequest request) => request.Headers.Authorization.ToString()[Bearer.Length..].TrimStart().StartsWith(Secrets.KeyPrefix, StringComparison.Ordinal);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string key = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        if (!key.StartsWith(Secrets.KeyPrefix, StringComparison.Ordinal)
            || await keys.FindAsync(Secrets.HashOf(key), Context.RequestAborted) is not { } row
            || RoleNames.Find(row.Role) is not { } role)
        {
            return AuthenticateResult.Fail("No living key.");
        }

        var caller = new Caller($"key:{row.Id}", row.Name, role, Caller.SplitTeams(row.Teams), null, CallerKind.Key);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(caller.ToIdentity(Scheme.Name)), Scheme.Name));
    }
}
