namespace Scheduling.Engine.Solving.CpSat;

/// <content>What expressions and clauses cost, or forbid where their level is enforced.</content>
internal sealed partial class CpSatEncoding
{
    /// <summary>At least one of the literals holds, or the cost is paid on a level; an enforced level leaves no choice. Constants are taken out of the list.</summary>
    private void Clause(List<Lit> literals, int level, long cost)
    {
        bool held = false;
        int kept = 0;
        for (int i = 0; i < literals.Count; i++)
        {
            Lit literal = literals[i];
            if (literal.IsTrue)
            {
                return;
            }

            if (!literal.IsFalse)
            {
                held |= literal.Holds(_cp.Basis);
                literals[kept++] = literal;
            }
        }

        literals.RemoveRange(kept, literals.Count - kept);
        if (kept == 0)
        {
            _costs.Constant(level, cost);
            return;
        }

        if (!Enforced(level))
        {
            Lit paid = _cp.Boolean(!held);
            Objective[level].Add(paid, cost);
            literals.Add(paid);
        }

        _cp.AtLeastOne(literals);
    }
}
