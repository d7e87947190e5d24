using System.Text.Json;
using Scheduling.Store.Access;

namespace Scheduling.Api.Access;

/// <summary>Roles as they are written: <c>team-leader</c>.</summary>
public static class RoleNames
{
    private static readonly Dictionary<string, Role> Known = Enum.GetValues<Role>().ToDictionary(Of, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Known.Keys;

    public static string Of(Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    public static Role? Find(string name) => Known.TryGetValue(name, out Role role) ? role : null;
}
