using Google.OrTools.Sat;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The covers that only the options of one day serve, with how many employees take each option and each break placement as whole numbers. Employees who give the same to the covers' first rows are counted
/// together; what they give to other rows has its price.
/// </summary>
internal sealed class DayProgram
{
    private const double LargestCoefficient = 1e12;
    private readonly RosterModel _model;
    private readonly DualFunction _dual;
    private readonly int _firstOption;
    private readonly int _endOption;
    private readonly int[] _covers;
    private readonly Crowd[] _crowds;
    private readonly long[] _grain;

    /// <param name="day">A day of the horizon.</param>
    /// <param name="covers">The covers that no option of another day serves.</param>
    public DayProgram(RosterModel model, DualFunction dual, int day, int[] covers)
    {
        (_model, _dual, _covers) = (model, dual, covers);
        (_firstOption, _endOption) = (model.DayOffsets[day] + 1, model.DayOffsets[day + 1]);
        _crowds = MakeCrowds();
        _grain = new long[model.Covers.Length];
        foreach (Crowd crowd in _crowds)
        {
            foreach ((int row, int weight) in crowd.Gives.Concat(crowd.PlacementGives).SelectMany(g => g))
            {
                _grain[model.Rows[row].Term] = LinearTerms.Gcd(_grain[model.Rows[row].Term], weight);
            }
        }
    }

    /// <summary>Whether whole numbers can say more than the covers one by one: breaks take from some, or options serve some of the same covers and some others.</summary>
    public bool SaysMore => Array.Exists(_crowds, c => Array.Exists(c.PlacementGives, g => g.Length > 0)
        || c.Gives.Select(g => string.Join(',', g.Select(r => r.Row).Order())).Distinct().SelectMany(rows => rows.Split(',')).Where(row => row.Length > 0).GroupBy(row => row).Any(same => same.Count() > 1));

    /// <summary>
    /// A lower bound of what the covers cost and whoever serves them is paid for, less what the covers cost alone at the dual function's last prices; in levels' units, negative where it proves less. Null when stopped.
    /// </summary>
    /// <param name="weights">Those of the last evaluation.</param>
    /// <param name="precision">The share of the value by which it may be less than it could be.</param>
    /// <param name="seconds">Ends then at the latest, with what is proven.</param>
    /// <param name="minutes">Of each option of the model.</param>
    /// <param name="plan">The best solution found.</param>
    public double? Raise(ReadOnlySpan<double> weights, double precision, double seconds, ReadOnlySpan<int> minutes, CancellationToken stop, out DayPlan? plan)
    {
        plan = null;
        var writer = new CpSatWriter();
        List<(int Variable, double Cost, long Most)> costs = [];
        var supply = new Dictionary<int, LinearTerms>();
        foreach (int cover in _covers)
        {
            supply[_model.Covers[cover].FirstRow] = new LinearTerms();
        }

        List<(int Variable, Crowd Crowd, int Option, int Placement)> counts = [];
        foreach (Crowd crowd in _crowds)
        {
            Write(writer, crowd, supply, costs, counts);
        }

        double constant = 0;
        foreach (int cover in _covers)
        {
            constant += Write(writer, cover, supply[_model.Covers[cover].FirstRow], weights, costs);
            constant -= (double)_dual.CoverValues[cover] / DualFunction.Units;
        }

        // Rounded down, coefficients of variables that are never negative make the minimum lower only.
        double largest = costs.Max(c => Math.Abs(c.Cost));
        double scale = DualFunction.Units;
        while (largest * scale > LargestCoefficient)
        {
            scale /= 2;
        }

        var objective = new LinearTerms();
        foreach ((int variable, double cost, long most) in costs)
        {
            objective.Add(variable, (long)Math.Floor(cost * scale), 0, most);
        }

        writer.Minimize(objective);
        using var solver = new CpSolver { StringParameters = new CpSatSettings { Seconds = seconds, RelativeGap = precision }.ToString() };
        CpSolverStatus status = CpSatSearch.Solve(solver, writer.Model, null, stop);
        if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
        {
            return null;
        }

        plan = Read(counts, solver.Response!.Solution, minutes);
        return (Math.Floor(solver.BestObjectiveBound) / scale) + constant;
    }

    private static DayPlan Read(List<(int Variable, Crowd Crowd, int Option, int Placement)> counts, Google.Protobuf.Collections.RepeatedField<long> solution, ReadOnlySpan<int> minutes)
    {
        double sum = 0;
        foreach ((int variable, Crowd _, int option, int placement) in counts)
        {
            sum += placement < 0 ? minutes[option] * (double)solution[variable] : 0;
        }

        return new DayPlan(sum, [.. counts.GroupBy(c => c.Crowd).Select(g => new DayPlan.Crowd(
            g.Key.Employees,
            [.. g.Where(c => c.Placement < 0).Select(c => (c.Option, (int)solution[c.Variable]))],
            g.Where(c => c.Placement >= 0).ToDictionary(c => c.Placement, c => (int)solution[c.Variable])))]);
    }

