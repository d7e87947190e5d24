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

/// <summary>
/// The exact CP-SAT form of a model, or of the part of it around free cells: fixed cells are constants and fold away.
/// A Boolean per option of a free cell; employees who give the same to every row are counted together per option, and their breaks per placement.
/// </summary>
internal sealed partial class CpSatEncoding
{
    private readonly RosterModel _model;
    private readonly DeltaEvaluator _around;
    private readonly RosterCells _basis;
    private readonly TermIndex _index;
    private readonly FreeCells _free;
    private readonly HardRules _hardRules;
    private readonly bool _amongEmployees;
    private readonly bool _whole;
    private readonly RunEncoding _runs;
    private readonly bool[][]? _usable;
    private readonly int _days;
    private readonly int[][] _allowed;
    private readonly int[] _firstLiteral;
    private readonly Dictionary<(int Slot, UInt128 Mask), Lit> _memberships = [];
    private readonly Dictionary<(int Slot, int Class), Lit> _classLiterals = [];
    private readonly List<int> _members = [];
    private readonly List<Lit> _clause = [];
    private readonly CpSatWriter _cp = new();
    private readonly CostWriter _costs;

    /// <summary>
    /// Encodes a model with all cells of the horizon free (<paramref name="free"/> null) or some of them. <paramref name="whole"/>, with all cells free: also account for
    /// terms that no free cell touches, so that the objective is the roster's whole cost. <paramref name="usable"/>: per employee the options that may be chosen; null: all.
    /// </summary>
    public CpSatEncoding(RosterModel model, RosterCells basis, FreeCells? free, HardRules hardRules, bool whole, RunEncoding runs = RunEncoding.WindowClauses, bool[][]? usable = null)
        : this(model, new DeltaEvaluator(model, basis), free ?? FreeCells.Everything(model), hardRules, whole, runs, usable)
    {
    }

    /// <summary>
    /// Encodes the part of a model around free cells of the evaluator's roster, in time that grows with that part only. The evaluator must stay where it is until the
    /// solution is decoded.
    /// </summary>
    public CpSatEncoding(RosterModel model, DeltaEvaluator around, FreeCells free, HardRules hardRules)
        : this(model, around, free, hardRules, whole: false, RunEncoding.WindowClauses, null)
    {
    }

    private CpSatEncoding(RosterModel model, DeltaEvaluator around, FreeCells free, HardRules hardRules, bool whole, RunEncoding runs, bool[][]? usable)
    {
        if (whole && free.Cells.Length < model.Employees * (model.Timeline.HorizonEnd - model.Timeline.HorizonStart))
        {
            throw new ArgumentException("The whole cost is encoded with all cells free only.", nameof(whole));
        }

        (_model, _around, _basis, _free, _hardRules, _whole, _runs, _usable) = (model, around, around.Cells, free, hardRules, whole, runs, usable);
        _index = TermIndex.For(model);
        _days = model.Timeline.Days;
        _allowed = new int[free.Cells.Length][];
        _firstLiteral = new int[free.Cells.Length];
        _costs = new CostWriter(model, _cp, Enforced);
        AddOptionCosts();
        AddCells();
        int first = 0;
        while (first < free.Cells.Length)
        {
            int employee = free.Cells[first] / _days;
            int end = first;
            while (end < free.Cells.Length && free.Cells[end] / _days == employee)
            {
                end++;
            }

            AddSequences(employee, free.Cells.AsSpan(first..end));
            AddTotals(employee, free.Cells.AsSpan(first..end));
            first = end;
        }

        AddConstantTotals();
        _amongEmployees = true;
        AddCovers();
        AddBalances();
    }

    /// <summary>The model as the solver takes it.</summary>
    public CpModel Cp => _cp.Model;

    /// <summary>Cost per level.</summary>
    public LinearTerms[] Objective => _costs.Objective;

    /// <summary>Value of every variable in the basis.</summary>
    public IReadOnlyList<long> BasisValues => _cp.Basis;

    /// <summary>Whether constants alone break a hard rule, so that nothing can be found.</summary>
    public bool IsInfeasible => _costs.IsInfeasible;

    /// <summary>Makes an expression what is minimised.</summary>
    public void Minimize(LinearTerms terms) => _cp.Minimize(terms);

    /// <summary>Leaves nothing for which an expression is above a value.</summary>
    public void Limit(LinearTerms terms, long most) => _cp.Linear(terms, long.MinValue / 2, most - terms.Constant);

    /// <summary>The roster of a solution, given the value of every variable: the basis with the free cells as the solver chose.</summary>
    public RosterCells Decode(IReadOnlyList<long> values)
    {
        RosterCells cells = _basis.Clone();
        for (int slot = 0; slot < _allowed.Length; slot++)
        {
            int chosen = 0;
            while (values[_firstLiteral[slot] + chosen] == 0)
            {
                chosen++;
            }

            int option = _allowed[slot][chosen];
            if (option != cells.Options[_free.Cells[slot]])
            {
                cells.Choose(_model, _free.Cells[slot], option);
            }
        }

        PlaceBreaks(cells, values);
        return cells;
    }

