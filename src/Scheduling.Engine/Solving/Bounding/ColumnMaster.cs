using Google.OrTools.LinearSolver;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The linear program over schedules found so far: shares of schedules per employee that cover best. Its dual prices tell pricing which schedules are missing. Columns are only added, so each solve
/// starts from the last one.
/// </summary>
internal sealed class ColumnMaster : IDisposable
{
    private const double Artificial = 1e5;
    private const double LeastGain = 1e-6;
    private readonly RosterModel _model;
    private readonly double[] _weights;
    private readonly Solver _solver;
    private readonly List<Row>[] _slots;
    private readonly List<Row>[] _gets;
    private readonly Row[] _convexity;
    private readonly HashSet<(int Employee, ulong Hash)> _known = [];
    private readonly List<Column> _columns = [];
    private readonly Dictionary<int, long> _gives = [];
    private readonly double _penalty;
    private readonly List<Row> _rows = [];
    private readonly List<(Row Row, double Value)> _coefficients = [];
    private DualFunction _dual;
    private bool _isPriced;

    public ColumnMaster(RosterModel model, DualFunction dual, double[] levelWeights, double scaleOfCosts)
    {
        (_model, _dual, _weights) = (model, dual, levelWeights);
        _solver = Solver.CreateSolver("GLOP") ?? throw new InvalidOperationException("GLOP is missing from the OR-Tools package.");
        _solver.Objective().SetMinimization();
        _penalty = Math.Max(Artificial, 100 * scaleOfCosts);
        _slots = [.. Enumerable.Range(0, dual.Slots).Select(_ => new List<Row>())];
        _gets = [.. Enumerable.Range(0, model.Rows.Length).Select(_ => new List<Row>())];
        _convexity = [.. Enumerable.Range(0, model.Employees).Select(_ => Make(1, 1))];
        foreach (Row one in _convexity)
        {
            Slack(one, 1, _penalty);
        }

        for (int cover = 0; cover < model.Covers.Length; cover++)
        {
            AddCover(cover);
        }

        foreach (EmployeeNetwork network in dual.Networks.Of)
        {
            foreach (PricedTotal total in network.Totals)
            {
                AddTotal(total);
            }
        }
    }

    /// <summary>Cost of the best combination; includes a price for whatever no combination can do yet.</summary>
    public double Value { get; private set; }

    /// <summary>Number of schedules.</summary>
    public int Columns => _columns.Count;

    public void Dispose() => _solver.Dispose();

    /// <summary>Adds the schedules of the dual function's last evaluation that are not known yet; returns how many.</summary>
    public int AddPriced()
    {
        int added = 0;
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            int days = _model.Timeline.Days;
            ReadOnlySpan<int> options = _dual.Schedules.AsSpan(employee * days, days);
            ulong hash = 14695981039346656037;
            for (int day = 0; day < days; day++)
            {
                hash = (hash ^ (uint)options[day]) * 1099511628211;
            }

            if (!_known.Contains((employee, hash)) && Add(employee, options.ToArray()))
            {
                _known.Add((employee, hash));
                added++;
            }
        }

