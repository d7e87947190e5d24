namespace Scheduling.Engine.Modelling;

/// <summary>
/// Which option may follow which, <see cref="Gap"/> days later: a table of excesses over groups of options that behave alike.
/// </summary>
public sealed class SuccessionTable
{
    internal SuccessionTable(int gap, int[] predecessorGroup, int[] successorGroup, SuccessionDay?[] days) =>
        (Gap, PredecessorGroup, SuccessorGroup, Days) = (gap, predecessorGroup, successorGroup, days);

    /// <summary>Days from predecessor to successor, 1 or more.</summary>
    public int Gap { get; }

    /// <summary>Group of each option as predecessor, numbered from 0 within its day.</summary>
    public int[] PredecessorGroup { get; }

    /// <summary>Group of each option as successor, numbered from 0 within its day.</summary>
    public int[] SuccessorGroup { get; }

    /// <summary>Table of each predecessor day; null where nothing costs.</summary>
    public SuccessionDay?[] Days { get; }

    /// <summary>Excess of a pair of options.</summary>
    public long Excess(int predecessor, int predecessorDay, int successor) =>
        Days[predecessorDay] is { } day ? day.Excess[PredecessorGroup[predecessor] * day.Columns + SuccessorGroup[successor]] : 0;
}

/// <summary>The table of one day: rows are predecessor groups, columns successor groups.</summary>
/// <param name="Rows">Number of predecessor groups.</param>
/// <param name="Columns">Number of successor groups.</param>
/// <param name="Excess">Row-major excesses, 0 where the pair is allowed.</param>
public sealed record SuccessionDay(int Rows, int Columns, long[] Excess);

/// <summary>A deterministic automaton over labels of options. Arcs and final states may carry an excess.</summary>
/// <param name="Labelling">Index of the labelling in the model.</param>
/// <param name="States">Number of states.</param>
/// <param name="Labels">Number of labels.</param>
/// <param name="Next">Next state, at state × labels + label.</param>
/// <param name="ArcExcess">Excess of the arc, same index. Arcs on days before the horizon cost nothing.</param>
/// <param name="FinalExcess">Excess of ending in a state after the last known day.</param>
public sealed record Automaton(int Labelling, int States, int Labels, int[] Next, long[] ArcExcess, long[] FinalExcess);

/// <summary>What all terms have: the rule they come from.</summary>
public abstract class Term
{
    /// <summary>Position of the rule in the problem's rules.</summary>
    public required int Rule { get; init; }
}

/// <summary>A Sequence term of one employee: which day follows which, how long runs are, or an automaton.</summary>
public abstract class SequenceTerm : Term
{
    /// <summary>Index of the employee.</summary>
    public required int Employee { get; init; }

    /// <summary>Level of the cost.</summary>
    public required int Level { get; init; }

    /// <summary>Cost per unit of excess.</summary>
    public required long Weight { get; init; }
}

/// <summary>A Sequence of shape Succession: pairs of days.</summary>
public sealed class SuccessionTerm : SequenceTerm
{
    /// <summary>The table, shared between employees. Only pairs with a day in the horizon cost.</summary>
    public required SuccessionTable Table { get; init; }
}

/// <summary>
/// A Sequence of shape RunLength over a class. Too long: each window of <see cref="Maximum"/> + 1 days all in the class that has a day in the
/// horizon costs 1 unit. Too short: a run that is closed on both sides by known days, and that has a day or a neighbour in the horizon,
/// costs the days missing. A run at the edge of the known days is open and never too short.
/// </summary>
public sealed class RunLengthTerm : SequenceTerm
{
    /// <summary>Index of the class.</summary>
    public required int Class { get; init; }

    /// <summary>Least days of a run; 0 or 1 asks nothing.</summary>
    public required int Minimum { get; init; }

    /// <summary>Most days of a run; <see cref="int.MaxValue"/> asks nothing.</summary>
    public required int Maximum { get; init; }
}

/// <summary>A Sequence of shape Automaton: the cheapest of its start states counts.</summary>
public sealed class AutomatonTerm : SequenceTerm
{
    /// <summary>The automaton, shared between employees.</summary>
    public required Automaton Automaton { get; init; }

