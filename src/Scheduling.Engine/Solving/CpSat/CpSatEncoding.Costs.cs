using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>What expressions and clauses cost, or forbid where their level is enforced.</content>
internal sealed partial class CpSatEncoding
{
    private void AddConstantCost(int level, long cost)
    {
        if (Enforced(level))
        {
            IsInfeasible |= cost > 0;
        }
        else
        {
            Objective[level].Add(cost);
        }
    }

    /// <summary>Bounds an expression from above and below; what can never hold, or always does, is judged at once.</summary>
    private void Bound(LinearTerms terms, long least, long most)
    {
        if (terms.Maximum < least || terms.Minimum > most)
        {
            IsInfeasible = true;
        }
        else if (terms.Minimum < least || terms.Maximum > most)
        {
            _cp.Linear(
                terms,
                terms.Minimum < least ? least - terms.Constant : terms.Minimum - terms.Constant,
                terms.Maximum > most ? most - terms.Constant : terms.Maximum - terms.Constant);
        }
    }

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
            AddConstantCost(level, cost);
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

    /// <summary>Pays a convex cost of an expression.</summary>
    private void Pay(LinearTerms value, CostCurve curve)
    {
        foreach (Hinge hinge in curve.Hinges)
        {
            PayHinge(value, hinge);
        }
    }

    private void PayHinge(LinearTerms value, Hinge hinge)
    {
        if (Enforced(hinge.Level))
        {
            Bound(value, hinge.IsAbove ? long.MinValue : hinge.Threshold, hinge.IsAbove ? hinge.Threshold : long.MaxValue);
            return;
        }

        // Excess of value above the threshold, or of −value above −threshold.
        LinearTerms excess = new LinearTerms().Add(value, hinge.IsAbove ? 1 : -1).Add(hinge.IsAbove ? -hinge.Threshold : hinge.Threshold);
        if (excess.Maximum <= 0)
        {
            return;
        }

        if (excess.Minimum >= 0)
        {
            Objective[hinge.Level].Add(excess, hinge.Weight);
            return;
        }

        // Whole multiples of a common divisor are paid in units of it.
        long divisor = Math.Max(1, excess.CoefficientDivisor(excess.Constant));
        long most = excess.Maximum / divisor;
        int paid = _cp.Variable(0, most, Math.Max(0, excess.Evaluate(_cp.Basis) / divisor));
        Objective[hinge.Level].Add(paid, checked(hinge.Weight * divisor), 0, most);
        Bound(excess.WithoutConstant(divisor).Add(paid, -1, 0, most), long.MinValue / 2, -excess.Constant / divisor);
    }
}
