using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>How run lengths are written for CP-SAT. Window clauses are faster by far (docs/benchmarks.md); the automaton is kept to measure it.</summary>
internal enum RunEncoding
{
    WindowClauses,
    Automaton,
}

/// <summary>What hard rules are in an encoding.</summary>
internal enum HardRules
{
    /// <summary>Constraints.</summary>
    Enforced,

    /// <summary>Constraints where they speak of one employee alone, costs of level 0 where they speak of several.</summary>
    EnforcedPerEmployee,

    /// <summary>Costs of level 0.</summary>
    Penalised,
}

/// <summary>What may change in a cell.</summary>
internal enum CellFreedom : byte
{
    Fixed,
    BreaksOnly,
    Free,
}

/// <summary>
/// The exact CP-SAT form of a model, or of the part of it around free cells: fixed cells are constants and fold away.
/// A Boolean per option of a free cell; employees who give the same to every row are counted together per option, and their breaks per placement.
/// </summary>
internal sealed partial class CpSatEncoding
{
    private readonly RosterModel _model;
    private readonly RosterCells _basis;
    private readonly CellFreedom[] _freedom;
    private readonly HardRules _hardRules;
    private readonly bool _amongEmployees;
    private readonly bool _whole;
    private readonly RunEncoding _runs;
    private readonly bool[][]? _usable;
    private readonly int _days;
    private readonly int[]?[] _allowed;
    private readonly BoolVar[]?[] _literals;
    private readonly Dictionary<(int Cell, UInt128 Mask), Lit> _memberships = [];
    private readonly Dictionary<(int Cell, int Class), Lit> _classLiterals = [];

    /// <summary>
    /// Encodes. <paramref name="freedom"/>: per cell; null: every cell of the horizon is free. <paramref name="whole"/>: also account for terms that no
    /// free cell touches, so that the objective is the roster's whole cost.
    /// <paramref name="usable"/>: per employee the options that may be chosen; null: all.
    /// </summary>
    public CpSatEncoding(RosterModel model, RosterCells basis, CellFreedom[]? freedom, HardRules hardRules, bool whole, RunEncoding runs = RunEncoding.WindowClauses, bool[][]? usable = null)
    {
        (_model, _basis, _hardRules, _whole, _runs, _usable) = (model, basis, hardRules, whole, runs, usable);
        _days = model.Timeline.Days;
        _freedom = freedom ?? Everything(model);
        _allowed = new int[model.Cells][];
        _literals = new BoolVar[model.Cells][];
        Objective = [.. Enumerable.Range(0, model.Levels).Select(_ => new LinearTerms())];
        AddCells();
        AddSequences();
        AddTotals();
        _amongEmployees = true;
        AddCovers();
        AddBalances();
    }

    public CpModel Cp { get; } = new();

    /// <summary>Cost per level.</summary>
    public LinearTerms[] Objective { get; }

    /// <summary>Whether constants alone break a hard rule, so that nothing can be found.</summary>
    public bool IsInfeasible { get; private set; }

    public static CellFreedom[] Everything(RosterModel model)
    {
        var freedom = new CellFreedom[model.Cells];
        for (int cell = 0; cell < freedom.Length; cell++)
        {
            freedom[cell] = model.Timeline.IsInHorizon(cell % model.Timeline.Days) ? CellFreedom.Free : CellFreedom.Fixed;
        }

        return freedom;
    }

    /// <summary>The roster of a solution: the basis with the free cells as the solver chose.</summary>
    public RosterCells Decode(Func<ILiteral, bool> isTrue, Func<IntVar, long> value)
    {
        RosterCells cells = _basis.Clone();
        for (int cell = 0; cell < _literals.Length; cell++)
        {
            if (_literals[cell] is not { } literals)
            {
                continue;
            }

            int chosen = Array.FindIndex(literals, l => isTrue(l));
            int option = _allowed[cell]![chosen];
            if (option != cells.Options[cell])
            {
                cells.Choose(_model, cell, option);
            }
        }

        PlaceBreaks(cells, value);
        return cells;
    }

    /// <summary>Hints the basis.</summary>
    public void HintBasis() => ForEachDecision(_basis, (variable, value) => Cp.AddHint(variable, value));

    /// <summary>Leaves nothing but one roster.</summary>
    public void Fix(RosterCells cells) => ForEachDecision(cells, (variable, value) => Cp.AddLinearConstraint(variable, value, value));

    private void ForEachDecision(RosterCells cells, Action<IntVar, long> decide)
    {
        for (int cell = 0; cell < _literals.Length; cell++)
        {
            if (_literals[cell] is { } literals)
            {
                for (int i = 0; i < literals.Length; i++)
                {
                    decide(literals[i], _allowed[cell]![i] == cells.Options[cell] ? 1 : 0);
                }
            }
        }

        ForEachBreakCount(cells, decide);
    }

    private bool Enforced(int level) =>
        level == 0 && (_hardRules == HardRules.Enforced || (_hardRules == HardRules.EnforcedPerEmployee && !_amongEmployees));

