using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Modelling;

/// <summary>
/// The compiled form of a problem that every solver reads: options per day, and terms of five kinds over the cells
/// (employee, day), each of which takes exactly one option. Built once, never changed.
/// </summary>
public sealed class RosterModel
{
    internal RosterModel()
    {
    }

    /// <summary>The problem it was compiled from.</summary>
    public required SchedulingProblem Problem { get; init; }

    /// <summary>The days.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>Number of employees.</summary>
    public required int Employees { get; init; }

    /// <summary>Number of levels; level 0 holds what hard rules forbid.</summary>
    public required int Levels { get; init; }

    /// <summary>All options, by day. The first option of each day is to be off.</summary>
    public required Option[] Options { get; init; }

    /// <summary>Where an option stands among <see cref="Options"/>, by its day and what it is. Not for being off.</summary>
    public required IReadOnlyDictionary<(int Day, OptionKey Key), int> OptionIndex { get; init; }

    /// <summary>First option of each day, and the number of options at the end.</summary>
    public required int[] DayOffsets { get; init; }

    /// <summary>All placements of breaks, by option and slot.</summary>
    public required Placement[] Placements { get; init; }

    /// <summary>Most breaks of an option.</summary>
    public required int MaximumBreaks { get; init; }

    /// <summary>Cost of an option for an employee, per level (null: none), for the options of the horizon: employee × <see cref="HorizonOptions"/> + option − first option of the horizon.</summary>
    public required long[]?[] OptionCosts { get; init; }

    /// <summary>Classes: for each, whether an option belongs to it.</summary>
    public required bool[][] Classes { get; init; }

    /// <summary>Measures: for each, an integer per option.</summary>
    public required int[][] Measures { get; init; }

    /// <summary>Labellings of automata: for each, a label per option.</summary>
    public required int[][] Labellings { get; init; }

    /// <summary>Groups of employees: for each, whether an employee belongs to it.</summary>
    public required bool[][] Groups { get; init; }

    /// <summary>Touched blocks.</summary>
    public required Block[] Blocks { get; init; }

    /// <summary>Sequences of shape Succession.</summary>
    public required SuccessionTerm[] Successions { get; init; }

    /// <summary>Sequences of shape RunLength.</summary>
    public required RunLengthTerm[] RunLengths { get; init; }

    /// <summary>Sequences of shape Automaton.</summary>
    public required AutomatonTerm[] Automata { get; init; }

    /// <summary>Least stretches on a post.</summary>
    public required StretchTerm[] Stretches { get; init; }

    /// <summary>Totals.</summary>
    public required TotalTerm[] Totals { get; init; }

    /// <summary>Covers.</summary>
    public required CoverTerm[] Covers { get; init; }

    /// <summary>Rows of the covers.</summary>
    public required CoverRow[] Rows { get; init; }

    /// <summary>Balances.</summary>
    public required BalanceTerm[] Balances { get; init; }

    /// <summary>First entry of each option in <see cref="OptionContributions"/>.</summary>
    public required int[] OptionContributionStart { get; init; }

    /// <summary>What options give to rows, breaks not taken off.</summary>
    public required Contribution[] OptionContributions { get; init; }

    /// <summary>First entry of each placement in <see cref="PlacementContributions"/>.</summary>
    public required int[] PlacementContributionStart { get; init; }

    /// <summary>What placed breaks give to rows: usually negative.</summary>
    public required Contribution[] PlacementContributions { get; init; }

    /// <summary>The cells of the fixed days, with every rostered day off.</summary>
    public required RosterCells FixedCells { get; init; }

    /// <summary>First option of the rostered days.</summary>
    public int FirstHorizonOption => DayOffsets[Timeline.HorizonStart];

    /// <summary>Number of options of the rostered days.</summary>
    public int HorizonOptions => DayOffsets[Timeline.HorizonEnd] - DayOffsets[Timeline.HorizonStart];

    /// <summary>Number of cells: employees × days of the timeline.</summary>
    public int Cells => Employees * Timeline.Days;

    /// <summary>What an option gives to rows.</summary>
    public ReadOnlySpan<Contribution> ContributionsOf(int option) =>
        OptionContributions.AsSpan(OptionContributionStart[option]..OptionContributionStart[option + 1]);

    /// <summary>What a placement gives to rows.</summary>
    public ReadOnlySpan<Contribution> ContributionsOfPlacement(int placement) =>
        PlacementContributions.AsSpan(PlacementContributionStart[placement]..PlacementContributionStart[placement + 1]);

    /// <summary>Cost of an option for an employee on a level.</summary>
    public long OptionCost(int level, int employee, int option) =>
        OptionCosts[level] is { } costs && (uint)(option - FirstHorizonOption) < (uint)HorizonOptions
            ? costs[((long)employee * HorizonOptions) + option - FirstHorizonOption]
            : 0;

    /// <summary>The same cells and terms of one employee each, with other covers; breaks give to none of them.</summary>
    internal RosterModel With(CoverTerm[] covers, CoverRow[] rows, bool[][] groups, int[] optionContributionStart, Contribution[] optionContributions) => new()
    {
        Problem = Problem,
        Timeline = Timeline,
        Employees = Employees,
        Levels = Levels,
        Options = Options,
        OptionIndex = OptionIndex,
        DayOffsets = DayOffsets,
        Placements = Placements,
        MaximumBreaks = MaximumBreaks,
        OptionCosts = OptionCosts,
        Classes = Classes,
        Measures = Measures,
        Labellings = Labellings,
        Groups = groups,
        Blocks = Blocks,
        Successions = Successions,
        RunLengths = RunLengths,
        Automata = Automata,
        Stretches = Stretches,
        Totals = Totals,
        Covers = covers,
        Rows = rows,
        Balances = Balances,
        OptionContributionStart = optionContributionStart,
        OptionContributions = optionContributions,
        PlacementContributionStart = new int[Placements.Length + 1],
        PlacementContributions = [],
        FixedCells = FixedCells,
    };

    /// <summary>Compiles a problem that <see cref="ProblemValidator"/> found valid.</summary>
    public static RosterModel Compile(SchedulingProblem problem)
    {
        var compiler = new RuleCompiler(problem);
        for (int index = 0; index < problem.Rules.Count; index++)
        {
            Rule rule = problem.Rules[index];
            if (!rule.Enforcement.IsOff)
            {
                compiler.Begin(rule, index);
                rule.Compile(compiler);
            }
        }

        return compiler.Build();
    }
}
