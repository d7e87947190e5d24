using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>Successions as cliques, run lengths as window clauses.</content>
internal sealed partial class CpSatEncoding
{
    private void AddSequences(int employee, ReadOnlySpan<int> cells)
    {
        foreach (SuccessionTerm term in _index.Successions[employee])
        {
            AddSuccessions(term, cells);
        }

        foreach (RunLengthTerm term in _index.RunLengths[employee])
        {
            if (_runs == RunEncoding.Automaton && Enforced(term.Level))
            {
                AddRunAutomaton(term);
            }
            else
            {
                AddRunWindows(term, cells);
            }
        }

        foreach (int term in _index.Automata[employee])
        {
            AddAutomaton(_model.Automata[term], cells[^1] % _days);
        }
    }

    /// <summary>The pairs of days of which one at least is free, each once: those that start on a free day, and those that end on one and start on a fixed one.</summary>
    private void AddSuccessions(SuccessionTerm term, ReadOnlySpan<int> cells)
    {
        int gap = term.Table.Gap;
        foreach (int cell in cells)
        {
            int day = cell % _days;
            if (day >= gap && _free.SlotOf(cell - gap) < 0 && term.Table.Days[day - gap] is { } before)
            {
                AddSuccession(term, before, cell - gap);
            }

            if (day + gap < _days && term.Table.Days[day] is { } table)
            {
                AddSuccession(term, table, cell);
            }
        }
    }

    private void AddSuccession(SuccessionTerm term, SuccessionDay table, int cell)
    {
        int next = cell + term.Table.Gap;
        if (!Enforced(term.Level))
        {
            PayPairs(term, table, Grouped(cell, term.Table.PredecessorGroup, table.Rows), Grouped(next, term.Table.SuccessorGroup, table.Columns));
            return;
        }

        foreach (SuccessionClique clique in SuccessionClique.Of(table))
        {
            _clause.Clear();
            bool first = Take(cell, term.Table.PredecessorGroup, clique.Rows, out bool firstFixed);
            bool second = Take(next, term.Table.SuccessorGroup, clique.Columns, out bool secondFixed);
            if (!first || !second)
            {
                continue;
            }

            if (firstFixed || secondFixed)
            {
                foreach (Lit literal in _clause)
                {
                    _cp.Forbid(literal.Variable);
                }
            }
            else
            {
                _cp.AtMostOne(_clause);
            }
        }
    }

    /// <summary>Takes the literals of a cell whose group is in a set; whether there is any, or the cell is fixed to one.</summary>
    private bool Take(int cell, int[] group, bool[] taken, out bool isFixed)
    {
        int slot = _free.SlotOf(cell);
        isFixed = slot < 0 && taken[group[_basis.Options[cell]]];
        if (slot < 0)
        {
            return isFixed;
        }

        int before = _clause.Count;
        int[] allowed = _allowed[slot];
        for (int i = 0; i < allowed.Length; i++)
        {
            if (taken[group[allowed[i]]])
            {
                _clause.Add(Literal(slot, i));
            }
        }

        return _clause.Count > before;
    }

    /// <summary>One cost per pair of days: at least the excesses of a row's successors, when the row is chosen.</summary>
    private void PayPairs(SuccessionTerm term, SuccessionDay table, List<Lit>[] rows, List<Lit>[] columns)
    {
        long most = table.Excess.Max();
        List<(LinearTerms Terms, long Basis)> bounds = [];
        for (int row = 0; row < table.Rows; row++)
        {
            ReadOnlySpan<long> excesses = table.Excess.AsSpan(row * table.Columns, table.Columns);
            long rowMost = 0;
            LinearTerms terms = new();
            for (int column = 0; column < table.Columns; column++)
            {
                foreach (Lit literal in columns[column])
                {
                    terms.Add(literal, excesses[column]);
                    rowMost = Math.Max(rowMost, excesses[column]);
                }
            }

            if (rowMost == 0 || rows[row].Count == 0)
            {
                continue;
            }

            // paid ≥ Σ excess · successor − rowMost · (1 − row chosen)
            terms.Add(-rowMost);
            foreach (Lit literal in rows[row])
            {
                terms.Add(literal, rowMost);
            }

            bounds.Add((terms, terms.Evaluate(_cp.Basis)));
        }

        if (bounds.Count == 0)
        {
            return;
        }

        int paid = _cp.Variable(0, most, Math.Max(0, bounds.Max(b => b.Basis)));
        foreach ((LinearTerms terms, _) in bounds)
        {
            _costs.Bound(terms.Add(paid, -1, 0, most), long.MinValue / 2, 0);
        }

        Objective[term.Level].Add(paid, term.Weight, 0, most);
    }

