using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>The integer program of one day by crowds: how many of each take which option, and how many of them have a break where, so that the day's covers cost least.</summary>
/// <param name="crowds">Employees of each crowd, who give the same to rows.</param>
internal sealed class CrowdProgram(RosterModel model, DualFunction dual, int day, int[][] crowds)
{
    /// <summary>What a level before the last one counts more than the next.</summary>
    private const long Emphasis = 1000;
    private const long MostEmphasis = 1_000_000_000;

    /// <summary>Strategies that, in turn on one thread, find a good plan sooner than one alone.</summary>
    private static readonly string[] Strategies = ["default_lp", "max_lp", "reduced_costs"];
    private readonly CpSatWriter _cp = new();
    private readonly Dictionary<int, LinearTerms> _rows = [];
    private readonly Dictionary<int, int>[] _takes = [.. crowds.Select(_ => new Dictionary<int, int>())];
    private readonly Dictionary<int, int>[] _breaks = [.. crowds.Select(_ => new Dictionary<int, int>())];
    private readonly LinearTerms[] _taken = [.. crowds.Select(_ => new LinearTerms())];
    private readonly LinearTerms[] _minutes = [.. crowds.Select(_ => new LinearTerms())];
    private CostWriter? _written;
    private long[]? _solution;

    /// <summary>By how much the plan may be dearer than the best one; infinite while there is none.</summary>
    public double Excess { get; private set; } = double.PositiveInfinity;

    private CostWriter Costs => _written ??= new CostWriter(model, _cp, _ => false);

    /// <summary>Lets a crowd take options, each as many as may.</summary>
    public void Offer(int crowd, IEnumerable<int> options)
    {
        foreach (int option in options)
        {
            int most = crowds[crowd].Count(e => dual.Networks.Usable[e][option]);
            int count = _cp.Variable(0, most, 0);
            _takes[crowd][option] = count;
            _taken[crowd].Add(count, 1, 0, most);
            _minutes[crowd].Add(count, model.Options[option].PaidMinutes, 0, most);
            Serve(crowd, model.ContributionsOf(option), count, most);
            foreach (BreakSlot slot in model.Options[option].Breaks)
            {
                var placed = new LinearTerms().Add(count, -1, 0, most);
                for (int placement = slot.FirstPlacement; placement < slot.FirstPlacement + slot.Count; placement++)
                {
                    int there = _breaks[crowd][placement] = _cp.Variable(0, most, 0);
                    placed.Add(there, 1, 0, most);
                    Serve(crowd, model.ContributionsOfPlacement(placement), there, most);
                }

                Costs.Bound(placed, 0, 0);
            }
        }

        Costs.Bound(_taken[crowd], 0, crowds[crowd].Length);
    }

    /// <summary>About as many of a crowd take options of some length: beyond the next whole numbers every one costs.</summary>
    public void Want(int crowd, int minutes, double wanted, long price)
    {
        var ofLength = new LinearTerms();
        foreach ((int option, int count) in _takes[crowd].Where(t => model.Options[t.Key].PaidMinutes == minutes))
        {
            ofLength.Add(count, 1, 0, crowds[crowd].Length);
        }

        long least = Math.Max(0, (long)Math.Floor(wanted));
        long most = Math.Max(0, (long)Math.Ceiling(wanted));
        Costs.Pay(ofLength, new CostCurve([new Hinge(model.Levels - 1, false, least, price), new Hinge(model.Levels - 1, true, most, price)]));
    }

    /// <summary>A crowd works so many minutes at most.</summary>
    public void Limit(int crowd, double minutes) => Costs.Bound(_minutes[crowd], 0, Math.Max(0, (long)Math.Ceiling(minutes)));

    /// <summary>All crowds together work so many minutes at most.</summary>
    public void Limit(double minutes) => Costs.Bound(_minutes.Aggregate(new LinearTerms(), (sum, of) => sum.Add(of, 1)), 0, Math.Max(0, (long)Math.Ceiling(minutes)));