    private void AddCells()
    {
        List<int> allowed = [];
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            int employee = cell / _days;
            int day = cell % _days;
            if (_freedom[cell] != CellFreedom.Free)
            {
                AddOptionCost(employee, _basis.Options[cell]);
                continue;
            }

            allowed.Clear();
            for (int option = _model.DayOffsets[day]; option < _model.DayOffsets[day + 1]; option++)
            {
                if ((!Enforced(0) || _model.OptionCost(0, employee, option) == 0) && (_usable is null || _usable[employee][option]))
                {
                    allowed.Add(option);
                }
            }

            if (allowed.Count == 0)
            {
                IsInfeasible = true;
                allowed.Add(_model.DayOffsets[day]);
            }

            int[] options = [.. allowed];
            BoolVar[] literals = new BoolVar[options.Length];
            for (int i = 0; i < options.Length; i++)
            {
                literals[i] = Cp.NewBoolVar("");
                for (int level = 0; level < _model.Levels; level++)
                {
                    if (!Enforced(level))
                    {
                        Objective[level].Add(literals[i], _model.OptionCost(level, employee, options[i]));
                    }
                }
            }

            Cp.AddExactlyOne(literals);
            _allowed[cell] = options;
            _literals[cell] = literals;
        }
    }

    private void AddOptionCost(int employee, int option)
    {
        if (!_whole)
        {
            return;
        }

        for (int level = 0; level < _model.Levels; level++)
        {
            AddConstantCost(level, _model.OptionCost(level, employee, option));
        }
    }

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

    private bool IsFree(int cell) => _literals[cell] is not null;

    private bool AnyFree(int employee)
    {
        for (int cell = employee * _days; cell < (employee + 1) * _days; cell++)
        {
            if (IsFree(cell))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the cell's option belongs to a class, as a literal.</summary>
    private Lit InClass(int cell, int @class)
    {
        if (!_classLiterals.TryGetValue((cell, @class), out Lit literal))
        {
            bool[] belongs = _model.Classes[@class];
            _classLiterals[(cell, @class)] = literal = In(cell, o => belongs[o]);
        }

        return literal;
    }

    /// <summary>Whether the cell's option satisfies a predicate, as a literal; equal sets of options share one.</summary>
    private Lit In(int cell, Func<int, bool> belongs)
    {
        if (_allowed[cell] is not { } allowed)
        {
            return belongs(_basis.Options[cell]) ? Lit.True : Lit.False;
        }

        List<int> members = [];
        UInt128 mask = 0;
        for (int i = 0; i < allowed.Length; i++)
        {
            if (belongs(allowed[i]))
            {
                members.Add(i);
                mask |= i < 128 ? UInt128.One << i : 0;
            }
        }

        BoolVar[] literals = _literals[cell]!;
        if (members.Count == 0 || members.Count == allowed.Length)
        {
            return members.Count == 0 ? Lit.False : Lit.True;
        }

        if (members.Count == 1)
        {
            return Lit.Of(literals[members[0]]);
        }

        if (members.Count == allowed.Length - 1)
        {
            int other = Enumerable.Range(0, allowed.Length).First(i => !members.Contains(i));
            return Lit.Of(literals[other]).Not();
        }

        bool small = allowed.Length <= 128;
        if (small && _memberships.TryGetValue((cell, mask), out Lit known))
        {
            return known;
        }

        BoolVar variable = Cp.NewBoolVar("");
        LinearTerms sum = new();
        foreach (int member in members)
        {
            sum.Add(literals[member], 1);
        }

        sum.Add(variable, -1);
        Cp.AddLinearConstraint(sum.Expression(), 0, 0);
        if (small)
        {
            _memberships[(cell, mask)] = Lit.Of(variable);
        }

        return Lit.Of(variable);
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
            Cp.AddLinearConstraint(
                terms.Expression(),
                terms.Minimum < least ? least - terms.Constant : terms.Minimum - terms.Constant,
                terms.Maximum > most ? most - terms.Constant : terms.Maximum - terms.Constant);
        }
    }

    /// <summary>At least one of the literals holds, or the cost is paid on a level; an enforced level leaves no choice.</summary>
    private void Clause(List<Lit> literals, int level, long cost)
    {
        List<ILiteral> clause = [];
        foreach (Lit literal in literals)
        {
            if (literal.IsTrue)
            {
                return;
            }

            if (!literal.IsConstant)
            {
                clause.Add(literal.Literal);
            }
        }

        if (clause.Count == 0)
        {
            AddConstantCost(level, cost);
            return;
        }

        if (!Enforced(level))
        {
            BoolVar paid = Cp.NewBoolVar("");
            Objective[level].Add(paid, cost);
            clause.Add(paid);
        }

        Cp.AddBoolOr(clause);
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
        IntVar paid = Cp.NewIntVar(0, most, "");
        Objective[hinge.Level].Add(paid, checked(hinge.Weight * divisor), 0, most);
        Bound(excess.WithoutConstant(divisor).Add(paid, -1, 0, most), long.MinValue / 2, -excess.Constant / divisor);
    }
}
