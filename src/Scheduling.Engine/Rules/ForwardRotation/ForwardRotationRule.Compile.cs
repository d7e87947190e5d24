using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ForwardRotation;

/// <content>An automaton that remembers the order of the last band worked and the days off since.</content>
public sealed partial record ForwardRotationRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int[] orders = [.. compiler.Problem.Bands.Select(b => b.Order).Distinct().Order()];
        int labelling = compiler.Labelling(o => o.IsWork ? 1 + Array.BinarySearch(orders, o.Band!.Order) : 0);
        Automaton automaton = Build(labelling, orders);
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.Automaton(employee, automaton, 0);
        }
    }

    // States: 0 any band may follow; 1 + rank × ResetDaysOff + days off since the last working day. Labels: 0 off, 1 + rank.
    private Automaton Build(int labelling, int[] orders)
    {
        int labels = 1 + orders.Length;
        int states = 1 + (orders.Length * ResetDaysOff);
        int[] next = new int[states * labels];
        long[] excess = new long[states * labels];
        for (int state = 0; state < states; state++)
        {
            int rank = (state - 1) / ResetDaysOff;
            int daysOff = (state - 1) % ResetDaysOff;
            bool free = state == 0;
            next[state * labels] = free || daysOff + 1 == ResetDaysOff ? 0 : state + 1;
            for (int following = 0; following < orders.Length; following++)
            {
                int arc = (state * labels) + 1 + following;
                next[arc] = 1 + (following * ResetDaysOff);
                excess[arc] = free ? 0 : Math.Max(0, (long)orders[rank] - orders[following]);
            }
        }

        return new Automaton(labelling, states, labels, next, excess, new long[states]);
    }
}
