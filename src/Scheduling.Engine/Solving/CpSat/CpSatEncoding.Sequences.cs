using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>Sequences: successions as cliques, run lengths as window clauses, automata as states and arcs.</content>
internal sealed partial class CpSatEncoding
{
    private void AddSequences()
    {
        foreach (SuccessionTerm term in _model.Successions)
        {
            for (int day = 0; day + term.Table.Gap < _days; day++)
            {
                if (term.Table.Days[day] is { } table)
                {
                    AddSuccession(term, table, (term.Employee * _days) + day);
                }
            }
        }

        foreach (RunLengthTerm term in _model.RunLengths)
        {
            if (!AnyFree(term.Employee) && !_whole)
            {
                continue;
            }

            if (_runs == RunEncoding.Automaton && Enforced(term.Level))
            {
                AddRunAutomaton(term);
            }
            else
            {
                AddRunWindows(term);
            }
        }

        foreach (AutomatonTerm term in _model.Automata)
        {
            if (AnyFree(term.Employee) || _whole)
            {
                AddAutomaton(term);
            }
        }
    }

    private void AddSuccession(SuccessionTerm term, SuccessionDay table, int cell)
    {
        int next = cell + term.Table.Gap;
        if (!IsFree(cell) && !IsFree(next))
        {
            if (_whole)
            {
                AddConstantCost(term.Level, term.Weight * term.Table.Excess(_basis.Options[cell], cell % _days, _basis.Options[next]));
            }

            return;
        }

        List<Lit>[] rows = Grouped(cell, term.Table.PredecessorGroup, table.Rows);
        List<Lit>[] columns = Grouped(next, term.Table.SuccessorGroup, table.Columns);
        if (Enforced(term.Level))
        {
            ForbidPairs(table, rows, columns);
        }
        else
        {
            PayPairs(term, table, rows, columns);
        }
    }

    /// <summary>One clique per distinct set of forbidden successors: everything that forbids them all, and they, at most one.</summary>
    private void ForbidPairs(SuccessionDay table, List<Lit>[] rows, List<Lit>[] columns)
    {
        HashSet<string> seen = [];
        for (int row = 0; row < table.Rows; row++)
        {
            int[] forbidden = [.. Enumerable.Range(0, table.Columns).Where(c => table.Excess[(row * table.Columns) + c] > 0 && columns[c].Count > 0)];
            if (rows[row].Count == 0 || forbidden.Length == 0 || !seen.Add(string.Join(',', forbidden)))
            {
                continue;
            }

            List<ILiteral> clique = [];
            int constants = 0;
            void Take(List<Lit> literals)
            {
                foreach (Lit literal in literals)
                {
                    constants += literal.IsTrue ? 1 : 0;
                    if (!literal.IsConstant)
                    {
                        clique.Add(literal.Literal);
                    }
                }
            }

            for (int other = 0; other < table.Rows; other++)
            {
                if (forbidden.All(c => table.Excess[(other * table.Columns) + c] > 0))
                {
                    Take(rows[other]);
                }
            }

            foreach (int column in forbidden)
            {
                Take(columns[column]);
            }

            if (constants == 0)
            {
                Cp.AddAtMostOne(clique);
            }
            else
            {
                IsInfeasible |= constants > 1;
                foreach (ILiteral literal in clique)
                {
                    Cp.AddBoolOr([literal.Not()]);
                }
            }
        }
    }

    /// <summary>One cost per pair of days: at least the excesses of a row's successors, when the row is chosen.</summary>
    private void PayPairs(SuccessionTerm term, SuccessionDay table, List<Lit>[] rows, List<Lit>[] columns)
    {
        long most = table.Excess.Max();
        IntVar paid = Cp.NewIntVar(0, most, "");
        bool used = false;
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

            Bound(terms.Add(paid, -1, 0, most), long.MinValue / 2, 0);
            used = true;
        }

