namespace Scheduling.Store.Walls;

/// <summary>
/// Which teams' rows the database shows to what runs from here on, where it is asked to (<see cref="StoreGrants"/>): the second wall, behind the questions the program asks itself.
/// Without a word it shows none.
/// </summary>
public static class TeamReach
{
    private const string All = "*";

    private static readonly AsyncLocal<Reach?> Current = new();

    /// <summary>What is shown without a word.</summary>
    internal static Reach Nothing { get; } = new("", "");

    internal static Reach? Now => Current.Value;

    /// <summary>From here on somebody's teams are shown.</summary>
    /// <param name="teams">Ids of teams; null for all.</param>
    /// <param name="caller">Whose runs without a team are shown.</param>
    public static void Set(IReadOnlyCollection<string>? teams, string caller) => Current.Value = new Reach(teams is null ? All : string.Join(' ', teams), caller);

    /// <summary>From here on all teams are shown: for what works for every team, such as a sender of webhooks.</summary>
    public static void SetAll() => Set(null, "");

    /// <summary>From here on none are.</summary>
    public static void Clear() => Current.Value = null;

    internal sealed record Reach(string Teams, string Caller);
}
