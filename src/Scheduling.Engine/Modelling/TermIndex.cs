using System.Runtime.CompilerServices;

namespace Scheduling.Engine.Modelling;

/// <summary>Which terms touch which employee, built once per model and shared by its evaluators and encoders.</summary>
internal sealed class TermIndex
{
    private static readonly ConditionalWeakTable<RosterModel, TermIndex> Cache = [];

    private TermIndex(RosterModel model)
    {
        Successions = ByEmployee(model.Employees, model.Successions, t => t.Employee);
        RunLengths = ByEmployee(model.Employees, model.RunLengths, t => t.Employee);
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
    }

    public SuccessionTerm[][] Successions { get; }

    public RunLengthTerm[][] RunLengths { get; }

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

    private static T[][] ByEmployee<T>(int count, IEnumerable<T> items, Func<T, int> key)
    {
        ILookup<int, T> lookup = items.ToLookup(key);
        return [.. Enumerable.Range(0, count).Select(i => lookup[i].ToArray())];
    }
}
