using Scheduling.Api.Access;
using Scheduling.Store;
using Scheduling.Store.Access;

namespace Scheduling.Api.Endpoints.Admin;

/// <summary>Checks what is said of keys and accounts.</summary>
internal static class AccessInput
{
    private const int LongestName = 100;

    public static string Name(string name) => name.Trim() is { Length: > 0 and <= LongestName } sound
        ? sound
        : throw StoreException.Invalid("name-length", "/name", $"名称应为 1 到 {LongestName} 个字符。", $"The name must have 1 to {LongestName} characters.");

    public static Role Role(string name) => RoleNames.Find(name) ?? throw StoreException.Invalid(
        "unknown-role", "/role", $"没有角色“{name}”；可用：{string.Join("、", RoleNames.All)}。", $"There is no role '{name}'; use one of {string.Join(", ", RoleNames.All)}.");

    public static string Teams(IReadOnlyList<string> teams)
    {
        for (int i = 0; i < teams.Count; i++)
        {
            if (teams[i] != Caller.AllTeams && (teams[i].Length is < 1 or > 40 || !teams[i].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            {
                throw StoreException.Invalid("team-id", $"/teams/{i}", $"“{teams[i]}”不是团队编号；请用团队的编号，或用 * 表示全部。", $"'{teams[i]}' is no team id; use ids of teams, or * for all.");
            }
        }

        return string.Join(' ', teams);
    }
}