    /// <summary>How many take each option and each placement, and what they are paid.</summary>
    private void Write(CpSatWriter writer, Crowd crowd, Dictionary<int, LinearTerms> supply, List<(int Variable, double Cost, long Most)> costs, List<(int Variable, Crowd Crowd, int Option, int Placement)> counts)
    {
        var all = new LinearTerms();
        for (int option = _firstOption; option < _endOption; option++)
        {
            int most = crowd.Most[option - _firstOption];
            if (most == 0)
            {
                continue;
            }

            int count = writer.Variable(0, most, 0);
            counts.Add((count, crowd, option, -1));
            all.Add(count, 1, 0, most);
            double paid = (_dual.Rewards?[option - _model.FirstHorizonOption] ?? 0) + Worth(crowd.Gives[option - _firstOption]);
            costs.Add((count, paid, most));
            Serve(crowd.Gives[option - _firstOption], count, most);
            if (!_dual.Covers.HasBreaks)
            {
                continue;
            }

            foreach (BreakSlot slot in _model.Options[option].Breaks)
            {
                double[] cheapest = [.. crowd.Kinds.Select(kind => Cheapest(kind, slot))];
                var placed = new LinearTerms().Add(count, -1, 0, most);
                for (int placement = slot.FirstPlacement; placement < slot.FirstPlacement + slot.Count; placement++)
                {
                    int there = writer.Variable(0, most, 0);
                    counts.Add((there, crowd, option, placement));
                    placed.Add(there, 1, 0, most);
                    costs.Add((there, PaidFor(crowd, cheapest, placement), most));
                    Serve(crowd.PlacementGives[crowd.PlacementIndex[placement]], there, most);
                }

                writer.Linear(placed, 0, 0);
            }
        }

        writer.Linear(all, 0, crowd.Employees.Count);

        void Serve((int Row, int Weight)[] gives, int variable, int most)
        {
            foreach ((int row, int weight) in gives)
            {
                supply[row].Add(variable, weight / _grain[_model.Rows[row].Term], 0, most);
            }
        }
    }

    /// <summary>
    /// What a break at a placement is paid for: the cheapest one is taken off everybody's price, and what a placement takes from rows that are not written here it costs by itself. The least over all kinds.
    /// </summary>
    private double PaidFor(Crowd crowd, double[] cheapest, int placement)
    {
        double here = Worth(crowd.PlacementGives[crowd.PlacementIndex[placement]]);
        double least = double.PositiveInfinity;
        for (int kind = 0; kind < cheapest.Length; kind++)
        {
            double elsewhere = Worth(_dual.Covers.PlacementGives(crowd.Kinds[kind], placement)) - here;
            least = Math.Min(least, cheapest[kind] - elsewhere);
        }

        return least;
    }

    /// <summary>What the break costs an employee at its cheapest placement, as a negative number.</summary>
    private double Cheapest(int employee, BreakSlot slot)
    {
        double cheapest = double.NegativeInfinity;
        for (int placement = slot.FirstPlacement; placement < slot.FirstPlacement + slot.Count; placement++)
        {
            cheapest = Math.Max(cheapest, Worth(_dual.Covers.PlacementGives(employee, placement)));
        }

        return cheapest;
    }

    private double Worth(ReadOnlySpan<(int Row, int Weight)> gives)
    {
        double worth = 0;
        foreach ((int row, int weight) in gives)
        {
            worth += _dual.RowPrices[row] * weight;
        }

        return worth;
    }

