using System.Globalization;
using Google.OrTools.LinearSolver;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The linear program over schedules found so far: shares of schedules per employee (of employees who are alike: numbers of schedules) that cover best. Its dual prices tell pricing which schedules
/// are missing. Columns are only added, so each solve starts from the last one.
/// </summary>
internal sealed partial class ColumnMaster : IDisposable
{
    private const double Artificial = 1e5;
    private const double LeastGain = 1e-6;

    /// <summary>A solve from the last basis that takes so many times as many iterations as they usually do has lost its way.</summary>
    private const long TimesUsual = 20;
    private const long FewIterations = 1000;
    private const int UsualSolves = 5;
    private const long NoLimit = -1;
    private readonly RosterModel _model;
    private readonly double[] _weights;
    private readonly Solver _solver;
    private readonly MPSolverParameters _parameters = new();
    private readonly List<Row>[] _slots;
    private readonly List<Row>[] _gets;
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
    private bool _hasMore;
    private long _iterations;
    private int _solves;

    /// <param name="covers">The covers that schedules differ in; all others are left out. All by default.</param>
    /// <param name="stop">Ends a solve at once.</param>
    public ColumnMaster(RosterModel model, DualFunction dual, double[] levelWeights, double scaleOfCosts, bool[]? covers, CancellationToken stop)
    {
        (_model, _dual, _weights, _stop) = (model, dual, levelWeights, stop);
        _solver = Solver.CreateSolver("GLOP") ?? throw new InvalidOperationException("GLOP is missing from the OR-Tools package.");
        _solver.Objective().SetMinimization();
        _interrupts = stop.Register(() => _solver.InterruptSolve());

        _parameters.SetIntegerParam(MPSolverParameters.IntegerParam.PRESOLVE, (int)MPSolverParameters.PresolveValues.PRESOLVE_OFF);

        _penalty = Math.Max(Artificial, 100 * scaleOfCosts);
        _slots = [.. Enumerable.Range(0, dual.Slots).Select(_ => new List<Row>())];
        _gets = [.. Enumerable.Range(0, model.Rows.Length).Select(_ => new List<Row>())];
        (_home, _own) = (new Alike[model.Employees], new Alike?[model.Employees]);
        FindAlike();
        _groups = [.. Enumerable.Range(dual.FirstGroup, dual.Limits.Groups).Select(AddGroup)];
        _slacks = new Variable?[dual.Limits.Slacks];
        Slacks = new double[_slacks.Length];
        for (int cover = 0; cover < model.Covers.Length; cover++)
        {
            if (covers is null || covers[cover])
            {
                AddCover(cover);
            }
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
    public int AddPriced() => AddPriced(_dual);

    /// <summary>The same with another dual function of the same model and prices.</summary>
    public int AddPriced(DualFunction dual)
    {
        int added = 0;
        int days = _model.Timeline.Days;
        foreach (Alike alike in _alike)
        {
            if (alike.Members.Count > 0)
            {
                int employee = alike.Members[0];
                added += TryAdd(alike, dual, dual.Schedules.AsSpan(employee * days, days).ToArray()) ? 1 : 0;
            }
        }

        return added;
    }

    /// <summary>Solves; false when the solver fails.</summary>
    public bool Solve()
    {
        // Of a crowd the program has many solutions that are as good, and the dual method takes thousands of steps among them once there are new schedules.
        Solver.ResultStatus status = Solve(dualSimplex: _isRestricted && !(IsCrowd && _hasMore), fromLastBasis: true);
        status = status == Solver.ResultStatus.OPTIMAL || _stop.IsCancellationRequested ? status : Solve(dualSimplex: false, fromLastBasis: false);
        (_isRestricted, _hasMore) = (false, false);
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
        SetParameters(fromLastBasis && _solves >= UsualSolves ? FewIterations + (TimesUsual * _iterations / _solves) : NoLimit);
        Solver.ResultStatus status = _solver.Solve(_parameters);
        _iterations += _solver.Iterations();
        _solves++;
        return status;
    }

    private void SetParameters(long mostIterations)
    {
        // GLOP goes on from its last basis only where neither presolve nor scaling makes another matrix of it: 3 times faster in all.
        if (!_solver.SetSolverSpecificParametersAsString(string.Create(CultureInfo.InvariantCulture, $"use_scaling:false max_number_of_iterations:{mostIterations}")))
        {
            throw new InvalidOperationException("GLOP does not know its parameters any more.");
        }
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
        bool returns = Part();
        foreach (Column column in _columns)
        {
            bool allowed = column.Of.Members.Count > 0 && IsAllowed(column.Options, column.Of.Members[0]);
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

    /// <summary>Adds a schedule, unless it is known or the prices of the last solve say that it improves nothing; returns whether it did.</summary>
    private bool TryAdd(Alike alike, DualFunction dual, int[] options)
    {
        int employee = alike.Members[0];
        int[] placements = PlacementsOf(dual, employee, options);
        if (alike.Knows(options, placements))
        {
            return false;
        }

        double cost = 0;
        for (int level = 1; level < _model.Levels; level++)
        {
            cost += _weights[level] * dual.ScheduleCosts[(employee * _model.Levels) + level];
        }

        CollectCoefficients(employee, options, placements);
        double reduced = cost - alike.Convexity.Dual;
        foreach ((Row row, double value) in _coefficients)
        {
            reduced -= value * row.Dual;
        }

        if (_isPriced && reduced > -LeastGain)
        {
            return false;
        }

        Add(alike, options, placements, cost, [.. _coefficients]);
        return true;
    }

    private void Add(Alike alike, int[] options, int[] placements, double cost, (Row Row, double Value)[] coefficients)
    {
        Variable share = _solver.MakeNumVar(0, double.PositiveInfinity, "");
        _solver.Objective().SetCoefficient(share, cost);
        alike.Convexity.Constraint.SetCoefficient(share, 1);
        foreach ((Row row, double value) in coefficients)
        {
            row.Constraint.SetCoefficient(share, value);
        }

        alike.Learn(options, placements);
        _hasMore = true;
        _columns.Add(new Column(alike, options, placements, cost, coefficients, share));
    }

    private int[] PlacementsOf(DualFunction dual, int employee, int[] options)
    {
        int breaks = _model.MaximumBreaks;
        int[] placements = new int[dual.Covers.HasBreaks ? options.Length * breaks : 0];
        for (int day = _model.Timeline.HorizonStart; placements.Length > 0 && day < _model.Timeline.HorizonEnd; day++)
        {
            dual.Covers.PlacementsOf(employee, options[day], placements.AsSpan(day * breaks, breaks));
        }

        return placements;
    }

    private void CollectCoefficients(int employee, int[] options, int[] placements)
    {
        _coefficients.Clear();
        _gives.Clear();
        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            Count(_dual.Covers.Gives(employee, options[day]));
            for (int slot = 0; placements.Length > 0 && slot < _model.Options[options[day]].Breaks.Count; slot++)
            {
                Count(_dual.Covers.PlacementGives(employee, placements[(day * _model.MaximumBreaks) + slot]));
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

    private sealed record Column(Alike Of, int[] Options, int[] Placements, double Cost, (Row Row, double Value)[] Coefficients, Variable Share)
    {
        public double Value { get; set; }

        public int Held { get; set; }

        public bool IsAllowed { get; set; } = true;
    }
}
