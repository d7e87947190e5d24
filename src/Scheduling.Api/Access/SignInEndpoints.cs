using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Scheduling.Api.Problems;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Access;

/// <summary>Signing in by a form, and out by a link. The page with the form is one of the pages.</summary>
internal static class SignInEndpoints
{
    public const string SignInPath = "/sign-in";
    public const string ReturnUrl = "returnUrl";

    private const int LongestPassword = 200;

    public static void MapSchedulingSignIn(this IEndpointRouteBuilder endpoints)
    {
        // Before pages, which would take a POST to their address as well.
        endpoints.MapPost(SignInPath, SignInAsync).AllowAnonymous().ExcludeFromDescription().WithOrder(-1);
        endpoints.MapGet("/sign-out", (Delegate)SignOutAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext http, AccountStore accounts, PasswordHasher<AccountRow> hasher, SignInGuard guard)
    {
        if (!http.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted);
        string name = form["name"].ToString().Trim().ToLowerInvariant();
        string password = form["password"].ToString();
        string back = form[ReturnUrl].ToString() is { Length: > 0 } given ? given : http.Request.Query[ReturnUrl].ToString();
        string address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!guard.IsOpen(name, address))
        {
            return Refused(http, back, new RequestRefusedException(
                StatusCodes.Status429TooManyRequests, "too-many-attempts", "尝试次数过多；请一分钟后再试。", "Too many attempts; try again in a minute.")
            { RetryAfterSeconds = 60 });
        }

        AccountRow? account = password.Length <= LongestPassword ? await accounts.FindAsync(name, http.RequestAborted) : null;
        if (account is not { Revoked: false } || hasher.VerifyHashedPassword(account, account.PasswordHash, password) == PasswordVerificationResult.Failed || RoleNames.Find(account.Role) is not { } role)
        {
            if (account is null)
            {
                // As much work as for a name that exists, so that time tells nothing.
                hasher.HashPassword(new AccountRow { Id = "", Name = "", PasswordHash = "", Role = "", Teams = "" }, password.Length <= LongestPassword ? password : "");
            }

            guard.Failed(name, address);
            return Refused(http, back, new RequestRefusedException(
                StatusCodes.Status401Unauthorized, "sign-in-failed", "账号或密码不正确。", "The name or the password is wrong."));
        }

        var caller = new Caller(account.Id, account.Name, role, Caller.SplitTeams(account.Teams), account.EmployeeId, CallerKind.Account);
        ClaimsIdentity identity = caller.ToIdentity(CookieAuthenticationDefaults.AuthenticationScheme, new Claim(AccessSetup.StampClaim, $"{account.Stamp}"));
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
        return Results.LocalRedirect(Safe(back));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        if (Origins.IsCrossSite(http.Request))
        {
            return Results.LocalRedirect("/");
        }

        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.LocalRedirect(SignInPath);
    }

    /// <summary>A person goes back to the form, which says what is wrong by its code; a machine is told by status.</summary>
    private static IResult Refused(HttpContext http, string back, RequestRefusedException refusal) =>
        ProblemHandling.IsForMachines(http)
            ? throw refusal
            : Results.LocalRedirect($"{SignInPath}?error={refusal.Problems[0].Code}&{ReturnUrl}={Uri.EscapeDataString(Safe(back))}");

    private static string Safe(string back) => back is ['/', ..] && back is not ['/', '/' or '\\', ..] ? back : "/";
}
