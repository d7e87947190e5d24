using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// One term of an employee as a little machine that walks the days: a state, a step per label of an option, and what the step costs. The product of all
/// parts is the employee's day network.
/// </summary>
internal abstract class StatePart
{
    /// <summary>Equal for parts that behave alike, so that employees can share a network.</summary>
    public abstract string Key { get; }

    /// <summary>States it may be in before day 0.</summary>
    public virtual int[] Starts => [0];

    /// <summary>All that the part needs to know of an option.</summary>
    public abstract int Label(int day, int option);

    /// <summary>The state after a day on which an option with the label is chosen.</summary>
    public abstract int Step(int day, int state, int label, StepCost cost);

    /// <summary>Costs of ending in a state after the last day.</summary>
    public virtual void Finish(int state, StepCost cost)
    {
    }
}

/// <summary>A run length: the state is the days of the run so far, and whether it began before anything is known.</summary>
internal sealed class RunLengthPart(RosterModel model, RunLengthTerm term) : StatePart
{
    private readonly bool[] _class = model.Classes[term.Class];
    private readonly int _most = term.Maximum == int.MaxValue ? Math.Max(1, term.Minimum) : Math.Max(Math.Max(1, term.Maximum), term.Minimum);
    private readonly Timeline _timeline = model.Timeline;

    public override string Key => $"run {term.Class} {term.Minimum} {term.Maximum} {term.Level} {term.Weight}";

    public override int Label(int day, int option) => _class[option] ? 1 : 0;

    public override int Step(int day, int state, int label, StepCost cost)
    {
        bool open = state > _most;
        int length = open ? state - _most : state;
        if (label == 0)
        {
            if (length > 0 && !open && length < term.Minimum && day - length - 1 < _timeline.HorizonEnd && day >= _timeline.HorizonStart)
            {
                cost.Add(term.Level, term.Weight * (term.Minimum - length));
            }

            return 0;
        }

        if (term.Maximum != int.MaxValue && length >= term.Maximum && day >= _timeline.HorizonStart && day <= _timeline.HorizonEnd - 1 + term.Maximum)
        {
            cost.Add(term.Level, term.Weight);
        }

        open |= day == 0;
        length = Math.Min(length + 1, _most);
        return open && length < term.Minimum ? _most + length : length;
    }
}

/// <summary>A succession: the state is what the last days forbid or charge, most often nothing.</summary>
internal sealed class SuccessionPart : StatePart
{
    private readonly SuccessionTerm _term;
    private readonly int _gap;
    private readonly int[] _rowOf;
    private readonly int[] _columnOf;
    private readonly int _base;
    private readonly int _columns;
    private readonly long[][] _excess;

    public SuccessionPart(RosterModel model, SuccessionTerm term)
    {
        _term = term;
        SuccessionTable table = term.Table;
        _gap = table.Gap;
        _rowOf = new int[model.Options.Length];
        _columnOf = new int[model.Options.Length];
        int days = model.Timeline.Days;
        int rows = 1;
        int columns = 1;
        long[][] compact = new long[days][];
        int[][] rowIds = new int[days][];
        int[][] columnIds = new int[days][];
        for (int day = 0; day < days; day++)
        {
            if (table.Days[day] is { } entries)
            {
                rowIds[day] = Merge(entries.Rows, r => string.Join(',', entries.Excess.AsSpan(r * entries.Columns, entries.Columns).ToArray()), r => entries.Excess.AsSpan(r * entries.Columns, entries.Columns).IndexOfAnyExcept(0L) < 0);
                columnIds[day] = Merge(entries.Columns, c => string.Join(',', Enumerable.Range(0, entries.Rows).Select(r => entries.Excess[(r * entries.Columns) + c])), c => Enumerable.Range(0, entries.Rows).All(r => entries.Excess[(r * entries.Columns) + c] == 0));
                rows = Math.Max(rows, rowIds[day].Max() + 1);
                columns = Math.Max(columns, columnIds[day].Max() + 1);
            }
        }

        (_base, _columns) = (rows, columns);
        for (int day = 0; day < days; day++)
        {
            if (table.Days[day] is not { } entries)
            {
                continue;
            }

            compact[day] = new long[rows * columns];
            for (int cell = 0; cell < entries.Excess.Length; cell++)
            {
                compact[day][(rowIds[day][cell / entries.Columns] * columns) + columnIds[day][cell % entries.Columns]] = entries.Excess[cell];
            }

            for (int option = model.DayOffsets[day]; option < model.DayOffsets[day + 1]; option++)
            {
                _rowOf[option] = rowIds[day][table.PredecessorGroup[option]];
            }

            for (int option = model.DayOffsets[day + _gap]; option < model.DayOffsets[day + _gap + 1]; option++)
            {
                _columnOf[option] = columnIds[day][table.SuccessorGroup[option]];
            }
        }

        _excess = compact;
        Key = $"succession {System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(table)} {term.Level} {term.Weight}";
    }

