using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Store.Teams;

/// <summary>Everything the problem of one week is made from, read in one transaction.</summary>
public sealed record TeamSnapshot
{
    public required string TeamId { get; init; }

    public required string Name { get; init; }

    /// <summary>Number of accepted changes this snapshot holds.</summary>
    public required long InputVersion { get; init; }

    public required TeamSetup Setup { get; init; }

    /// <summary>In the order of lists.</summary>
    public required IReadOnlyList<Employee> Employees { get; init; }

    public Demand Demand { get; init; } = new();

    /// <summary>Approved leave that touches the known days.</summary>
    public IReadOnlyList<Leave> Leave { get; init; } = [];

    public IReadOnlyList<Wish> Wishes { get; init; } = [];

    public IReadOnlyList<Pin> Pins { get; init; } = [];

    /// <summary>Rosters of the weeks before and after by first day: the published one, else the draft.</summary>
    public IReadOnlyDictionary<LocalDate, Roster> Neighbours { get; init; } = new Dictionary<LocalDate, Roster>();

    /// <summary>The roster published for the week itself.</summary>
    public Roster? Published { get; init; }

    /// <summary>The draft of the week itself.</summary>
    public Roster? Draft { get; init; }
}
