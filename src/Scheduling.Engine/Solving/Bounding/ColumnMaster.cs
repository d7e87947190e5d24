using Google.OrTools.LinearSolver;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The linear program over schedules found so far: shares of schedules per employee that cover best. Its dual prices tell pricing which schedules are missing. Columns are only added, so each solve
/// starts from the last one.
/// </summary>
internal sealed partial class ColumnMaster : IDisposable
{
    private const double Artificial = 1e5;
    private const double LeastGain = 1e-6;
    private readonly RosterModel _model;
    private readonly double[] _weights;
    private readonly Solver _solver;
    private readonly MPSolverParameters _parameters = new();
    private readonly List<Row>[] _slots;
    private readonly List<Row>[] _gets;
    private readonly Row[] _convexity;
    private readonly HashSet<(int Employee, ulong Hash)> _known = [];
    private readonly List<Column> _columns = [];
    private readonly Dictionary<int, long> _gives = [];
    private readonly double _penalty;
    private readonly Variable?[] _slacks;
    private readonly HashSet<int> _relaxed = [];
    private readonly Constraint[] _groups;
    private readonly List<Row> _rows = [];
    private readonly List<(Row Row, double Value)> _coefficients = [];
    private DualFunction _dual;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenRegistration _interrupts;
    private bool _isPriced;
    private bool _isRestricted;

    /// <param name="stop">Ends a solve at once.</param>
    public ColumnMaster(RosterModel model, DualFunction dual, double[] levelWeights, double scaleOfCosts, CancellationToken stop)
    {
        (_model, _dual, _weights, _stop) = (model, dual, levelWeights, stop);
        _solver = Solver.CreateSolver("GLOP") ?? throw new InvalidOperationException("GLOP is missing from the OR-Tools package.");
        _solver.Objective().SetMinimization();
        _interrupts = stop.Register(() => _solver.InterruptSolve());

        // GLOP goes on from its last basis only where neither presolve nor scaling makes another matrix of it: 3 times faster in all.
        _parameters.SetIntegerParam(MPSolverParameters.IntegerParam.PRESOLVE, (int)MPSolverParameters.PresolveValues.PRESOLVE_OFF);
        if (!_solver.SetSolverSpecificParametersAsString("use_scaling:false"))
        {
            throw new InvalidOperationException("GLOP does not know its parameters any more.");
        }

        _penalty = Math.Max(Artificial, 100 * scaleOfCosts);
        _slots = [.. Enumerable.Range(0, dual.Slots).Select(_ => new List<Row>())];
        _gets = [.. Enumerable.Range(0, model.Rows.Length).Select(_ => new List<Row>())];
        _convexity = [.. Enumerable.Range(0, model.Employees).Select(_ => Make(1, 1))];
        foreach (Row one in _convexity)
        {
            Slack(one, 1, _penalty);
        }

        _groups = [.. Enumerable.Range(dual.FirstGroup, dual.Limits.Groups).Select(AddGroup)];
        _slacks = new Variable?[dual.Limits.Slacks];
        Slacks = new double[_slacks.Length];
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

    /// <summary>The slacks in the last solve, as <see cref="SlackLimits"/> counts them.</summary>
    public double[] Slacks { get; }

    /// <summary>Number of schedules.</summary>
    public int Columns => _columns.Count;

    public void Dispose()
    {
        _interrupts.Dispose();
        _solver.Dispose();
        _parameters.Dispose();
    }

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
        Solver.ResultStatus status = Solve(dualSimplex: _isRestricted, fromLastBasis: true);
        status = status == Solver.ResultStatus.OPTIMAL || _stop.IsCancellationRequested ? status : Solve(dualSimplex: false, fromLastBasis: false);
        _isRestricted = false;
        if (status != Solver.ResultStatus.OPTIMAL)
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

        for (int slack = 0; slack < _slacks.Length; slack++)
        {
            Slacks[slack] = _slacks[slack]?.SolutionValue() ?? 0;
        }

        return true;
    }

    /// <summary>Whatever was tried, there is always a solution: where the simplex method loses its way it starts anew.</summary>
    private Solver.ResultStatus Solve(bool dualSimplex, bool fromLastBasis)
    {
        if (!fromLastBasis)
        {
            _solver.Reset();
        }

        _parameters.SetIntegerParam(MPSolverParameters.IntegerParam.LP_ALGORITHM, (int)(dualSimplex ? MPSolverParameters.LpAlgorithmValues.DUAL : MPSolverParameters.LpAlgorithmValues.PRIMAL));
        return _solver.Solve(_parameters);
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
    /// Goes on with another dual function of the same model and prices, that allows other options and has other limits: schedules that have an option it does not allow are taken out, others may be
    /// used again.
    /// </summary>
    public void Restrict(DualFunction dual)
    {
        _dual = dual;
        bool returns = false;
        foreach (Column column in _columns)
        {
            bool allowed = Array.TrueForAll(column.Options, o => dual.Networks.Usable[column.Employee][o]);
            returns |= allowed && !column.IsAllowed;
            column.IsAllowed = allowed;
            column.Share.SetUb(allowed ? double.PositiveInfinity : 0);
        }

        // With nothing new the last basis is still the best for its prices; with schedules back it is still a solution.
        _isRestricted = !returns;

        SlackLimits limits = dual.Limits;
        for (int slack = 0; slack < _slacks.Length; slack++)
        {
            _slacks[slack]?.SetBounds(limits.Least[slack], OrNone(limits.Most[slack]));
            if (limits.IsLimited(slack) && _relaxed.Add(slack / 2))
            {
                Relax(_gets[_model.Covers[slack / 2].FirstRow][0]);
            }
        }

        for (int group = 0; group < _groups.Length; group++)
        {
            _groups[group].SetBounds(limits.GroupLeast[group], OrNone(limits.GroupMost[group]));
        }

        static double OrNone(long most) => most == SlackLimits.None ? double.PositiveInfinity : most;
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

    private sealed record Row(Constraint Constraint)
    {
        public double Dual { get; set; }
    }

    private sealed record Column(int Employee, int[] Options, Variable Share)
    {
        public double Value { get; set; }

        public bool IsAllowed { get; set; } = true;
    }
}
