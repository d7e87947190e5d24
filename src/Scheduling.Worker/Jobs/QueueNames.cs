using Scheduling.Store.Rows;

namespace Scheduling.Worker.Jobs;

/// <summary>Hangfire's queues. They are served in the order of the alphabet, so the first letter is the priority.</summary>
public static class QueueNames
{
    /// <summary>A shift broke just now.</summary>
    public const string Incident = "a-incident";

    /// <summary>A person waits for it.</summary>
    public const string Planner = "b-planner";

    /// <summary>A change asked for it.</summary>
    public const string Automatic = "c-automatic";

    /// <summary>Everything else.</summary>
    public const string Bulk = "d-bulk";

    /// <summary>All, first to last in importance.</summary>
    public static IReadOnlyList<string> All { get; } = [Incident, Planner, Automatic, Bulk];

    /// <summary>The queue of a kind of run.</summary>
    public static string Of(RunKind kind) => kind == RunKind.Automatic ? Automatic : Planner;
}
