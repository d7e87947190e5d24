using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Modelling;

/// <content>The terms a rule may add, and the building of the model from them.</content>
public sealed partial class RuleCompiler
{
    private readonly List<SuccessionTerm> _successions = [];
    private readonly List<RunLengthTerm> _runLengths = [];
    private readonly List<AutomatonTerm> _automata = [];
    private (IReadOnlyList<Hinge>? Hinges, CostCurve? Curve) _surplus;
    private readonly List<StretchTerm> _stretches = [];
    private readonly List<TotalTerm> _totals = [];
    private readonly List<CoverTerm> _covers = [];
    private readonly List<CoverRow> _rows = [];
    private readonly List<BalanceTerm> _balances = [];
    private readonly List<(int Source, Contribution Contribution)> _optionContributions = [];
    private readonly List<(int Source, Contribution Contribution)> _placementContributions = [];

    /// <summary>An OptionCost: excess of one option for one employee. Adds up when given several times. Options of fixed days cost nothing.</summary>
    public void OptionCost(int employee, Option option, long excess, Enforcement? enforcement = null)
    {
        if (excess == 0 || !Timeline.IsInHorizon(option.Day))
        {
            return;
        }

        (int level, long weight) = Price(enforcement);
        int first = _options.DayOffsets[Timeline.HorizonStart];
        int count = _options.DayOffsets[Timeline.HorizonEnd] - first;
        long[] costs = _optionCosts[level] ??= new long[(long)Employees * count];
        costs[((long)employee * count) + option.Index - first] += checked(weight * excess);
    }

    /// <summary>
    /// A table for successions: options with equal keys behave alike, so the excess is asked once per pair of keys and day.
    /// Pairs of two fixed days are left out.
    /// </summary>
    public SuccessionTable SuccessionTable(int gap, Func<Option, int> predecessorKey, Func<Option, int> successorKey, Func<Option, Option, long> excess)
    {
        int[] predecessorGroup = new int[Options.Count];
        int[] successorGroup = new int[Options.Count];
        List<Option>[] predecessors = [.. Enumerable.Range(0, Timeline.Days).Select(day => Representatives(day, predecessorKey, predecessorGroup))];
        List<Option>[] successors = [.. Enumerable.Range(0, Timeline.Days).Select(day => Representatives(day, successorKey, successorGroup))];
        var days = new SuccessionDay?[Timeline.Days];
        for (int day = 0; day + gap < Timeline.Days; day++)
        {
            if (!Timeline.IsInHorizon(day) && !Timeline.IsInHorizon(day + gap))
            {
                continue;
            }

            List<Option> rows = predecessors[day];
            List<Option> columns = successors[day + gap];
            long[] table = new long[rows.Count * columns.Count];
            for (int row = 0; row < rows.Count; row++)
            {
                for (int column = 0; column < columns.Count; column++)
                {
                    table[(row * columns.Count) + column] = excess(rows[row], columns[column]);
                }
            }

            if (table.Any(e => e != 0))
            {
                days[day] = new SuccessionDay(rows.Count, columns.Count, table);
            }
        }

        return new SuccessionTable(gap, predecessorGroup, successorGroup, days);
    }

    /// <summary>A Sequence of shape Succession. Nothing is added when the table is empty.</summary>
    public void Succession(int employee, SuccessionTable table)
    {
        if (table.Days.Any(d => d is not null))
        {
            (int level, long weight) = Price(null);
            _successions.Add(new SuccessionTerm { Rule = _ruleIndex, Employee = employee, Level = level, Weight = weight, Table = table });
        }
    }

    /// <summary>A Sequence of shape RunLength; see <see cref="RunLengthTerm"/>.</summary>
    public void RunLength(int employee, int @class, int minimum, int maximum)
    {
        (int level, long weight) = Price(null);
        _runLengths.Add(new RunLengthTerm { Rule = _ruleIndex, Employee = employee, Level = level, Weight = weight, Class = @class, Minimum = minimum, Maximum = maximum });
    }