    public override string Key { get; }

    public override int Label(int day, int option) => (_rowOf[option] * _columns) + _columnOf[option];

    public override int Step(int day, int state, int label, StepCost cost)
    {
        int oldest = state;
        int kept = 0;
        int factor = 1;
        for (int i = 1; i < _gap; i++)
        {
            kept += oldest % _base * factor;
            factor *= _base;
            oldest /= _base;
        }

        // The state holds the rows of the last days, yesterday's in the lowest digit.
        if (oldest != 0 && day >= _gap && _excess[day - _gap] is { } table)
        {
            long excess = table[(oldest * _columns) + (label % _columns)];
            if (excess != 0)
            {
                cost.Add(_term.Level, _term.Weight * excess);
            }
        }

        return (kept * _base) + (label / _columns);
    }

    /// <summary>Numbers things by content: those without any effect 0, equal ones alike.</summary>
    private static int[] Merge(int count, Func<int, string> content, Func<int, bool> isZero)
    {
        Dictionary<string, int> ids = [];
        int[] merged = new int[count];
        for (int i = 0; i < count; i++)
        {
            if (!isZero(i))
            {
                string key = content(i);
                if (!ids.TryGetValue(key, out merged[i]))
                {
                    ids[key] = merged[i] = ids.Count + 1;
                }
            }
        }

        return merged;
    }
}

/// <summary>An automaton.</summary>
internal sealed class AutomatonPart(RosterModel model, AutomatonTerm term) : StatePart
{
    private readonly Automaton _automaton = term.Automaton;
    private readonly int[] _labels = model.Labellings[term.Automaton.Labelling];

    public override string Key =>
        $"automaton {System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_automaton)} {string.Join(',', term.Starts)} {term.Level} {term.Weight}";

    public override int[] Starts => term.Starts;

    public override int Label(int day, int option) => _labels[option];

    public override int Step(int day, int state, int label, StepCost cost)
    {
        int arc = (state * _automaton.Labels) + label;
        if (day >= model.Timeline.HorizonStart && _automaton.ArcExcess[arc] != 0)
        {
            cost.Add(term.Level, term.Weight * _automaton.ArcExcess[arc]);
        }

        return _automaton.Next[arc];
    }

    public override void Finish(int state, StepCost cost)
    {
        if (_automaton.FinalExcess[state] != 0)
        {
            cost.Add(term.Level, term.Weight * _automaton.FinalExcess[state]);
        }
    }
}

/// <summary>A touched block whose touching has a price: the state is whether it was touched, until its last day.</summary>
internal sealed class BlockPart : StatePart
{
    private readonly bool[] _class;
    private readonly int _last;
    private readonly int _slot;
    private readonly int _classIndex;

    /// <param name="slot">What the step reports when the block is touched.</param>
    public BlockPart(RosterModel model, int @class, int slot)
    {
        (_classIndex, _class, _slot) = (@class, model.Classes[@class], slot);
        (_, _last) = DaysOf(model, _class);
    }

    public override string Key => $"block {_classIndex}";

    public override int Label(int day, int option) => _class[option] ? 1 : 0;

    public override int Step(int day, int state, int label, StepCost cost)
    {
        if (label == 1 && state == 0)
        {
            cost.Touch(_slot);
            state = 1;
        }

        return day >= _last ? 0 : state;
    }

    /// <summary>First and last day with an option of a class; (0, −1) without any.</summary>
    public static (int First, int Last) DaysOf(RosterModel model, bool[] @class)
    {
        int first = Array.IndexOf(@class, true);
        return first < 0 ? (0, -1) : (model.Options[first].Day, model.Options[Array.LastIndexOf(@class, true)].Day);
    }
}
