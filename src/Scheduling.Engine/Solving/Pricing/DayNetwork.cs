namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// The legal schedules of one kind of employee as paths through days: nodes are what must be remembered between two days, arcs choose a label
/// (all options that behave alike). Employees with the same terms share one. Never changed after it is built.
/// </summary>
internal sealed class DayNetwork
{
    /// <summary>Number of days of the timeline.</summary>
    public required int Days { get; init; }

    /// <summary>First node before each day, for days 0 to <see cref="Days"/> (after the last day), and the number of nodes at the end.</summary>
    public required int[] NodeStart { get; init; }

    /// <summary>First arc of each node, and the number of arcs at the end. Nodes after the last day have none.</summary>
    public required int[] ArcStart { get; init; }

    /// <summary>Label of each arc, numbered within its day.</summary>
    public required int[] ArcLabel { get; init; }

    /// <summary>Node each arc leads to.</summary>
    public required int[] ArcTarget { get; init; }

    /// <summary>What each arc costs, an index into <see cref="Costs"/>.</summary>
    public required int[] ArcCost { get; init; }

    /// <summary>First entry of each node in <see cref="ArcInto"/>, and the number of arcs at the end.</summary>
    public required int[] IntoStart { get; init; }

    /// <summary>The arcs by the node they lead to.</summary>
    public required int[] ArcInto { get; init; }

    /// <summary>Node each arc comes from.</summary>
    public required int[] ArcSource { get; init; }

    /// <summary>The different costs of arcs and ends; the first is nothing.</summary>
    public required NetworkCost[] Costs { get; init; }

    /// <summary>Nodes before day 0.</summary>
    public required int[] Starts { get; init; }

    /// <summary>Cost of ending in each node after the last day.</summary>
    public required int[] EndCost { get; init; }

    /// <summary>First choice of each day, and the number of choices at the end. A choice is a label with band units.</summary>
    public required int[] ChoiceStart { get; init; }

    /// <summary>First choice of each label, at <see cref="LabelStart"/> of the day + label, and a last entry.</summary>
    public required int[] LabelChoices { get; init; }

    /// <summary>First label of each day in <see cref="LabelChoices"/>.</summary>
    public required int[] LabelStart { get; init; }

    /// <summary>Units of the band of each choice; 0 without a band.</summary>
    public required int[] ChoiceUnits { get; init; }

    /// <summary>Choice of each option; −1 where no employee of this kind may choose it.</summary>
    public required int[] ChoiceOf { get; init; }

    /// <summary>Least and most band units so far before each day with which an end is still legal, for days 0 to <see cref="Days"/>. All 0 without a band.</summary>
    public required (int Least, int Most)[] BandRange { get; init; }

    /// <summary>Number of nodes.</summary>
    public int Nodes => NodeStart[^1];

    /// <summary>How many values are looked at for the cheapest path: arcs × band units.</summary>
    public long Effort
    {
        get
        {
            long effort = 0;
            for (int day = 0; day < Days; day++)
            {
                (int least, int most) = BandRange[day];
                effort += (long)(ArcStart[NodeStart[day + 1]] - ArcStart[NodeStart[day]]) * (most - least + 1);
            }

            return effort;
        }
    }
}

/// <summary>Costs per level and blocks touched.</summary>
internal sealed record NetworkCost(long[] Levels, int[] Blocks);
