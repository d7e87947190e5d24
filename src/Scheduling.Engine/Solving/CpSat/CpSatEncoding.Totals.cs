using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>Totals with touched blocks, and balances. A total starts from its value in the basis, of which free cells are taken off.</content>
internal sealed partial class CpSatEncoding
{
    private readonly Dictionary<int, Lit> _touched = [];
    private readonly SortedDictionary<int, List<(int Expression, LinearTerms Value)>> _balances = [];
    private readonly Dictionary<int, int> _tally = [];
    private readonly List<Lit> _touching = [];

    /// <summary>Pays the totals of an employee that free cells can change; values that a balance compares are kept for later.</summary>
    private void AddTotals(int employee, ReadOnlySpan<int> cells)
    {
        HashSet<int> blocks = [];
        foreach (int cell in cells)
        {
            foreach (int block in _index.BlocksAt(cell))
            {
                blocks.Add(block);
            }
        }

        int origin = employee * _days;
        foreach (int index in _index.ExpressionsOf[employee])
        {
            TotalExpression expression = _index.Expressions[index];
            bool measured = expression.Measure >= 0 && _free.AnyIn(origin + expression.FirstDay, origin + expression.LastDay);
            bool touched = blocks.Count > 0 && expression.Blocks.Any(blocks.Contains);
            if (!measured && !touched)
            {
                continue;
            }

            LinearTerms value = new LinearTerms().Add(_around.ExpressionValues[index]);
            if (measured)
            {
                AddMeasures(value, expression, cells);
            }

            foreach (int block in expression.Blocks)
            {
                if (blocks.Contains(block))
                {
                    value.Add(_around.IsTouched(block) ? -expression.Scale * expression.BlockWeight : 0);
                    value.Add(Touched(block), expression.Scale * expression.BlockWeight);
                }
            }

            if (!value.IsConstant || _whole)
            {
                PayTotal(index, value);
            }
        }
    }

    /// <summary>What no free cell can change, when the whole cost is asked for.</summary>
    private void AddConstantTotals()
    {
        if (!_whole)
        {
            return;
        }

        for (int index = 0; index < _index.Expressions.Length; index++)
        {
            TotalExpression expression = _index.Expressions[index];
            int origin = expression.Employee * _days;
            bool isConstant = (expression.Measure < 0 || !_free.AnyIn(origin + expression.FirstDay, origin + expression.LastDay))
                && !expression.Blocks.Any(b => _index.DaysOf(b).Any(d => _free.SlotOf(origin + d) >= 0));
            if (isConstant)
            {
                PayTotal(index, new LinearTerms().Add(_around.ExpressionValues[index]));
            }
        }
    }

    private void PayTotal(int expression, LinearTerms value)
    {
        int balance = _index.BalanceOf[expression];
        if (balance < 0)
        {
            _costs.Pay(value, _model.Totals[expression].Curve);
            return;
        }

        if (!_balances.TryGetValue(balance, out List<(int, LinearTerms)>? values))
        {
            _balances[balance] = values = [];
        }

        values.Add((expression, value));
    }

    private void AddBalances()
    {
        foreach ((int index, List<(int Expression, LinearTerms Value)> members) in _balances)
        {
            BalanceTerm term = _model.Balances[index];
            if (term.Deviation is not null)
            {
                foreach ((_, LinearTerms value) in members)
                {
                    _costs.Pay(value, term.Deviation);
                }
            }

            if (term.Spread is not null)
            {
                PaySpread([.. members.Select(m => m.Value), .. OtherValues(index, members)], term.Spread);
            }
        }
    }

    /// <summary>Smallest and largest value of the members whose cells are fixed.</summary>
    private IEnumerable<LinearTerms> OtherValues(int balance, List<(int Expression, LinearTerms Value)> members)
    {
        HashSet<int> known = [.. members.Select(m => m.Expression)];
        (long least, long most) = (long.MaxValue, long.MinValue);
        for (int i = 0; i < _model.Balances[balance].Members.Length; i++)
        {
            int expression = _index.FirstMember[balance] + i;
            if (!known.Contains(expression))
            {
                least = Math.Min(least, _around.ExpressionValues[expression]);
                most = Math.Max(most, _around.ExpressionValues[expression]);
            }
        }

        return least > most ? [] : [new LinearTerms().Add(least), new LinearTerms().Add(most)];
    }

