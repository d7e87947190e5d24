using System.Security.Claims;
using Scheduling.Store.Access;

namespace Scheduling.Api.Access;

/// <summary>How a caller came in.</summary>
public enum CallerKind
{
    /// <summary>A browser on the machine itself, with the embedded database.</summary>
    Local,

    /// <summary>Somebody who signed in.</summary>
    Account,

    /// <summary>A machine with an API key.</summary>
    Key,

    /// <summary>Somebody, or a machine, with a token of the OpenID Connect provider.</summary>
    Token,
}

/// <summary>Who makes a request, for the API and for pages.</summary>
/// <param name="Id">Name in the audit log, and owner of stateless runs: the account's id, <c>local</c>, <c>key:</c> and the key's id, or <c>oidc:</c> and the token's subject.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Role">What the caller may do.</param>
/// <param name="Teams">Teams it reaches; <see cref="AllTeams"/> alone for every one.</param>
/// <param name="EmployeeId">The employee the caller is, where it is one.</param>
/// <param name="Kind">How the caller came in.</param>
public sealed record Caller(string Id, string Name, Role Role, IReadOnlyList<string> Teams, string? EmployeeId, CallerKind Kind)
{
    public const string AllTeams = "*";

    private const string TeamsClaim = "teams";
    private const string EmployeeClaim = "employee";
    private const string KindClaim = "kind";

    public static Caller Local { get; } = new("local", "local", Role.Admin, [AllTeams], null, CallerKind.Local);

    /// <summary>For lists: the teams to show, null for all.</summary>
    public IReadOnlyCollection<string>? TeamFilter => Teams.Contains(AllTeams) ? null : Teams;

    /// <summary>Whether the caller reaches a team. Whatever it does not reach is, to it, not there.</summary>
    public bool Reaches(string team) => Teams.Contains(AllTeams) || Teams.Contains(team);

    /// <summary>Whether the caller's role is on a policy's list.</summary>
    public bool May(string policy) => Policies.Allows(policy, Role);

    /// <summary>Whether the caller acts for one employee only.</summary>
    public bool IsOnly(string employee) => EmployeeId == employee;

    public static IReadOnlyList<string> SplitTeams(string teams) => teams.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Who a signed-in principal is; null for nobody.</summary>
    public static Caller? Find(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true } && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && RoleNames.Find(principal.FindFirstValue(ClaimTypes.Role) ?? "") is { } role
            ? new Caller(
                id, principal.FindFirstValue(ClaimTypes.Name) ?? id, role, SplitTeams(principal.FindFirstValue(TeamsClaim) ?? ""),
                principal.FindFirstValue(EmployeeClaim), Enum.Parse<CallerKind>(principal.FindFirstValue(KindClaim) ?? nameof(CallerKind.Account)))
            : null;

    /// <summary>Who makes a request that was let through.</summary>
    public static Caller Of(HttpContext http) => Find(http.User) ?? throw new InvalidOperationException("The endpoint has no policy: nobody is signed in.");

    public ClaimsIdentity ToIdentity(string scheme, params IEnumerable<Claim> more)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Id), new Claim(ClaimTypes.Name, Name), new Claim(ClaimTypes.Role, RoleNames.Of(Role)),
                new Claim(TeamsClaim, string.Join(' ', Teams)), new Claim(KindClaim, Kind.ToString()), .. more,
            ], scheme);
        if (EmployeeId is not null)
        {
            identity.AddClaim(new Claim(EmployeeClaim, EmployeeId));
        }

        return identity;
    }
}
