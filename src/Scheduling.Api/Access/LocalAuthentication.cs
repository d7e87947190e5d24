using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Scheduling.Api.Hosting;

namespace Scheduling.Api.Access;

/// <summary>With the embedded database, whoever sits at the machine is its administrator.</summary>
internal sealed class LocalAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SchedulingSettings settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Local";

    public static bool Applies(HttpContext http, SchedulingSettings settings) => settings.LocalUser && Origins.IsLocal(http);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Applies(Context, settings)
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(Caller.Local.ToIdentity(Scheme.Name)), Scheme.Name))
            : AuthenticateResult.NoResult());
}