    /// <summary>A Sequence of shape Automaton; the cheapest start state counts.</summary>
    public void Automaton(int employee, Automaton automaton, params int[] starts)
    {
        (int level, long weight) = Price(null);
        _automata.Add(new AutomatonTerm { Rule = _ruleIndex, Employee = employee, Level = level, Weight = weight, Automaton = automaton, Starts = starts });
    }

    /// <summary>A least stretch on a post; see <see cref="StretchTerm"/>. Nothing is added when no shift of the horizon may change its post.</summary>
    public void Stretch(int employee, int minimumMinutes)
    {
        if (HorizonOptions().Any(o => o.Path is not null))
        {
            (int level, long weight) = Price(null);
            _stretches.Add(new StretchTerm { Rule = _ruleIndex, Employee = employee, Level = level, Weight = weight, MinimumMinutes = minimumMinutes });
        }
    }

    /// <summary>A Total.</summary>
    public void Total(TotalExpression expression, params Hinge[] hinges) =>
        _totals.Add(new TotalTerm { Rule = _ruleIndex, Expression = expression, Curve = new CostCurve(hinges) });

    /// <summary>
    /// A Cover over rows. <paramref name="shortage"/>: hinges above a threshold of the largest shortage of all rows.
    /// <paramref name="surplus"/>: hinges above a threshold of what the first row has over <paramref name="ceiling"/>.
    /// </summary>
    public void Cover(IReadOnlyList<CoverRowBuilder> rows, IReadOnlyList<Hinge> shortage, long ceiling = long.MaxValue, IReadOnlyList<Hinge>? surplus = null)
    {
        int term = _covers.Count;
        int first = _rows.Count;
        foreach (CoverRowBuilder row in rows)
        {
            int index = _rows.Count;
            _rows.Add(new CoverRow(term, row.Required, row.Demands));
            _optionContributions.AddRange(row.Options.Select(o => (o.Option, new Contribution(index, o.Group, o.Weight))));
            _placementContributions.AddRange(row.Placements.Select(p => (p.Placement, new Contribution(index, p.Group, p.Weight))));
        }

        _covers.Add(new CoverTerm
        {
            Rule = _ruleIndex,
            FirstRow = first,
            RowCount = rows.Count,
            Shortage = new CostCurve([.. shortage]),
            Ceiling = ceiling,
            Surplus = surplus is { Count: > 0 } ? Shared(surplus) : null,
        });
    }

    /// <summary>A curve of hinges; the same list given again has the same curve.</summary>
    private CostCurve Shared(IReadOnlyList<Hinge> hinges)
    {
        if (!ReferenceEquals(_surplus.Hinges, hinges))
        {
            _surplus = (hinges, new CostCurve([.. hinges]));
        }

        return _surplus.Curve!;
    }

    /// <summary>A Balance of totals that are already less their fair shares. Deviation hinges cost per member, spread hinges once.</summary>
    public void Balance(IReadOnlyList<TotalExpression> members, IReadOnlyList<Hinge> deviation, IReadOnlyList<Hinge> spread) =>
        _balances.Add(new BalanceTerm
        {
            Rule = _ruleIndex,
            Members = [.. members],
            Deviation = deviation.Count > 0 ? new CostCurve([.. deviation]) : null,
            Spread = spread.Count > 0 ? new CostCurve([.. spread]) : null,
        });