    /// <summary>Shortage and surplus of a cover in steps of what anybody gives; returns the constant part.</summary>
    private double Write(CpSatWriter writer, int cover, LinearTerms supply, ReadOnlySpan<double> weights, List<(int Variable, double Cost, long Most)> costs)
    {
        CoverTerm term = _model.Covers[cover];
        long fixedThere = _dual.FixedRows[term.FirstRow];
        long required = _model.Rows[term.FirstRow].Required - fixedThere;
        long grain = Math.Max(1, _grain[cover]);
        double constant = _dual.RowPrices[term.FirstRow] * fixedThere;

        // What the other rows are short of has its price: the shortage is worth that much less.
        double others = 0;
        long mostRequired = required;
        for (int row = term.FirstRow + 1; row < term.FirstRow + term.RowCount; row++)
        {
            others += _dual.RowPrices[row];
            constant += _dual.RowPrices[row] * _model.Rows[row].Required;
            mostRequired = Math.Max(mostRequired, _model.Rows[row].Required);
        }

        // Where others have a price the shortage may be more than the first row's, by any amount.
        long step = others > 0 ? 1 : grain;
        long units = Ceiling(required, grain);
        long offset = others > 0 ? 0 : (units * grain) - required;
        long most = Ceiling(Math.Max(0, mostRequired), step);
        if (most > 0)
        {
            int shortage = Slack(term.Shortage, most, k => Math.Max(0, (k * step) - offset), others, weights);
            if (step == grain)
            {
                writer.Linear(new LinearTerms().Add(supply, 1).Add(shortage, 1, 0, most), units, long.MaxValue / 4);
            }
            else
            {
                writer.Linear(new LinearTerms().Add(supply, grain).Add(shortage, 1, 0, most), required, long.MaxValue / 4);
            }
        }

        if (term.Surplus is not null)
        {
            long ceiling = term.Ceiling - fixedThere;
            long from = -Ceiling(-ceiling, grain);
            long over = Math.Max(0, supply.Maximum - from);
            if (over > 0)
            {
                int surplus = Slack(term.Surplus, over, k => Math.Max(0, (k * grain) - (ceiling - (from * grain))), 0, weights);
                writer.Linear(new LinearTerms().Add(supply, 1).Add(surplus, -1, 0, over), -long.MaxValue / 4, from);
            }
        }

        return constant;

        // A variable whose cost is that of the curve, less a price per unit: convex, so a sum of slopes that begin one after the other.
        int Slack(CostCurve curve, long longest, Func<long, long> at, double price, ReadOnlySpan<double> levelWeights)
        {
            (long _, long legal) = TermMinimum.Legal(curve, 0, long.MaxValue);
            while (longest > 0 && at(longest) > legal)
            {
                longest--;
            }

            int slack = writer.Variable(0, longest, 0);
            double before = 0;
            double value = 0;
            for (long k = 0; k < longest; k++)
            {
                double next = TermMinimum.Cost(curve, at(k + 1), levelWeights) - (price * at(k + 1));
                double slope = next - value;
                if (Math.Abs(slope - before) > 1e-9)
                {
                    int part = k == 0 ? slack : writer.Variable(0, longest - k, 0);
                    costs.Add((part, slope - before, longest - k));
                    if (k > 0)
                    {
                        writer.Linear(new LinearTerms().Add(slack, 1, 0, longest).Add(part, -1, 0, longest - k), -long.MaxValue / 4, k);
                    }
                }

                (before, value) = (slope, next);
            }

            return slack;
        }
    }

    private static long Ceiling(long value, long step) => value >= 0 ? (value + step - 1) / step : -(-value / step);

    /// <summary>Employees who give the same to first rows, and of each kind among them one.</summary>
    private Crowd[] MakeCrowds()
    {
        HashSet<int> rows = [.. _covers.Select(c => _model.Covers[c].FirstRow)];
        Dictionary<int, Crowd> ofKind = [];
        Dictionary<string, Crowd> alike = [];
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            int kind = _dual.Covers.KindOf(employee);
            if (!ofKind.TryGetValue(kind, out Crowd? crowd))
            {
                Crowd fresh = Look(employee, rows);
                string key = string.Join(';', fresh.Gives.Concat(fresh.PlacementGives).Select(g => string.Join(',', g)));
                crowd = alike.TryGetValue(key, out Crowd? known) ? known : alike[key] = fresh;
                ofKind[kind] = crowd;
                crowd.Kinds.Add(employee);
            }

            crowd.Employees.Add(employee);
            for (int option = _firstOption; option < _endOption; option++)
            {
                crowd.Most[option - _firstOption] += _dual.Networks.Usable[employee][option] ? 1 : 0;
            }
        }

        return [.. alike.Values];
    }

    private Crowd Look(int employee, HashSet<int> rows)
    {
        var gives = new (int Row, int Weight)[_endOption - _firstOption][];
        List<(int Row, int Weight)[]> placements = [];
        Dictionary<int, int> index = [];
        for (int option = _firstOption; option < _endOption; option++)
        {
            gives[option - _firstOption] = Kept(_dual.Covers.Gives(employee, option));
            foreach (BreakSlot slot in _model.Options[option].Breaks)
            {
                for (int placement = slot.FirstPlacement; placement < slot.FirstPlacement + slot.Count; placement++)
                {
                    index[placement] = placements.Count;
                    placements.Add(Kept(_dual.Covers.PlacementGives(employee, placement)));
                }
            }
        }

        return new Crowd(gives, [.. placements], index, new int[_endOption - _firstOption]);

        (int Row, int Weight)[] Kept(ReadOnlySpan<(int Row, int Weight)> all)
        {
            List<(int Row, int Weight)> kept = [];
            foreach ((int Row, int Weight) give in all)
            {
                if (rows.Contains(give.Row))
                {
                    kept.Add(give);
                }
            }

            return [.. kept];
        }
    }

    /// <param name="Gives">What each option of the day gives to first rows, breaks not taken off.</param>
    /// <param name="PlacementIndex">Where a placement stands in <paramref name="PlacementGives"/>.</param>
    /// <param name="Most">How many may choose each option.</param>
    private sealed record Crowd((int Row, int Weight)[][] Gives, (int Row, int Weight)[][] PlacementGives, Dictionary<int, int> PlacementIndex, int[] Most)
    {
        public List<int> Employees { get; } = [];

        public List<int> Kinds { get; } = [];
    }
}
