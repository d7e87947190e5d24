using Microsoft.AspNetCore.Identity;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Endpoints.Admin;

/// <summary>An account as it shall be.</summary>
internal sealed record AccountRequest
{
    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }

    /// <summary>The role, such as <c>planner</c>.</summary>
    public required string Role { get; init; }

    /// <summary>Ids of the teams it reaches; <c>["*"]</c> for all.</summary>
    public required IReadOnlyList<string> Teams { get; init; }

    /// <summary>The employee this person is; an agent must be one.</summary>
    public string? EmployeeId { get; init; }

    /// <summary>A new password, 10 to 200 characters; the old one stays when absent.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the account is ended.</summary>
    public bool Revoked { get; init; }
}

/// <summary>An account. Nobody reads a password.</summary>
internal sealed record AccountAnswer(string Id, string Name, string Role, IReadOnlyList<string> Teams, string? EmployeeId, bool Revoked, Instant CreatedAt)
{
    public static AccountAnswer Of(AccountRow row) => new(row.Id, row.Name, row.Role, Caller.SplitTeams(row.Teams), row.EmployeeId, row.Revoked, row.CreatedAt);
}

/// <summary><c>/accounts</c>.</summary>
internal static class AccountEndpoints
{
    private const int LeastPassword = 10;
    private const int LongestPassword = 200;

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder accounts = api.MapGroup("/accounts").WithTags("Access");
        accounts.MapGet("", ListAsync).For(Policies.Operate, "Accounts").Produces<IReadOnlyList<AccountAnswer>>();
        accounts.MapGet("/{id}", GetAsync).For(Policies.Operate, "An account").Produces<AccountAnswer>();
        accounts.MapPut("/{id}", PutAsync).For(Policies.Operate, "Make or change an account", "Sessions of the account end.")
            .Takes<AccountRequest>("""{"name":"Li Ming","role":"planner","teams":["hotline"],"password":"a long first password"}""").Produces<AccountAnswer>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, AccountStore accounts) =>
        Results.Ok((await accounts.ListAsync(http.RequestAborted)).Select(AccountAnswer.Of));

    private static async Task<IResult> GetAsync(HttpContext http, string id, AccountStore accounts) =>
        Results.Ok(AccountAnswer.Of(await accounts.FindAsync(id, http.RequestAborted) ?? throw StoreException.NotFound("account", "账号", id)));

    private static async Task<IResult> PutAsync(HttpContext http, string id, AccountStore accounts, AccountDirectory directory, PasswordHasher<AccountRow> hasher)
    {
        var request = await http.Request.ReadAsync<AccountRequest>();
        if (id.Length > 60 || id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-' or '_' or '@')))
        {
            throw StoreException.Invalid("account-id", "", $"账号“{id}”只能用小写字母、数字和 . - _ @，最多 60 个字符。", $"The account id '{id}' may hold lower-case letters, digits and . - _ @ only, 60 at most.");
        }

        if (request.Password is { Length: < LeastPassword or > LongestPassword })
        {
            throw StoreException.Invalid("password-length", "/password", $"密码应为 {LeastPassword} 到 {LongestPassword} 个字符。", $"The password must have {LeastPassword} to {LongestPassword} characters.");
        }

        Role role = AccessInput.Role(request.Role);
        if (role == Role.Agent && string.IsNullOrWhiteSpace(request.EmployeeId))
        {
            throw StoreException.Invalid("employee-missing", "/employeeId", $"账号“{id}”的角色是 agent，但没有 employeeId；请填写该员工的工号。", $"Account '{id}' has the role agent but no employeeId; name the employee it is.");
        }

        Caller caller = Caller.Of(http);
        if (id == caller.Id && (request.Revoked || role != caller.Role))
        {
            throw StoreException.Conflict("own-account", "不能停用自己的账号或更改自己的角色；请由另一位管理员操作。", "Nobody ends the own account or changes the own role; ask another administrator.");
        }

        var account = new AccountRow
        {
            Id = id,
            Name = AccessInput.Name(request.Name),
            PasswordHash = "",
            Role = RoleNames.Of(role),
            Teams = AccessInput.Teams(request.Teams),
            EmployeeId = request.EmployeeId,
            Revoked = request.Revoked,
        };
        await directory.SaveAsync(account, request.Password is null ? null : hasher.HashPassword(account, request.Password), caller.Id, http.RequestAborted);
        return await GetAsync(http, id, accounts);
    }
}
