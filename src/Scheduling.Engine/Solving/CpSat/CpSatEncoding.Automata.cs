using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.CpSat;

/// <content>Automata as states and arcs; on fixed days states only move, without new variables.</content>
internal sealed partial class CpSatEncoding
{
    private void AddAutomaton(AutomatonTerm term, int lastFree)
    {
        Automaton automaton = term.Automaton;
        int[] labels = _model.Labellings[automaton.Labelling];
        int basisState = BestStart(term, labels);
        Dictionary<int, Lit> states = Choose(term.Starts, basisState);
        for (int day = 0; day < _days; day++)
        {
            // What a single state left after the last free day still costs is the same for every choice.
            if (!_whole && day > lastFree && states.Count == 1)
            {
                return;
            }

            int cell = (term.Employee * _days) + day;
            int slot = _free.SlotOf(cell);
            List<(Lit State, Lit Label, int Next, long Excess)> arcs = [];
            for (int l = 0; l < automaton.Labels; l++)
            {
                Lit label = slot >= 0 ? HasLabel(slot, labels, l) : labels[_basis.Options[cell]] == l ? Lit.True : Lit.False;
                foreach ((int state, Lit chosen) in states)
                {
                    if (!label.IsFalse)
                    {
                        int arc = (state * automaton.Labels) + l;
                        arcs.Add((chosen, label, automaton.Next[arc], day >= _model.Timeline.HorizonStart ? automaton.ArcExcess[arc] : 0));
                    }
                }
            }

            PayArcs(term, arcs);
            basisState = automaton.Next[(basisState * automaton.Labels) + labels[_basis.Options[cell]]];
            states = slot < 0 ? Moved(arcs) : Follow(arcs, basisState);
        }

        PayArcs(term, [.. states.Select(s => (s.Value, Lit.True, 0, automaton.FinalExcess[s.Key]))]);
    }

    /// <summary>The start state that is cheapest for the basis.</summary>
    private int BestStart(AutomatonTerm term, int[] labels)
    {
        int best = term.Starts[0];
        long least = long.MaxValue;
        foreach (int start in term.Starts)
        {
            (int state, long excess) = (start, 0);
            for (int day = 0; day < _days && term.Starts.Length > 1; day++)
            {
                int arc = (state * term.Automaton.Labels) + labels[_basis.Options[(term.Employee * _days) + day]];
                excess += day >= _model.Timeline.HorizonStart ? term.Automaton.ArcExcess[arc] : 0;
                state = term.Automaton.Next[arc];
            }

            excess += term.Automaton.FinalExcess[state];
            if (excess < least)
            {
                (best, least) = (start, excess);
            }
        }

        return best;
    }

    /// <summary>The states after a fixed day: those before it under other names, joined where they meet.</summary>
    private Dictionary<int, Lit> Moved(List<(Lit State, Lit Label, int Next, long Excess)> arcs)
    {
        Dictionary<int, Lit> following = [];
        foreach (IGrouping<int, (Lit State, Lit Label, int Next, long Excess)> group in arcs.GroupBy(a => a.Next))
        {
            Lit[] sources = [.. group.Select(a => a.State)];
            if (sources.Length == arcs.Count)
            {
                following[group.Key] = Lit.True;
            }
            else if (sources.Length == 1)
            {
                following[group.Key] = sources[0];
            }
            else
            {
                LinearTerms sum = new();
                foreach (Lit source in sources)
                {
                    sum.Add(source, 1);
                }

                Lit joined = _cp.Boolean(sum.Evaluate(_cp.Basis) > 0);
                _costs.Bound(sum.Add(joined, -1), 0, 0);
                following[group.Key] = joined;
            }
        }

        return following;
    }

    /// <summary>The states after a free day, which follow from the state before and the label.</summary>
    private Dictionary<int, Lit> Follow(List<(Lit State, Lit Label, int Next, long Excess)> arcs, int basisState)
    {
        Dictionary<int, Lit> following = Choose([.. arcs.Select(a => a.Next).Distinct()], basisState);
        foreach ((Lit state, Lit chosen, int next, _) in arcs)
        {
            if (!following[next].IsConstant)
            {
                _clause.Clear();
                AddUnlessConstant(state.Not());
                AddUnlessConstant(chosen.Not());
                _clause.Add(following[next]);
                _cp.AtLeastOne(_clause);
            }
        }

        return following;

        void AddUnlessConstant(Lit literal)
        {
            if (!literal.IsConstant)
            {
                _clause.Add(literal);
            }
        }
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
                _clause.Clear();
                _clause.Add(state.Not());
                _clause.Add(label.Not());
                Clause(_clause, term.Level, term.Weight * excess);
            }

            return;
        }

        long most = costly.Max(a => a.Excess);
        long basis = costly.Max(a => a.State.Holds(_cp.Basis) && a.Label.Holds(_cp.Basis) ? a.Excess : 0);
        int paid = _cp.Variable(0, most, basis);
        Objective[term.Level].Add(paid, term.Weight, 0, most);
        foreach ((Lit state, Lit label, _, long excess) in costly)
        {
            // paid ≥ excess · (state + label − 1)
            _costs.Bound(new LinearTerms().Add(-excess).Add(state, excess).Add(label, excess).Add(paid, -1, 0, most), long.MinValue / 2, 0);
        }
    }

    /// <summary>Exactly one of the states, as literals; in the basis it is a given one.</summary>
    private Dictionary<int, Lit> Choose(int[] states, int basisState)
    {
        if (states.Length == 1)
        {
            return new Dictionary<int, Lit> { [states[0]] = Lit.True };
        }

        Dictionary<int, Lit> literals = states.ToDictionary(s => s, s => _cp.Boolean(s == basisState));
        _cp.ExactlyOne([.. literals.Values]);
        return literals;
    }
}