        if (used)
        {
            Objective[term.Level].Add(paid, term.Weight, 0, most);
        }
    }

    private List<Lit>[] Grouped(int cell, int[] group, int count)
    {
        List<Lit>[] groups = [.. Enumerable.Range(0, count).Select(_ => new List<Lit>())];
        if (_allowed[cell] is not { } allowed)
        {
            groups[group[_basis.Options[cell]]].Add(Lit.True);
            return groups;
        }

        for (int i = 0; i < allowed.Length; i++)
        {
            groups[group[allowed[i]]].Add(Lit.Of(_literals[cell]![i]));
        }

        return groups;
    }

    private void AddRunWindows(RunLengthTerm term)
    {
        Timeline timeline = _model.Timeline;
        Lit[] days = [.. Enumerable.Range(0, _days).Select(day => InClass((term.Employee * _days) + day, term.Class))];
        if (term.Maximum < _days)
        {
            for (int first = 0; first + term.Maximum < _days; first++)
            {
                int last = first + term.Maximum;
                if (last >= timeline.HorizonStart && first < timeline.HorizonEnd && (_whole || AnyFreeIn(term.Employee, first, last)))
                {
                    Clause([.. days[first..(last + 1)].Select(d => d.Not())], term.Level, term.Weight);
                }
            }
        }

        for (int length = 1; length < term.Minimum; length++)
        {
            for (int first = 1; first + length < _days; first++)
            {
                int after = first + length;
                if (after < timeline.HorizonStart || first - 1 >= timeline.HorizonEnd || !(_whole || AnyFreeIn(term.Employee, first - 1, after)))
                {
                    continue;
                }

                Clause([days[first - 1], .. days[first..after].Select(d => d.Not()), days[after]], term.Level, term.Weight * (term.Minimum - length));
            }
        }
    }

    private bool AnyFreeIn(int employee, int first, int last)
    {
        for (int day = first; day <= last; day++)
        {
            if (IsFree((employee * _days) + day))
            {
                return true;
            }
        }

        return false;
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

        List<IntVar> labels = [];
        for (int day = 0; day < _days; day++)
        {
            Lit literal = InClass((term.Employee * _days) + day, term.Class);
            BoolVar label = Cp.NewBoolVar("");
            labels.Add(label);
            Bound(new LinearTerms().Add(label, 1).Add(literal, -1), 0, 0);
        }

        AutomatonConstraint constraint = Cp.AddAutomaton(labels, open, Enumerable.Range(0, open + most + 1).Select(s => (long)s));
        foreach ((int from, int to, int label) in transitions)
        {
            constraint.AddTransition(from, to, label);
        }
    }

    private void AddAutomaton(AutomatonTerm term)
    {
        Automaton automaton = term.Automaton;
        int[] labels = _model.Labellings[automaton.Labelling];
        Dictionary<int, Lit> states = Choose(term.Starts);
        for (int day = 0; day < _days; day++)
        {
            int cell = (term.Employee * _days) + day;
            Lit[] label = [.. Enumerable.Range(0, automaton.Labels).Select(l => In(cell, o => labels[o] == l))];
            List<(Lit State, Lit Label, int Next, long Excess)> arcs = [];
            foreach ((int state, Lit chosen) in states)
            {
                for (int l = 0; l < automaton.Labels; l++)
                {
                    if (!label[l].IsFalse)
                    {
                        int arc = (state * automaton.Labels) + l;
                        arcs.Add((chosen, label[l], automaton.Next[arc], day >= _model.Timeline.HorizonStart ? automaton.ArcExcess[arc] : 0));
                    }
                }
            }

            PayArcs(term, arcs);
            Dictionary<int, Lit> following = Choose([.. arcs.Select(a => a.Next).Distinct()]);
            foreach ((Lit state, Lit chosen, int next, _) in arcs)
            {
                if (!following[next].IsConstant)
                {
                    Cp.AddBoolOr([.. new[] { state.Not(), chosen.Not(), following[next] }.Where(l => !l.IsConstant).Select(l => l.Literal)]);
                }
            }

            states = following;
        }

        PayArcs(term, [.. states.Select(s => (s.Value, Lit.True, 0, automaton.FinalExcess[s.Key]))]);
    }

    private void PayArcs(AutomatonTerm term, List<(Lit State, Lit Label, int Next, long Excess)> arcs)
    {
        List<(Lit State, Lit Label, int Next, long Excess)> costly = [.. arcs.Where(a => a.Excess > 0)];
        if (costly.Count == 0)
        {
            return;
        }

        if (Enforced(term.Level) || costly.Count == 1)
        {
            foreach ((Lit state, Lit label, _, long excess) in costly)
            {
                Clause([state.Not(), label.Not()], term.Level, term.Weight * excess);
            }

            return;
        }

        long most = costly.Max(a => a.Excess);
        IntVar paid = Cp.NewIntVar(0, most, "");
        Objective[term.Level].Add(paid, term.Weight, 0, most);
        foreach ((Lit state, Lit label, _, long excess) in costly)
        {
            // paid ≥ excess · (state + label − 1)
            Bound(new LinearTerms().Add(-excess).Add(state, excess).Add(label, excess).Add(paid, -1, 0, most), long.MinValue / 2, 0);
        }
    }

    /// <summary>Exactly one of the states, as literals.</summary>
    private Dictionary<int, Lit> Choose(int[] states)
    {
        if (states.Length == 1)
        {
            return new Dictionary<int, Lit> { [states[0]] = Lit.True };
        }

        Dictionary<int, Lit> literals = states.ToDictionary(s => s, _ => Lit.Of(Cp.NewBoolVar("")));
        Cp.AddExactlyOne(literals.Values.Select(l => l.Literal));
        return literals;
    }
}