        return added;
    }

    /// <summary>Solves; false when the solver fails.</summary>
    public bool Solve()
    {
        if (_solver.Solve() != Solver.ResultStatus.OPTIMAL)
        {
            return false;
        }

        _isPriced = true;
        Value = _solver.Objective().Value();
        for (int i = 0; i < _columns.Count; i++)
        {
            _columns[i].Value = _columns[i].Share.SolutionValue();
        }

        foreach (Row row in _rows)
        {
            row.Dual = row.Constraint.DualValue();
        }

        return true;
    }

    /// <summary>The dual prices, by slot of the dual function.</summary>
    public void PricesTo(Span<double> prices)
    {
        for (int slot = 0; slot < prices.Length; slot++)
        {
            prices[slot] = 0;
            foreach (Row row in _slots[slot])
            {
                prices[slot] += row.Dual;
            }
        }
    }

    /// <summary>
    /// Goes on with another dual function of the same model and prices, that allows other options: schedules that have an option it does not allow are taken out, others may be used again.
    /// </summary>
    public void Restrict(DualFunction dual)
    {
        _dual = dual;
        foreach (Column column in _columns)
        {
            bool allowed = Array.TrueForAll(column.Options, o => dual.Networks.Usable[column.Employee][o]);
            column.Share.SetUb(allowed ? double.PositiveInfinity : 0);
        }
    }

    /// <summary>Share of each option of the horizon per employee in the combination of the last solve.</summary>
    public void SharesTo(float[] average)
    {
        Array.Clear(average);
        foreach (Column column in _columns)
        {
            if (column.Value > 1e-9)
            {
                for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
                {
                    average[(column.Employee * _model.HorizonOptions) + column.Options[day] - _model.FirstHorizonOption] += (float)column.Value;
                }
            }
        }
    }

    /// <summary>The options, per day of the timeline, of each employee's schedule with the largest share in the last solve; null for somebody with none.</summary>
    public int[]?[] Likeliest()
    {
        var best = new Column?[_model.Employees];
        foreach (Column column in _columns)
        {
            if (column.Value > (best[column.Employee]?.Value ?? 0))
            {
                best[column.Employee] = column;
            }
        }

        return [.. best.Select(c => c?.Options)];
    }

    /// <summary>Adds a schedule, unless the prices of the last solve say that it improves nothing; returns whether it did.</summary>
    private bool Add(int employee, int[] options)
    {
        double cost = 0;
        for (int level = 1; level < _model.Levels; level++)
        {
            cost += _weights[level] * _dual.ScheduleCosts[(employee * _model.Levels) + level];
        }

        CollectCoefficients(employee, options);
        double reduced = cost;
        foreach ((Row row, double value) in _coefficients)
        {
            reduced -= value * row.Dual;
        }

        if (_isPriced && reduced > -LeastGain)
        {
            return false;
        }

        Variable share = _solver.MakeNumVar(0, double.PositiveInfinity, "");
        _solver.Objective().SetCoefficient(share, cost);
        foreach ((Row row, double value) in _coefficients)
        {
            row.Constraint.SetCoefficient(share, value);
        }

        _columns.Add(new Column(employee, options, share));
        return true;
    }

    private void CollectCoefficients(int employee, int[] options)
    {
        _coefficients.Clear();
        _coefficients.Add((_convexity[employee], 1));
        _gives.Clear();
        Span<int> placements = stackalloc int[Math.Max(1, _model.MaximumBreaks)];
        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            Count(_dual.Covers.Gives(employee, options[day]));
            if (_dual.Covers.HasBreaks)
            {
                _dual.Covers.PlacementsOf(employee, options[day], placements);
                for (int slot = 0; slot < _model.Options[options[day]].Breaks.Count; slot++)
                {
                    Count(_dual.Covers.PlacementGives(employee, placements[slot]));
                }
            }
        }

        foreach ((int row, long value) in _gives)
        {
            _coefficients.AddRange(_gets[row].Select(r => (r, (double)value)));
        }

        foreach (PricedTotal total in _dual.Networks.Of[employee].Totals)
        {
            double value = ModelCost.Value(_model, total.Expression, options);
            _coefficients.AddRange(_slots[_dual.FirstTotal + total.Slot].Select(r => (r, value)));
        }
    }

    private void Count(ReadOnlySpan<(int Row, int Weight)> gives)
    {
        foreach ((int row, int weight) in gives)
        {
            _gives[row] = _gives.GetValueOrDefault(row) + weight;
        }
    }

    private void AddCover(int index)
    {
        CoverTerm term = _model.Covers[index];
        bool joined = term is { RowCount: 1, Surplus: not null } && term.Ceiling >= _model.Rows[term.FirstRow].Required;
        for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
        {
            double fixedValue = _dual.FixedRows[row];
            double most = joined ? term.Ceiling - fixedValue : double.PositiveInfinity;
            Row made = Make(_model.Rows[row].Required - fixedValue, most);
            _gets[row].Add(made);
            foreach (int slot in _dual.CoverSlots.OfRow(row))
            {
                _slots[slot].Add(made);
            }
        }

        Row[] rows = [.. Enumerable.Range(term.FirstRow, term.RowCount).Select(r => _gets[r][0])];
        Segments(term.Shortage, rows, 1);
        if (term.Surplus is null)
        {
            return;
        }

        Row over = rows[0];
        if (!joined)
        {
            over = Make(double.NegativeInfinity, term.Ceiling - _dual.FixedRows[term.FirstRow]);
            _gets[term.FirstRow].Add(over);
            _slots[_dual.CoverSlots.Surplus(index) is >= 0 and int apart ? apart : _dual.CoverSlots.OfRow(term.FirstRow).Single()].Add(over);
        }

        Segments(term.Surplus, [over], -1);
    }

    /// <summary>What a convex cost of an excess from 0 adds to rows: one variable per piece between thresholds.</summary>
    private void Segments(CostCurve curve, Row[] rows, double sign)
    {
        double slope = 0;
        long at = 0;
        foreach (IGrouping<long, Hinge> hinges in curve.Hinges.GroupBy(h => Math.Max(0, h.Threshold)).OrderBy(g => g.Key))
        {
            if (hinges.Key > at)
            {
                Piece(hinges.Key - at, slope);
            }

            at = hinges.Key;
            foreach (Hinge hinge in hinges)
            {
                slope += hinge.Level == 0 ? _penalty : _weights[hinge.Level] * hinge.Weight;
            }
        }

        Piece(double.PositiveInfinity, slope);

        void Piece(double length, double price)
        {
            Variable piece = _solver.MakeNumVar(0, length, "");
            _solver.Objective().SetCoefficient(piece, price);
            foreach (Row row in rows)
            {
                row.Constraint.SetCoefficient(piece, sign);
            }
        }
    }

    private void AddTotal(PricedTotal total)
    {
        // One row per hinge: the excess is paid; on level 0 at the price of what cannot be.
        foreach (Hinge hinge in total.Curve.Hinges)
        {
            double price = hinge.Level == 0 ? _penalty : _weights[hinge.Level] * hinge.Weight;
            if (price <= 0)
            {
                continue;
            }

            Row row = hinge.IsAbove ? Make(double.NegativeInfinity, hinge.Threshold) : Make(hinge.Threshold, double.PositiveInfinity);
            Slack(row, hinge.IsAbove ? -1 : 1, price);
            _slots[_dual.FirstTotal + total.Slot].Add(row);
        }
    }

    private Row Make(double least, double most)
    {
        var row = new Row(_solver.MakeConstraint(least, most, ""));
        _rows.Add(row);
        return row;
    }

    private sealed record Row(Constraint Constraint)
    {
        public double Dual { get; set; }
    }

    private sealed record Column(int Employee, int[] Options, Variable Share)
    {
        public double Value { get; set; }
    }

    private void Slack(Row row, double coefficient, double price)
    {
        Variable slack = _solver.MakeNumVar(0, double.PositiveInfinity, "");
        _solver.Objective().SetCoefficient(slack, price);
        row.Constraint.SetCoefficient(slack, coefficient);
    }
}
