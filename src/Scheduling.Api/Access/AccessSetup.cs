using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Scheduling.Api.Hosting;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Access;

/// <summary>Puts sign-in, keys, the local user and the policies into a host.</summary>
internal static class AccessSetup
{
    public const string StampClaim = "stamp";

    private const string AnyScheme = "Any";
    private const string CookieName = "scheduling";

    public static void AddSchedulingAccess(this IServiceCollection services, TokenSettings tokens)
    {
        services.AddSingleton<PasswordHasher<AccountRow>>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<SignInGuard>();
        tokens.Check();
        var authentication = services.AddAuthentication(AnyScheme)
            .AddPolicyScheme(AnyScheme, null, any => any.ForwardDefaultSelector = SchemeOf)
            .AddCookie(CookieAuthenticationDefaults.AuthenticationScheme, Configure)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, LocalAuthentication>(LocalAuthentication.SchemeName, null);
        if (tokens.IsOn)
        {
            authentication.AddJwtBearer(TokenAuthentication.SchemeName, bearer => TokenAuthentication.Configure(bearer, tokens));
        }

        var authorization = services.AddAuthorizationBuilder();
        foreach ((string policy, IReadOnlyList<Store.Access.Role> roles) in Policies.Table)
        {
            authorization.AddPolicy(policy, p => p.RequireAuthenticatedUser().RequireRole(roles.Select(RoleNames.Of)));
        }
    }

    private static string SchemeOf(HttpContext http)
    {
        var settings = http.RequestServices.GetRequiredService<SchedulingSettings>();
        return KeyAuthentication.Applies(http.Request) ? (settings.Tokens.IsOn && !KeyAuthentication.IsKey(http.Request) ? TokenAuthentication.SchemeName : KeyAuthentication.SchemeName)
            : !http.Request.Cookies.ContainsKey(CookieName) && LocalAuthentication.Applies(http, settings) ? LocalAuthentication.SchemeName
            : CookieAuthenticationDefaults.AuthenticationScheme;
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = SignInEndpoints.SignInPath;
        cookie.ReturnUrlParameter = SignInEndpoints.ReturnUrl;
        cookie.Events.OnValidatePrincipal = ValidateAsync;

        // A machine is told by status, a person is shown the sign-in page.
        cookie.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (Problems.ProblemHandling.IsForMachines(context.HttpContext))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>();
        if (context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id
            || !Guid.TryParse(context.Principal.FindFirstValue(StampClaim), out Guid stamp)
            || await accounts.FindAsync(id, stamp, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }
}