    /// <summary>Hints the basis, with the value of every variable.</summary>
    public void HintBasis() => _cp.HintBasis();

    public void ClearHints() => _cp.ClearHints();

    /// <summary>Leaves nothing but one roster.</summary>
    public void Fix(RosterCells cells)
    {
        for (int slot = 0; slot < _allowed.Length; slot++)
        {
            for (int i = 0; i < _allowed[slot].Length; i++)
            {
                Fix(_firstLiteral[slot] + i, _allowed[slot][i] == cells.Options[_free.Cells[slot]] ? 1 : 0);
            }
        }

        foreach (BreakCount breaks in _breakCounts)
        {
            for (int p = 0; p < breaks.Counts.Length; p++)
            {
                Fix(breaks.Counts[p], CountPlaced(cells, breaks, p));
            }
        }

        void Fix(int variable, long value) => _cp.Linear(new LinearTerms().Add(variable, 1, value, value), value, value);
    }

    private bool Enforced(int level) =>
        level == 0 && (_hardRules == HardRules.Enforced || (_hardRules == HardRules.EnforcedPerEmployee && !_amongEmployees));

    private void AddCells()
    {
        List<int> allowed = [];
        for (int slot = 0; slot < _allowed.Length; slot++)
        {
            int cell = _free.Cells[slot];
            int employee = cell / _days;
            int day = cell % _days;
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
                _costs.IsInfeasible = true;
                allowed.Add(_model.DayOffsets[day]);
            }

            int[] options = [.. allowed];
            for (int i = 0; i < options.Length; i++)
            {
                Lit literal = _cp.Boolean(options[i] == _basis.Options[cell]);
                if (i == 0)
                {
                    _firstLiteral[slot] = literal.Variable;
                }

                for (int level = 0; level < _model.Levels; level++)
                {
                    if (!Enforced(level))
                    {
                        Objective[level].Add(literal, _model.OptionCost(level, employee, options[i]));
                    }
                }
            }

            _cp.ExactlyOne(_firstLiteral[slot], options.Length);
            _allowed[slot] = options;
        }
    }

    /// <summary>What the options of fixed cells cost, when the whole cost is asked for.</summary>
    private void AddOptionCosts()
    {
        for (int cell = 0; _whole && cell < _model.Cells; cell++)
        {
            for (int level = 0; level < _model.Levels && _free.SlotOf(cell) < 0; level++)
            {
                _costs.Constant(level, _model.OptionCost(level, cell / _days, _basis.Options[cell]));
            }
        }
    }

    private Lit Literal(int slot, int i) => new(_firstLiteral[slot] + i);

    /// <summary>Whether the cell's option belongs to a class, as a literal.</summary>
    private Lit InClass(int cell, int @class)
    {
        bool[] belongs = _model.Classes[@class];
        int slot = _free.SlotOf(cell);
        if (slot < 0)
        {
            return belongs[_basis.Options[cell]] ? Lit.True : Lit.False;
        }

        if (!_classLiterals.TryGetValue((slot, @class), out Lit literal))
        {
            int[] allowed = _allowed[slot];
            _members.Clear();
            for (int i = 0; i < allowed.Length; i++)
            {
                if (belongs[allowed[i]])
                {
                    _members.Add(i);
                }
            }

            _classLiterals[(slot, @class)] = literal = Among(slot, _members);
        }

        return literal;
    }

    /// <summary>Whether a free cell's option has a label, as a literal.</summary>
    private Lit HasLabel(int slot, int[] labels, int label)
    {
        int[] allowed = _allowed[slot];
        _members.Clear();
        for (int i = 0; i < allowed.Length; i++)
        {
            if (labels[allowed[i]] == label)
            {
                _members.Add(i);
            }
        }

        return Among(slot, _members);
    }

    /// <summary>Whether a free cell's option is among some of those it may take (positions in order), as a literal; equal sets share one.</summary>
    private Lit Among(int slot, List<int> members)
    {
        int count = _allowed[slot].Length;
        if (members.Count == 0 || members.Count == count)
        {
            return members.Count == 0 ? Lit.False : Lit.True;
        }

        if (members.Count == 1)
        {
            return Literal(slot, members[0]);
        }

        if (members.Count == count - 1)
        {
            int other = 0;
            while (other < members.Count && members[other] == other)
            {
                other++;
            }

            return Literal(slot, other).Not();
        }

        UInt128 mask = 0;
        LinearTerms sum = new();
        foreach (int member in members)
        {
            mask |= member < 128 ? UInt128.One << member : 0;
            sum.Add(Literal(slot, member), 1);
        }

        bool small = count <= 128;
        if (small && _memberships.TryGetValue((slot, mask), out Lit known))
        {
            return known;
        }

        Lit variable = _cp.Boolean(sum.Evaluate(_cp.Basis) > 0);
        _cp.Linear(sum.Add(variable, -1), 0, 0);
        if (small)
        {
            _memberships[(slot, mask)] = variable;
        }

        return variable;
    }
}
