using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>Totals with touched blocks, and balances.</content>
internal sealed partial class CpSatEncoding
{
    private readonly Dictionary<int, Lit> _touched = [];
    private readonly Dictionary<int, int[]> _classDays = [];

    private void AddTotals()
    {
        foreach (TotalTerm term in _model.Totals)
        {
            if (_whole || AnyFree(term.Expression.Employee))
            {
                LinearTerms value = Value(term.Expression);
                if (value.IsConstant && !_whole)
                {
                    continue;
                }

                Pay(value, term.Curve);
            }
        }
    }

    private void AddBalances()
    {
        foreach (BalanceTerm term in _model.Balances)
        {
            if (!_whole && !term.Members.Any(m => AnyFree(m.Employee)))
            {
                continue;
            }

            List<LinearTerms> values = [.. term.Members.Select(Value)];
            if (term.Deviation is not null)
            {
                foreach (LinearTerms value in values)
                {
                    Pay(value, term.Deviation);
                }
            }

            if (term.Spread is not null && values.Count > 0)
            {
                PaySpread(values, term.Spread);
            }
        }
    }

    private void PaySpread(List<LinearTerms> values, CostCurve spread)
    {
        long least = values.Min(v => v.Minimum);
        long most = values.Max(v => v.Maximum);

        // The largest is at least every value's minimum, the smallest at most every value's maximum.
        long leastHigh = values.Max(v => v.Minimum);
        long mostLow = values.Min(v => v.Maximum);
        IntVar high = Cp.NewIntVar(leastHigh, most, "");
        IntVar low = Cp.NewIntVar(least, mostLow, "");
        foreach (LinearTerms value in values)
        {
            if (value.Maximum > leastHigh)
            {
                Bound(new LinearTerms().Add(value, 1).Add(high, -1, leastHigh, most), long.MinValue / 2, 0);
            }

            if (value.Minimum < mostLow)
            {
                Bound(new LinearTerms().Add(value, 1).Add(low, -1, least, mostLow), 0, long.MaxValue / 2);
            }
        }

        Pay(new LinearTerms().Add(high, 1, leastHigh, most).Add(low, -1, least, mostLow), spread);
    }

    private LinearTerms Value(TotalExpression expression)
    {
        LinearTerms value = new LinearTerms().Add(expression.Constant);
        if (expression.Measure >= 0)
        {
            int[] measure = _model.Measures[expression.Measure];
            for (int day = expression.FirstDay; day <= expression.LastDay; day++)
            {
                AddMeasure(value, (expression.Employee * _days) + day, measure, expression.Scale);
            }
        }

        foreach (int block in expression.Blocks)
        {
            value.Add(Touched(block), expression.Scale * expression.BlockWeight);
        }

        return value;
    }

    /// <summary>Adds the measure of the chosen option: the commonest value as a constant, others as differences from it, so that few terms are written.</summary>
    private void AddMeasure(LinearTerms value, int cell, int[] measure, long scale)
    {
        if (_allowed[cell] is not { } allowed)
        {
            value.Add(scale * measure[_basis.Options[cell]]);
            return;
        }

        int common = allowed.GroupBy(o => measure[o]).MaxBy(g => g.Count())!.Key;
        value.Add(scale * common);
        for (int i = 0; i < allowed.Length; i++)
        {
            value.Add(_literals[cell]![i], scale * (measure[allowed[i]] - common));
        }
    }

    private Lit Touched(int block)
    {
        if (_touched.TryGetValue(block, out Lit known))
        {
            return known;
        }

        Block b = _model.Blocks[block];
        List<Lit> days = [];
        foreach (int day in DaysOfClass(b.Class))
        {
            Lit literal = InClass((b.Employee * _days) + day, b.Class);
            if (literal.IsTrue)
            {
                return _touched[block] = Lit.True;
            }

            if (!literal.IsFalse)
            {
                days.Add(literal);
            }
        }

        if (days.Count <= 1)
        {
            return _touched[block] = days.Count == 0 ? Lit.False : days[0];
        }

        BoolVar touched = Cp.NewBoolVar("");
        foreach (Lit day in days)
        {
            Cp.AddImplication(day.Literal, touched);
        }

        Cp.AddBoolOr([touched.Not(), .. days.Select(d => d.Literal)]);
        return _touched[block] = Lit.Of(touched);
    }

    /// <summary>Days that have an option of the class; most classes of touched blocks live on one or two days.</summary>
    private int[] DaysOfClass(int @class)
    {
        if (!_classDays.TryGetValue(@class, out int[]? days))
        {
            bool[] belongs = _model.Classes[@class];
            _classDays[@class] = days = [.. _model.Options.Where(o => belongs[o.Index]).Select(o => o.Day).Distinct()];
        }

        return days;
    }
}
