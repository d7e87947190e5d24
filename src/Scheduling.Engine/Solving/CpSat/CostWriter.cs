using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>Writes what expressions cost, or forbids it where their level is enforced.</summary>
/// <param name="enforced">Whether what costs on a level is forbidden.</param>
internal sealed class CostWriter(RosterModel model, CpSatWriter cp, Func<int, bool> enforced)
{
    /// <summary>Cost per level.</summary>
    public LinearTerms[] Objective { get; } = [.. Enumerable.Range(0, model.Levels).Select(_ => new LinearTerms())];

    /// <summary>Whether constants alone cost on a level that is enforced.</summary>
    public bool IsInfeasible { get; set; }

    /// <summary>A cost there is anyway.</summary>
    public void Constant(int level, long cost)
    {
        if (enforced(level))
        {
            IsInfeasible |= cost > 0;
        }
        else
        {
            Objective[level].Add(cost);
        }
    }

    /// <summary>Bounds an expression from above and below; what can never hold, or always does, is judged at once.</summary>
    public void Bound(LinearTerms terms, long least, long most)
    {
        if (terms.Maximum < least || terms.Minimum > most)
        {
            IsInfeasible = true;
        }
        else if (terms.Minimum < least || terms.Maximum > most)
        {
            cp.Linear(
                terms,
                terms.Minimum < least ? least - terms.Constant : terms.Minimum - terms.Constant,
                terms.Maximum > most ? most - terms.Constant : terms.Maximum - terms.Constant);
        }
    }

    /// <summary>Pays a convex cost of an expression.</summary>
    public void Pay(LinearTerms value, CostCurve curve)
    {
        foreach (Hinge hinge in curve.Hinges)
        {
            PayHinge(value, hinge);
        }
    }

    private void PayHinge(LinearTerms value, Hinge hinge)
    {
        if (enforced(hinge.Level))
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
        int paid = cp.Variable(0, most, Math.Max(0, excess.Evaluate(cp.Basis) / divisor));
        Objective[hinge.Level].Add(paid, checked(hinge.Weight * divisor), 0, most);
        Bound(excess.WithoutConstant(divisor).Add(paid, -1, 0, most), long.MinValue / 2, -excess.Constant / divisor);
    }

    /// <summary>Pays what a cover costs, whose rows have these values.</summary>
    public void Cover(CoverTerm term, LinearTerms[] values)
    {
        bool variable = false;
        long divisor = 0;
        for (int i = 0; i < values.Length; i++)
        {
            variable |= !values[i].IsConstant;
            divisor = LinearTerms.Gcd(values[i].CoefficientDivisor(divisor), model.Rows[term.FirstRow + i].Required - values[i].Constant);
        }

        if (!variable)
        {
            PayConstantCover(term, values);
            return;
        }

        LinearTerms? shortage = Shortage(term, values, Math.Max(1, divisor));
        if (shortage is not null)
        {
            Pay(shortage, term.Shortage);
        }

        if (term.Surplus is not null)
        {
            PaySurplus(term, values[0], shortage);
        }
    }

    /// <summary>The shortage in units of the divisor of everything that enters it: the largest over the rows, at least 0. Null when there can be none.</summary>
    private LinearTerms? Shortage(CoverTerm term, LinearTerms[] values, long divisor)
    {
        (long least, long most, long basis) = (0, 0, 0);
        for (int i = 0; i < values.Length; i++)
        {
            long required = model.Rows[term.FirstRow + i].Required;
            most = Math.Max(most, required - values[i].Minimum);
            least = Math.Max(least, required - values[i].Maximum);
            basis = Math.Max(basis, required - values[i].Evaluate(cp.Basis));
        }

        if (most == 0)
        {
            return null;
        }

        // Everything that enters is a multiple of the divisor, so the shortage is counted in units of it.
        (long low, long high) = (least / divisor, most / divisor);
        int shortage = cp.Variable(low, high, basis / divisor);
        for (int i = 0; i < values.Length; i++)
        {
            long missing = model.Rows[term.FirstRow + i].Required - values[i].Constant;
            Bound(values[i].WithoutConstant(divisor).Add(shortage, 1, low, high), missing / divisor, long.MaxValue / 2);
        }

        return new LinearTerms().Add(shortage, divisor, low, high);
    }

    /// <summary>
    /// Above the requirement the surplus is value − required + shortage, which needs no variable of its own: the solver keeps the shortage as small as it may be.
    /// </summary>
    private void PaySurplus(CoverTerm term, LinearTerms value, LinearTerms? shortage)
    {
        long most = value.Maximum - term.Ceiling;
        if (most <= 0)
        {
            return;
        }

        if (shortage is not null && term.RowCount == 1 && term.Ceiling == model.Rows[term.FirstRow].Required
            && Array.TrueForAll(term.Surplus!.Hinges, h => h.IsAbove && h.Threshold == 0 && !enforced(h.Level)))
        {
            LinearTerms surplus = new LinearTerms().Add(value, 1).Add(-term.Ceiling).Add(shortage, 1);
            foreach (Hinge hinge in term.Surplus.Hinges)
            {
                Objective[hinge.Level].AddAtLeast(surplus, hinge.Weight, 0);
            }

            return;
        }

        // A surplus hinge above t ≥ 0 is a hinge of the value above ceiling + t.
        Pay(value, new CostCurve([.. term.Surplus!.Hinges.Select(h => h with { Threshold = h.Threshold + term.Ceiling })]));
    }

    private void PayConstantCover(CoverTerm term, LinearTerms[] values)
    {
        long shortage = 0;
        for (int i = 0; i < values.Length; i++)
        {
            shortage = Math.Max(shortage, model.Rows[term.FirstRow + i].Required - values[i].Constant);
        }

        long[] costs = new long[model.Levels];
        term.Shortage.AddTo(costs, shortage);
        term.Surplus?.AddTo(costs, Math.Max(0, values[0].Constant - term.Ceiling));
        for (int level = 0; level < costs.Length; level++)
        {
            Constant(level, costs[level]);
        }
    }
}