    private List<Lit>[] Grouped(int cell, int[] group, int count)
    {
        var groups = new List<Lit>[count];
        for (int i = 0; i < count; i++)
        {
            groups[i] = [];
        }

        int slot = _free.SlotOf(cell);
        if (slot < 0)
        {
            groups[group[_basis.Options[cell]]].Add(Lit.True);
            return groups;
        }

        for (int i = 0; i < _allowed[slot].Length; i++)
        {
            groups[group[_allowed[slot][i]]].Add(Literal(slot, i));
        }

        return groups;
    }

    /// <summary>The windows that hold a free day, each once.</summary>
    private void AddRunWindows(RunLengthTerm term, ReadOnlySpan<int> cells)
    {
        Timeline timeline = _model.Timeline;
        int origin = term.Employee * _days;
        if (term.Maximum < _days)
        {
            int next = Math.Max(0, timeline.HorizonStart - term.Maximum);
            foreach (int cell in cells)
            {
                int day = cell - origin;
                for (int first = Math.Max(next, day - term.Maximum); first <= day && first + term.Maximum < _days; first++)
                {
                    next = first + 1;
                    _clause.Clear();
                    for (int d = first; d <= first + term.Maximum; d++)
                    {
                        _clause.Add(InClass(origin + d, term.Class).Not());
                    }

                    Clause(_clause, term.Level, term.Weight);
                }
            }
        }

        for (int length = 1; length < term.Minimum; length++)
        {
            int next = Math.Max(1, timeline.HorizonStart - length);
            foreach (int cell in cells)
            {
                // Free days may be the day before the run, one of its days or the day after.
                int day = cell - origin;
                for (int first = Math.Max(next, day - length); first <= day + 1 && first + length < _days; first++)
                {
                    next = first + 1;
                    _clause.Clear();
                    _clause.Add(InClass(origin + first - 1, term.Class));
                    for (int d = first; d < first + length; d++)
                    {
                        _clause.Add(InClass(origin + d, term.Class).Not());
                    }

                    _clause.Add(InClass(origin + first + length, term.Class));
                    Clause(_clause, term.Level, term.Weight * (term.Minimum - length));
                }
            }
        }
    }

    /// <summary>A hard run length as CP-SAT's own automaton; only to be measured against window clauses.</summary>
    private void AddRunAutomaton(RunLengthTerm term)
    {
        int most = Math.Min(term.Maximum, _days);

        // State 0: off. n: n-th day of a run. most + 1: before the first known day. most + 1 + n: n-th day of a run open at that day, never too short.
        int open = most + 1;
        var transitions = new List<(int From, int To, int Label)> { (0, 0, 0), (open, 0, 0) };
        for (int n = 0; n < most; n++)
        {
            transitions.Add((n, n + 1, 1));
            transitions.Add((open + n, open + n + 1, 1));
            transitions.Add((open + n + 1, 0, 0));
        }

        for (int n = Math.Max(1, term.Minimum); n <= most; n++)
        {
            transitions.Add((n, 0, 0));
        }

        var automaton = new AutomatonConstraintProto { StartingState = open };
        for (int day = 0; day < _days; day++)
        {
            Lit literal = InClass((term.Employee * _days) + day, term.Class);
            Lit label = _cp.Boolean(literal.Holds(_cp.Basis));
            _costs.Bound(new LinearTerms().Add(label, 1).Add(literal, -1), 0, 0);
            var expression = new LinearExpressionProto();
            expression.Vars.Add(label.Variable);
            expression.Coeffs.Add(1);
            automaton.Exprs.Add(expression);
        }

        for (long state = 0; state <= open + most; state++)
        {
            automaton.FinalStates.Add(state);
        }

        foreach ((int from, int to, int label) in transitions)
        {
            automaton.TransitionTail.Add(from);
            automaton.TransitionHead.Add(to);
            automaton.TransitionLabel.Add(label);
        }

        _cp.Automaton(automaton);
    }
}
