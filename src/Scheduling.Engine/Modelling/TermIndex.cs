using System.Runtime.CompilerServices;

namespace Scheduling.Engine.Modelling;

/// <summary>Which terms touch which employee, built once per model and shared by its evaluators and encoders.</summary>
internal sealed class TermIndex
{
    private static readonly ConditionalWeakTable<RosterModel, TermIndex> Cache = [];
    private readonly RosterModel _model;
    private readonly Dictionary<int, int[]> _classDays = [];
    private readonly int[] _measuresStart;
    private readonly int[] _measures;
    private readonly int[] _longStart;
    private readonly int[] _long;
    private readonly int[] _shortStart;
    private readonly int[] _short;
    private readonly int[] _blockStart;
    private readonly int[] _blocks;

    private TermIndex(RosterModel model)
    {
        _model = model;
        Successions = ByEmployee(model.Employees, model.Successions, t => t.Employee);
        RunLengths = ByEmployee(model.Employees, model.RunLengths, t => t.Employee);
        Stretches = ByEmployee(model.Employees, model.Stretches, t => t.Employee);
        Automata = ByEmployee(model.Employees, Enumerable.Range(0, model.Automata.Length), t => model.Automata[t].Employee);
        Expressions = [.. model.Totals.Select(t => t.Expression), .. model.Balances.SelectMany(b => b.Members)];
        FirstMember = new int[model.Balances.Length];
        List<int> balanceOf = [.. Enumerable.Repeat(-1, model.Totals.Length)];
        for (int balance = 0; balance < model.Balances.Length; balance++)
        {
            FirstMember[balance] = balanceOf.Count;
            balanceOf.AddRange(Enumerable.Repeat(balance, model.Balances[balance].Members.Length));
        }

        BalanceOf = [.. balanceOf];
        ExpressionsOf = ByEmployee(model.Employees, Enumerable.Range(0, Expressions.Length), e => Expressions[e].Employee);
        BlocksOf = ByEmployee(model.Employees, Enumerable.Range(0, model.Blocks.Length), b => model.Blocks[b].Employee);
        ExpressionsOfBlock = ByEmployee(
            model.Blocks.Length,
            Enumerable.Range(0, Expressions.Length).SelectMany(e => Expressions[e].Blocks.Select(b => (Expression: e, Block: b))),
            p => p.Block).Select(a => a.Select(p => p.Expression).ToArray()).ToArray();

        int days = model.Timeline.Days;
        int measures = model.Measures.Length;
        bool[] counted = new bool[measures];
        List<(int Key, int Item)> wide = [];
        List<(int Key, int Item)> narrow = [];
        for (int index = 0; index < Expressions.Length; index++)
        {
            TotalExpression e = Expressions[index];
            if (e.Measure >= 0 && IsLong(e, days))
            {
                wide.Add(((e.Employee * measures) + e.Measure, index));
                counted[e.Measure] = true;
            }
            else if (e.Measure >= 0)
            {
                narrow.AddRange(Enumerable.Range(e.FirstDay, e.LastDay - e.FirstDay + 1).Select(day => ((e.Employee * days) + day, index)));
            }
        }

        (_longStart, _long) = Rows(model.Employees * measures, wide);
        (_shortStart, _short) = Rows(model.Cells, narrow);
        (_measuresStart, _measures) = Rows(
            model.Options.Length,
            [.. Enumerable.Range(0, measures).Where(m => counted[m]).SelectMany(m => Enumerable.Range(0, model.Options.Length).Where(o => model.Measures[m][o] != 0).Select(o => (o, m)))]);
        (_blockStart, _blocks) = Rows(
            model.Cells,
            [.. Enumerable.Range(0, model.Blocks.Length).SelectMany(b => DaysOf(b).Select(day => ((model.Blocks[b].Employee * days) + day, b)))]);
    }

    public SuccessionTerm[][] Successions { get; }

    public RunLengthTerm[][] RunLengths { get; }

    public StretchTerm[][] Stretches { get; }

    public int[][] Automata { get; }

    /// <summary>All total expressions: first those of the Totals in order, then the members of each Balance.</summary>
    public TotalExpression[] Expressions { get; }

    /// <summary>The Balance an expression is a member of; −1 for one of a Total.</summary>
    public int[] BalanceOf { get; }

    /// <summary>First expression of each Balance.</summary>
    public int[] FirstMember { get; }

    public int[][] ExpressionsOf { get; }

    public int[][] BlocksOf { get; }

    public int[][] ExpressionsOfBlock { get; }

    public static TermIndex For(RosterModel model) => Cache.GetValue(model, m => new TermIndex(m));

    /// <summary>Measures of <see cref="LongExpressionsOf"/> that are not 0 for an option.</summary>
    public ReadOnlySpan<int> LongMeasuresOf(int option) => _measures.AsSpan(_measuresStart[option].._measuresStart[option + 1]);

    /// <summary>Expressions of an employee and a measure over most of the known days.</summary>
    public ReadOnlySpan<int> LongExpressionsOf(int employee, int measure)
    {
        int key = (employee * _model.Measures.Length) + measure;
        return _long.AsSpan(_longStart[key].._longStart[key + 1]);
    }

    /// <summary>Expressions over a smaller part of the known days, whose days hold a cell's.</summary>
    public ReadOnlySpan<int> ShortExpressionsAt(int cell) => _short.AsSpan(_shortStart[cell].._shortStart[cell + 1]);

    /// <summary>Blocks that some option of a cell touches.</summary>
    public ReadOnlySpan<int> BlocksAt(int cell) => _blocks.AsSpan(_blockStart[cell].._blockStart[cell + 1]);

    /// <summary>Days that have an option of a block's class.</summary>
    public int[] DaysOf(int block)
    {
        int @class = _model.Blocks[block].Class;
        lock (_classDays)
        {
            if (!_classDays.TryGetValue(@class, out int[]? days))
            {
                bool[] belongs = _model.Classes[@class];
                _classDays[@class] = days = [.. _model.Options.Where(o => belongs[o.Index]).Select(o => o.Day).Distinct()];
            }

            return days;
        }
    }

    private static bool IsLong(TotalExpression expression, int days) => 2 * (expression.LastDay - expression.FirstDay + 1) > days;

    /// <summary>Items in rows by key, in their order.</summary>
    private static (int[] Start, int[] Items) Rows(int count, List<(int Key, int Item)> items)
    {
        int[] start = new int[count + 1];
        foreach ((int key, _) in items)
        {
            start[key + 1]++;
        }

        for (int key = 0; key < count; key++)
        {
            start[key + 1] += start[key];
        }

        int[] sorted = new int[items.Count];
        int[] next = start[..count];
        foreach ((int key, int item) in items)
        {
            sorted[next[key]++] = item;
        }

        return (start, sorted);
    }

    private static T[][] ByEmployee<T>(int count, IEnumerable<T> items, Func<T, int> key)
    {
        ILookup<int, T> lookup = items.ToLookup(key);
        return [.. Enumerable.Range(0, count).Select(i => lookup[i].ToArray())];
    }
}
