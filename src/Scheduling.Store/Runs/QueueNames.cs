namespace Scheduling.Store.Runs;

/// <summary>The queues of runs. They are served in the order of the alphabet, so the first letter is the priority.</summary>
public static class QueueNames
{
    /// <summary>A shift broke just now.</summary>
    public const string Incident = "a-incident";

    /// <summary>A person waits for it.</summary>
    public const string Planner = "b-planner";

    /// <summary>A change of some days asked for it.</summary>
    public const string Automatic = "c-automatic";

    /// <summary>A change of everything, such as of a rule, asked for it.</summary>
    public const string Bulk = "d-bulk";

    /// <summary>All, first to last in importance.</summary>
    public static IReadOnlyList<string> All { get; } = [Incident, Planner, Automatic, Bulk];
}
