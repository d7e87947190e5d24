namespace Scheduling.Engine.Modelling;

/// <summary>
/// Keeps the cost of a roster while single cells change: each change costs what the terms touching the cell cost, not the whole roster.
/// </summary>
public sealed class DeltaEvaluator
{
    private readonly RosterModel _model;
    private readonly Timeline _timeline;
    private readonly RosterCells _cells;
    private readonly long[] _costs;
    private readonly TermIndex _index;
    private readonly long[] _automatonExcess;
    private readonly long[] _expressionValues;
    private readonly int[] _blockTouches;
    private readonly long[] _rowValues;
    private readonly long[] _coverStamp;
    private readonly List<int> _touchedCovers = [];
    private readonly long[] _balanceStamp;
    private readonly List<int> _touchedBalances = [];
    private long _stamp;

    /// <summary>Starts at a roster, which is copied.</summary>
    public DeltaEvaluator(RosterModel model, RosterCells start)
    {
        _model = model;
        _timeline = model.Timeline;
        _cells = start.Clone();
        _index = TermIndex.For(model);
        _automatonExcess = new long[model.Automata.Length];
        _expressionValues = new long[_index.Expressions.Length];
        _blockTouches = new int[model.Blocks.Length];
        _coverStamp = new long[model.Covers.Length];
        _balanceStamp = new long[model.Balances.Length];
        _costs = ModelCost.Of(model, _cells);
        _rowValues = ModelCost.RowValues(model, _cells);
        for (int term = 0; term < model.Automata.Length; term++)
        {
            _automatonExcess[term] = AutomatonExcess(term);
        }

        for (int expression = 0; expression < _expressionValues.Length; expression++)
        {
            TotalExpression e = _index.Expressions[expression];
            _expressionValues[expression] = ModelCost.Value(model, e, DaysOf(e.Employee));
        }

        for (int block = 0; block < _blockTouches.Length; block++)
        {
            bool[] @class = model.Classes[model.Blocks[block].Class];
            foreach (int option in DaysOf(model.Blocks[block].Employee))
            {
                _blockTouches[block] += @class[option] ? 1 : 0;
            }
        }
    }

    /// <summary>The roster as it is now. Change it only through <see cref="Set"/>.</summary>
    public RosterCells Cells => _cells;

    /// <summary>Cost per level now.</summary>
    public ReadOnlySpan<long> Costs => _costs;

    /// <summary>Value of each Cover row now.</summary>
    public ReadOnlySpan<long> RowValues => _rowValues;

    /// <summary>Value of each of the term index's expressions now.</summary>
    internal IReadOnlyList<long> ExpressionValues => _expressionValues;

    /// <summary>Whether the employee of a block touches it now.</summary>
    internal bool IsTouched(int block) => _blockTouches[block] > 0;

    /// <summary>Chooses an option and its placements (an entry per break; further entries are ignored) for a cell of the horizon.</summary>
    public void Set(int employee, int day, int option, ReadOnlySpan<int> placements)
    {
        int cell = (employee * _timeline.Days) + day;
        int old = _cells.Options[cell];
        _stamp++;
        ChangeStretches(employee, cell, -1);
        if (option != old)
        {
            for (int level = 0; level < _costs.Length; level++)
            {
                _costs[level] += _model.OptionCost(level, employee, option) - _model.OptionCost(level, employee, old);
            }

            ChangeSequences(employee, day, old, option);
            ChangeTotals(employee, day, old, option);
            Contribute(_model.ContributionsOf(old), employee, -1);
            Contribute(_model.ContributionsOf(option), employee, 1);
        }

        ChangePlacements(employee, cell, option, placements);
        ChangeStretches(employee, cell, 1);
        foreach (int term in _touchedCovers)
        {
            ModelCost.AddCover(_costs, _model, _model.Covers[term], _rowValues);
        }

        _touchedCovers.Clear();
    }