    internal RosterModel Build()
    {
        int maximumBreaks = Options.Max(o => o.Breaks.Count);
        (int[] optionStart, Contribution[] optionContributions) = Compress(_optionContributions, Options.Count);
        (int[] placementStart, Contribution[] placementContributions) = Compress(_placementContributions, Placements.Count);
        var model = new RosterModel
        {
            Problem = Problem,
            Timeline = Timeline,
            Employees = Employees,
            Levels = Problem.Levels.Count,
            Options = [.. Options],
            DayOffsets = _options.DayOffsets,
            Placements = [.. Placements],
            MaximumBreaks = maximumBreaks,
            OptionCosts = _optionCosts,
            Classes = [.. _classes.Items],
            Measures = [.. _measures.Items],
            Labellings = [.. _labellings.Items],
            Groups = [.. _groups.Items],
            Blocks = [.. _blocks.OrderBy(b => b.Value).Select(b => b.Key)],
            Successions = [.. _successions],
            RunLengths = [.. _runLengths],
            Automata = [.. _automata],
            Stretches = [.. _stretches],
            Totals = [.. _totals],
            Covers = [.. _covers],
            Rows = [.. _rows],
            Balances = [.. _balances],
            OptionContributionStart = optionStart,
            OptionContributions = optionContributions,
            PlacementContributionStart = placementStart,
            PlacementContributions = placementContributions,
            OptionIndex = _options.Index,
            FixedCells = new RosterCells(Employees * Timeline.Days, maximumBreaks),
        };
        FillFixedCells(model);
        return model;
    }

    private void FillFixedCells(RosterModel model)
    {
        for (int employee = 0; employee < Employees; employee++)
        {
            for (int day = 0; day < Timeline.Days; day++)
            {
                model.FixedCells.Choose(model, (employee * Timeline.Days) + day, model.DayOffsets[day]);
            }
        }

        foreach (Assignment duty in Problem.History.Concat(Problem.FixedAfter))
        {
            int day = Timeline.DayOf(duty.Date);
            int option = OptionOf(duty).Index;
            RosterCodec.Choose(model, model.FixedCells, (_employeeIndex[duty.Employee] * Timeline.Days) + day, option, duty);
        }
    }

    private List<Option> Representatives(int day, Func<Option, int> key, int[] group)
    {
        Dictionary<int, int> groups = [];
        List<Option> representatives = [];
        foreach (Option option in OptionsOf(day))
        {
            int k = key(option);
            if (!groups.TryGetValue(k, out int index))
            {
                groups[k] = index = representatives.Count;
                representatives.Add(option);
            }

            group[option.Index] = index;
        }

        return representatives;
    }

    private static (int[] Start, Contribution[] Contributions) Compress(List<(int Source, Contribution Contribution)> entries, int sources)
    {
        int[] start = new int[sources + 1];
        foreach ((int source, _) in entries)
        {
            start[source + 1]++;
        }

        for (int source = 0; source < sources; source++)
        {
            start[source + 1] += start[source];
        }

        int[] next = (int[])start.Clone();
        var contributions = new Contribution[entries.Count];
        foreach ((int source, Contribution contribution) in entries)
        {
            contributions[next[source]++] = contribution;
        }

        return (start, contributions);
    }
}

/// <summary>One row of a Cover term while a rule builds it: what is required, and who gives what.</summary>
public sealed class CoverRowBuilder(long required, int demands = 0)
{
    /// <summary>For pooled demands: the set of demands the row joins, a bit each. The first row joins all of them; a set without a row is served by the same people as a larger one that has a row.</summary>
    public int Demands { get; } = demands;

    /// <summary>What is required.</summary>
    public long Required { get; } = required;

    internal List<(int Option, int Group, int Weight)> Options { get; } = [];

    internal List<(int Placement, int Group, int Weight)> Placements { get; } = [];

    /// <summary>Employees of a group give a weight, which may be negative, when they choose the option.</summary>
    public void Add(int group, Option option, int weight)
    {
        if (weight != 0)
        {
            Options.Add((option.Index, group, weight));
        }
    }

    /// <summary>Employees of a group give a weight, usually negative, when a break of the chosen option is placed there. The placement's index in the model is meant.</summary>
    public void AddPlacement(int group, int placement, int weight)
    {
        if (weight != 0)
        {
            Placements.Add((placement, group, weight));
        }
    }
}
