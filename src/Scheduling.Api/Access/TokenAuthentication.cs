using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Scheduling.Store.Access;

namespace Scheduling.Api.Access;

/// <summary>
/// Lets in who brings a token of the configured provider: issuer, audience, expiry, signature and algorithm are judged by the library, and who it is here by the claims. A token
/// without one of the roles of this program is nobody's.
/// </summary>
internal static class TokenAuthentication
{
    public const string SchemeName = "Token";

    private const string IdPrefix = "oidc:";
    private const int LongestSubject = 200;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static void Configure(JwtBearerOptions bearer, TokenSettings settings)
    {
        bearer.Authority = settings.Authority;
        bearer.RequireHttpsMetadata = !new Uri(settings.Authority!).IsLoopback;
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.SaveToken = false;
        bearer.TokenValidationParameters = new()
        {
            ValidIssuer = settings.Issuer ?? settings.Authority,
            ValidAudience = settings.Audience,
            ValidAlgorithms = [settings.Algorithm],
            ValidateIssuer = true,
            ValidateAudience = true,
            ValidateLifetime = true,
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = ClockSkew,
        };
        bearer.Events = new JwtBearerEvents { OnTokenValidated = context => Judge(context, settings) };
    }

    private static Task Judge(TokenValidatedContext context, TokenSettings settings)
    {
        ClaimsPrincipal token = context.Principal!;
        string? subject = token.FindFirstValue("sub");
        string[] roles = [.. token.FindAll(settings.RoleClaim).Select(claim => claim.Value)];
        string? employee = token.FindFirstValue(settings.EmployeeClaim);
        if (subject is not { Length: > 0 and <= LongestSubject } || roles is not [{ } named] || RoleNames.Find(named) is not { } role || (role == Role.Agent && string.IsNullOrEmpty(employee)))
        {
            context.Fail("The token names no subject, or not one role of this program, or an agent without its employee.");
            return Task.CompletedTask;
        }

        List<string> teams = [.. token.FindAll(settings.TeamsClaim).SelectMany(claim => Caller.SplitTeams(claim.Value)).Distinct()];
        var caller = new Caller(IdPrefix + subject, token.FindFirstValue("name") ?? subject, role, teams, employee, CallerKind.Token);
        context.Principal = new ClaimsPrincipal(caller.ToIdentity(SchemeName));
        return Task.CompletedTask;
    }
}