    private void PaySpread(List<LinearTerms> values, CostCurve spread)
    {
        long least = values.Min(v => v.Minimum);
        long most = values.Max(v => v.Maximum);

        // The largest is at least every value's minimum, the smallest at most every value's maximum.
        long leastHigh = values.Max(v => v.Minimum);
        long mostLow = values.Min(v => v.Maximum);
        int high = _cp.Variable(leastHigh, most, values.Max(v => v.Evaluate(_cp.Basis)));
        int low = _cp.Variable(least, mostLow, values.Min(v => v.Evaluate(_cp.Basis)));
        foreach (LinearTerms value in values)
        {
            if (value.Maximum > leastHigh)
            {
                _costs.Bound(new LinearTerms().Add(value, 1).Add(high, -1, leastHigh, most), long.MinValue / 2, 0);
            }

            if (value.Minimum < mostLow)
            {
                _costs.Bound(new LinearTerms().Add(value, 1).Add(low, -1, least, mostLow), 0, long.MaxValue / 2);
            }
        }

        _costs.Pay(new LinearTerms().Add(high, 1, leastHigh, most).Add(low, -1, least, mostLow), spread);
    }

    /// <summary>Exchanges the basis for the choice on the free days of an expression.</summary>
    private void AddMeasures(LinearTerms value, TotalExpression expression, ReadOnlySpan<int> cells)
    {
        int[] measure = _model.Measures[expression.Measure];
        foreach (int cell in cells)
        {
            int day = cell % _days;
            if (day >= expression.FirstDay && day <= expression.LastDay)
            {
                value.Add(-expression.Scale * measure[_basis.Options[cell]]);
                AddMeasure(value, _free.SlotOf(cell), measure, expression.Scale);
            }
        }
    }

    /// <summary>Adds the measure of the chosen option: the commonest value as a constant, others as differences from it, so that few terms are written.</summary>
    private void AddMeasure(LinearTerms value, int slot, int[] measure, long scale)
    {
        int[] allowed = _allowed[slot];
        _tally.Clear();
        (int common, int times) = (measure[allowed[0]], 0);
        foreach (int option in allowed)
        {
            int count = _tally[measure[option]] = _tally.GetValueOrDefault(measure[option]) + 1;
            if (count > times)
            {
                (common, times) = (measure[option], count);
            }
        }

        value.Add(scale * common);
        for (int i = 0; i < allowed.Length && times < allowed.Length; i++)
        {
            value.Add(Literal(slot, i), scale * (measure[allowed[i]] - common));
        }
    }

    private Lit Touched(int block)
    {
        if (_touched.TryGetValue(block, out Lit known))
        {
            return known;
        }

        Block b = _model.Blocks[block];
        _touching.Clear();
        bool touchedInBasis = false;
        foreach (int day in _index.DaysOf(block))
        {
            Lit literal = InClass((b.Employee * _days) + day, b.Class);
            if (literal.IsTrue)
            {
                return _touched[block] = Lit.True;
            }

            if (!literal.IsFalse)
            {
                touchedInBasis |= literal.Holds(_cp.Basis);
                _touching.Add(literal);
            }
        }

        if (_touching.Count <= 1)
        {
            return _touched[block] = _touching.Count == 0 ? Lit.False : _touching[0];
        }

        Lit touched = _cp.Boolean(touchedInBasis);
        foreach (Lit day in _touching)
        {
            _cp.AtLeastOne([day.Not(), touched]);
        }

        _touching.Add(touched.Not());
        _cp.AtLeastOne(_touching);
        return _touched[block] = touched;
    }
}