    /// <summary>Goes to another roster of the same model, changing the cells that differ.</summary>
    public void GoTo(RosterCells cells)
    {
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            GoTo(cells, cell);
        }
    }

    /// <summary>Goes to a roster that differs in some cells only, which may be listed more than once.</summary>
    public void GoTo(RosterCells cells, ReadOnlySpan<int> among)
    {
        foreach (int cell in among)
        {
            GoTo(cells, cell);
        }
    }

    private void GoTo(RosterCells cells, int cell)
    {
        if (_cells.Options[cell] != cells.Options[cell] || !_cells.PlacementsOf(cell).SequenceEqual(cells.PlacementsOf(cell)))
        {
            Set(cell / _timeline.Days, cell % _timeline.Days, cells.Options[cell], cells.PlacementsOf(cell));
        }
    }

    private Span<int> DaysOf(int employee) => _cells.Options.AsSpan(employee * _timeline.Days, _timeline.Days);

    private void ChangeSequences(int employee, int day, int old, int option)
    {
        Span<int> days = DaysOf(employee);
        foreach (SuccessionTerm term in _index.Successions[employee])
        {
            SuccessionTable table = term.Table;
            long change = 0;
            if (day >= table.Gap)
            {
                int before = day - table.Gap;
                change += table.Excess(days[before], before, option) - table.Excess(days[before], before, old);
            }

            if (day + table.Gap < days.Length)
            {
                change += table.Excess(option, day, days[day + table.Gap]) - table.Excess(old, day, days[day + table.Gap]);
            }

            _costs[term.Level] += term.Weight * change;
        }

        foreach (RunLengthTerm term in _index.RunLengths[employee])
        {
            bool[] @class = _model.Classes[term.Class];
            if (@class[old] != @class[option])
            {
                long joined = Runs(term, days, @class, day, true);
                long parted = Runs(term, days, @class, day, false);
                _costs[term.Level] += term.Weight * (@class[option] ? joined - parted : parted - joined);
            }
        }

        days[day] = option;
        foreach (int term in _index.Automata[employee])
        {
            AutomatonTerm automaton = _model.Automata[term];
            int[] labels = _model.Labellings[automaton.Automaton.Labelling];
            if (labels[old] != labels[option])
            {
                long excess = AutomatonExcess(term);
                _costs[automaton.Level] += automaton.Weight * (excess - _automatonExcess[term]);
                _automatonExcess[term] = excess;
            }
        }
    }

    /// <summary>Excess of the runs around a day, as if the day belonged to the class or not.</summary>
    private long Runs(RunLengthTerm term, Span<int> days, bool[] @class, int day, bool belongs)
    {
        int first = day;
        while (first > 0 && @class[days[first - 1]])
        {
            first--;
        }

        int last = day;
        while (last + 1 < days.Length && @class[days[last + 1]])
        {
            last++;
        }

        if (belongs)
        {
            return ModelCost.RunExcess(term, _timeline, first, last);
        }

        return (first < day ? ModelCost.RunExcess(term, _timeline, first, day - 1) : 0)
            + (last > day ? ModelCost.RunExcess(term, _timeline, day + 1, last) : 0);
    }

    private long AutomatonExcess(int term) =>
        ModelCost.Excess(_model.Automata[term], _timeline, _model.Labellings[_model.Automata[term].Automaton.Labelling], DaysOf(_model.Automata[term].Employee));

    private void ChangeTotals(int employee, int day, int old, int option)
    {
        int cell = (employee * _timeline.Days) + day;
        foreach (int measure in _index.LongMeasuresOf(old))
        {
            ChangeLong(employee, day, measure, (long)_model.Measures[measure][option] - _model.Measures[measure][old]);
        }

        foreach (int measure in _index.LongMeasuresOf(option))
        {
            int[] values = _model.Measures[measure];
            ChangeLong(employee, day, measure, values[old] == 0 ? values[option] : 0);
        }

        foreach (int expression in _index.ShortExpressionsAt(cell))
        {
            TotalExpression e = _index.Expressions[expression];
            int[] measure = _model.Measures[e.Measure];
            ChangeExpression(expression, e.Scale * (measure[option] - measure[old]));
        }

        foreach (int block in _index.BlocksAt(cell))
        {
            bool[] @class = _model.Classes[_model.Blocks[block].Class];
            int change = (@class[option] ? 1 : 0) - (@class[old] ? 1 : 0);
            if (change == 0)
            {
                continue;
            }

            int before = _blockTouches[block];
            _blockTouches[block] += change;
            if ((before == 0) != (_blockTouches[block] == 0))
            {
                foreach (int expression in _index.ExpressionsOfBlock[block])
                {
                    TotalExpression e = _index.Expressions[expression];
                    ChangeExpression(expression, e.Scale * e.BlockWeight * change);
                }
            }
        }

        foreach (int balance in _touchedBalances)
        {
            AddSpread(balance, 1);
        }

        _touchedBalances.Clear();
    }

    private void ChangeLong(int employee, int day, int measure, long change)
    {
        if (change == 0)
        {
            return;
        }

        foreach (int expression in _index.LongExpressionsOf(employee, measure))
        {
            TotalExpression e = _index.Expressions[expression];
            if (day >= e.FirstDay && day <= e.LastDay)
            {
                ChangeExpression(expression, e.Scale * change);
            }
        }
    }

    private void ChangeExpression(int expression, long change)
    {
        if (change == 0)
        {
            return;
        }

        CostCurve? curve;
        int balance = _index.BalanceOf[expression];
        if (balance < 0)
        {
            curve = _model.Totals[expression].Curve;
        }
        else
        {
            curve = _model.Balances[balance].Deviation;
            if (_model.Balances[balance].Spread is not null && _balanceStamp[balance] != _stamp)
            {
                _balanceStamp[balance] = _stamp;
                _touchedBalances.Add(balance);
                AddSpread(balance, -1);
            }
        }

        curve?.AddTo(_costs, _expressionValues[expression], -1);
        _expressionValues[expression] += change;
        curve?.AddTo(_costs, _expressionValues[expression]);
    }

    private void AddSpread(int balance, int sign)
    {
        ReadOnlySpan<long> values = _expressionValues.AsSpan(_index.FirstMember[balance], _model.Balances[balance].Members.Length);
        long least = long.MaxValue;
        long most = long.MinValue;
        foreach (long value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        _model.Balances[balance].Spread!.AddTo(_costs, most - least, sign);
    }

    private void ChangeStretches(int employee, int cell, int sign)
    {
        foreach (StretchTerm term in _index.Stretches[employee])
        {
            _costs[term.Level] += sign * term.Weight * ModelCost.Excess(term, _model, _cells, cell);
        }
    }

    private void ChangePlacements(int employee, int cell, int option, ReadOnlySpan<int> placements)
    {
        Span<int> current = _cells.PlacementsOf(cell);
        int breaks = _model.Options[option].Breaks.Count;
        for (int slot = 0; slot < current.Length; slot++)
        {
            int next = slot < breaks ? placements[slot] : -1;
            if (current[slot] == next)
            {
                continue;
            }

            if (current[slot] >= 0)
            {
                Contribute(_model.ContributionsOfPlacement(current[slot]), employee, -1);
            }

            if (next >= 0)
            {
                Contribute(_model.ContributionsOfPlacement(next), employee, 1);
            }

            current[slot] = next;
        }
    }

    private void Contribute(ReadOnlySpan<Contribution> contributions, int employee, int sign)
    {
        foreach (Contribution contribution in contributions)
        {
            if (!_model.Groups[contribution.Group][employee])
            {
                continue;
            }

            int term = _model.Rows[contribution.Row].Term;
            if (_coverStamp[term] != _stamp)
            {
                _coverStamp[term] = _stamp;
                _touchedCovers.Add(term);
                ModelCost.AddCover(_costs, _model, _model.Covers[term], _rowValues, -1);
            }

            _rowValues[contribution.Row] += sign * contribution.Weight;
        }
    }
}