    /// <summary>Whoever took an option on the day before, by its plan, takes one that may follow it. Options are alike when the same ones may follow, or come before.</summary>
    public void Follow(int crowd, DayPlan.Crowd before)
    {
        int size = crowds[crowd].Length;
        SuccessionTerm[] rules = [.. model.Successions.Where(s => s.Employee == crowds[crowd][0] && s.Level == 0 && s.Table.Gap == 1)];
        int[] successors = [model.DayOffsets[day], .. _takes[crowd].Keys];
        int off = size - before.Options.Sum(o => o.Count);
        (string May, int Count)[] predecessors =
        [
            .. before.Options.Append((Option: model.DayOffsets[day - 1], Count: off)).Where(o => o.Count > 0)
                .GroupBy(o => string.Concat(successors.Select(s => Array.Exists(rules, r => r.Table.Excess(o.Option, day - 1, s) > 0) ? '0' : '1')))
                .Select(g => (g.Key, g.Sum(o => o.Count))),
        ];
        LinearTerms[] from = [.. predecessors.Select(_ => new LinearTerms())];
        foreach (IGrouping<string, int> alike in Enumerable.Range(0, successors.Length).GroupBy(s => string.Concat(predecessors.Select(p => p.May[s]))))
        {
            // As many come to these options as take them.
            var balance = new LinearTerms();
            foreach (int successor in alike)
            {
                _ = successor == 0 ? balance.Add(size).Add(_taken[crowd], -1) : balance.Add(_takes[crowd][successors[successor]], 1, 0, size);
            }

            for (int i = 0; i < predecessors.Length; i++)
            {
                if (alike.Key[i] == '1')
                {
                    int coming = _cp.Variable(0, predecessors[i].Count, 0);
                    balance.Add(coming, -1, 0, predecessors[i].Count);
                    from[i].Add(coming, 1, 0, predecessors[i].Count);
                }
            }

            Costs.Bound(balance, 0, 0);
        }

        for (int i = 0; i < predecessors.Length; i++)
        {
            Costs.Bound(from[i], predecessors[i].Count, predecessors[i].Count);
        }
    }

    /// <summary>The covers cost what is short or too much. After this nothing more may be asked for.</summary>
    public void Cover(IEnumerable<int> covers)
    {
        foreach (int cover in covers)
        {
            CoverTerm term = model.Covers[cover];
            Costs.Cover(term, [.. Enumerable.Range(term.FirstRow, term.RowCount).Select(Row)]);
        }

        var objective = new LinearTerms();
        long weight = 1;
        for (int level = model.Levels - 1; level >= 0; level--)
        {
            objective.Add(Costs.Objective[level], weight);
            weight = Math.Min(MostEmphasis, weight * Emphasis);
        }

        _cp.Minimize(objective);
    }

    /// <summary>Looks for a better plan than there is, for so long.</summary>
    public void Solve(double seconds, int seed, int threads, CancellationToken stop)
    {
        if (Costs.IsInfeasible)
        {
            return;
        }

        if (_solution is not null)
        {
            _cp.Hint(_solution);
        }

        var settings = new CpSatSettings { Seconds = seconds, Seed = seed, Workers = threads, Interleaved = threads > 1 ? [] : Strategies };
        using var solver = new CpSolver { StringParameters = settings.ToString() };
        CpSolverStatus status = CpSatSearch.Solve(solver, _cp.Model, null, stop);
        if (status is CpSolverStatus.Optimal or CpSolverStatus.Feasible)
        {
            _solution = [.. solver.Response!.Solution];
            Excess = solver.ObjectiveValue - solver.BestObjectiveBound;
        }
    }

    /// <summary>The best plan found; null when there is none.</summary>
    public DayPlan? Plan()
    {
        if (_solution is not { } solution)
        {
            return null;
        }

        int[] options = [.. Enumerable.Range(model.DayOffsets[day] + 1, model.DayOffsets[day + 1] - model.DayOffsets[day] - 1)];
        DayPlan.Crowd[] planned =
        [
            .. crowds.Select((members, crowd) => new DayPlan.Crowd(
                members,
                [.. options.Select(o => (o, _takes[crowd].TryGetValue(o, out int count) ? (int)solution[count] : 0))],
                _breaks[crowd].ToDictionary(b => b.Key, b => (int)solution[b.Value]))),
        ];
        return new DayPlan(planned.Sum(c => c.Options.Sum(o => (double)o.Count * model.Options[o.Option].PaidMinutes)), planned);
    }

    private LinearTerms Row(int row)
    {
        if (!_rows.TryGetValue(row, out LinearTerms? terms))
        {
            _rows[row] = terms = new LinearTerms().Add(dual.FixedRows[row]);
        }

        return terms;
    }

    private void Serve(int crowd, ReadOnlySpan<Contribution> contributions, int variable, int most)
    {
        foreach (Contribution contribution in contributions)
        {
            if (model.Groups[contribution.Group][crowds[crowd][0]])
            {
                Row(contribution.Row).Add(variable, contribution.Weight, 0, most);
            }
        }
    }
}