    /// <summary>States the first known day may start in.</summary>
    public required int[] Starts { get; init; }
}

/// <summary>
/// How long an employee stays on a post at least, in shifts whose post may change: each stretch on one post (<see cref="PostPath"/>) costs the minutes it is too short, on days of the
/// horizon.
/// </summary>
public sealed class StretchTerm : SequenceTerm
{
    /// <summary>Least minutes of a stretch.</summary>
    public required int MinimumMinutes { get; init; }
}

/// <summary>
/// An integer of one employee: constant + scale × (Σ measure of the chosen options on days first … last + Σ weight of touched blocks).
/// </summary>
public sealed class TotalExpression
{
    /// <summary>Index of the employee.</summary>
    public required int Employee { get; init; }

    /// <summary>Index of the measure; −1 when only blocks count.</summary>
    public required int Measure { get; init; }

    /// <summary>First day.</summary>
    public required int FirstDay { get; init; }

    /// <summary>Last day.</summary>
    public required int LastDay { get; init; }

    /// <summary>Constant.</summary>
    public long Constant { get; init; }

    /// <summary>Factor of the sum. Default 1.</summary>
    public long Scale { get; init; } = 1;

    /// <summary>Touched blocks that count, each as often as it is listed. All belong to the same employee.</summary>
    public int[] Blocks { get; init; } = [];

    /// <summary>Weight of every touched block. Default 1.</summary>
    public int BlockWeight { get; init; } = 1;
}

/// <summary>A Total term: a convex cost of one employee's total.</summary>
public sealed class TotalTerm : Term
{
    /// <summary>The total.</summary>
    public required TotalExpression Expression { get; init; }

    /// <summary>Its cost.</summary>
    public required CostCurve Curve { get; init; }
}

/// <summary>A touched block: 1 when the employee chooses any option of the class, on whatever day, else 0.</summary>
/// <param name="Employee">Index of the employee.</param>
/// <param name="Class">Index of the class, whose options say which days are meant.</param>
public readonly record struct Block(int Employee, int Class);

/// <summary>One requirement of a Cover term: what is required, and (in the model's contributions) who gives how much to it.</summary>
/// <param name="Term">Index of the term.</param>
/// <param name="Required">What is required.</param>
/// <param name="Demands">For pooled demands: the set of demands the row joins, a bit each. 0 where rows are no such sets.</param>
public readonly record struct CoverRow(int Term, long Required, int Demands = 0);

/// <summary>
/// A Cover term over one or more rows. The shortage is the largest of required − value over the rows, at least 0: for pooled skills
/// one row per subset of skills makes it the number of agents missing under the best assignment to skills. The surplus is what the
/// first row has above <see cref="Ceiling"/>.
/// </summary>
public sealed class CoverTerm : Term
{
    /// <summary>First row.</summary>
    public required int FirstRow { get; init; }

    /// <summary>Number of rows.</summary>
    public required int RowCount { get; init; }

    /// <summary>Cost of the shortage; hinges above thresholds ≥ 0.</summary>
    public required CostCurve Shortage { get; init; }

    /// <summary>The first row's value above which there is a surplus.</summary>
    public long Ceiling { get; init; } = long.MaxValue;

    /// <summary>Cost of the surplus; null when it is free.</summary>
    public CostCurve? Surplus { get; init; }
}

/// <summary>What an option, or a break placement, of any employee of a group gives to a row.</summary>
public readonly record struct Contribution(int Row, int Group, int Weight);

/// <summary>
/// A Balance term: employees' totals compared with their fair shares (each total is already less its share), or with each other by the
/// spread, the largest less the smallest.
/// </summary>
public sealed class BalanceTerm : Term
{
    /// <summary>The totals compared.</summary>
    public required TotalExpression[] Members { get; init; }

    /// <summary>Cost of each member's deviation from 0; null when only the spread counts.</summary>
    public CostCurve? Deviation { get; init; }

    /// <summary>Cost of the spread; null when only deviations count.</summary>
    public CostCurve? Spread { get; init; }
}
