using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>The kinds of neighbourhoods.</summary>
internal enum NeighbourhoodKind
{
    /// <summary>A few employees over many days.</summary>
    FewEmployees,

    /// <summary>Many employees on one day, with the breaks of all.</summary>
    OneDay,

    /// <summary>Some employees over a few days.</summary>
    Block,

    /// <summary>The breaks of everybody on a few days.</summary>
    Breaks,

    /// <summary>No neighbourhood: a short annealing from a low temperature.</summary>
    Reheat,
}

/// <summary>Chooses which cells may change, preferring days and employees that cost most. Sizes adapt to what solves to optimality.</summary>
internal sealed class NeighbourhoodChooser
{
    /// <summary>How much more an earlier level counts than the next when days and employees are weighed.</summary>
    private const double LevelFactor = 50;

    private readonly RosterModel _model;
    private readonly Random _random;
    private readonly long[] _ownCosts;
    private readonly int[] _coverDay;
    private readonly double[] _size;
    private readonly double[] _reward;
    private readonly bool _hasBreaks;
    private readonly int _horizonDays;

    public NeighbourhoodChooser(RosterModel model, Random random)
    {
        _model = model;
        _random = random;
        _ownCosts = new long[model.Employees * model.Levels];
        _coverDay = CoverDays(model);
        _horizonDays = model.Timeline.HorizonEnd - model.Timeline.HorizonStart;
        _hasBreaks = model.PlacementContributions.Length > 0;

        // Sizes are free cells.
        _size = [24, 16, 24, 1, 0];
        _reward = [1, 1, 1, _hasBreaks ? 0.3 : 0, 1.5];
    }

    public NeighbourhoodKind NextKind()
    {
        double pick = _random.NextDouble() * _reward.Sum();
        int kind = 0;
        while (kind < _reward.Length - 1 && pick >= _reward[kind])
        {
            pick -= _reward[kind++];
        }

        return (NeighbourhoodKind)kind;
    }

    public CellFreedom[] Choose(NeighbourhoodKind kind, DeltaEvaluator evaluator)
    {
        var freedom = new CellFreedom[_model.Cells];
        int size = (int)_size[(int)kind];
        double[] dayCost = DayCosts(evaluator);
        switch (kind)
        {
            case NeighbourhoodKind.FewEmployees:
                int span = Math.Min(_horizonDays, 14);
                int first = _model.Timeline.HorizonStart + _random.Next(_horizonDays - span + 1);
                Free(freedom, CostlyEmployees(Math.Max(2, size / span), evaluator), first, first + span - 1);
                break;
            case NeighbourhoodKind.OneDay:
                int day = PickDay(dayCost);
                Breaks(freedom, day, day);
                Free(freedom, Employees(size), day, day);
                break;
            case NeighbourhoodKind.Block:
                int days = Math.Min(_horizonDays, 2 + _random.Next(3));
                int from = Math.Clamp(PickDay(dayCost) - _random.Next(days), _model.Timeline.HorizonStart, _model.Timeline.HorizonEnd - days);
                Free(freedom, CostlyEmployees(Math.Max(2, size / days), evaluator), from, from + days - 1);
                break;
            default:
                int centre = PickDay(dayCost);
                Breaks(freedom, centre, Math.Min(_model.Timeline.HorizonEnd - 1, centre + Math.Max(1, size) - 1));
                break;
        }

        return freedom;
    }

    /// <summary>Learns: optimal in little time wants more cells, not optimal fewer; kinds that improve per time are chosen more.</summary>
    public void Learn(NeighbourhoodKind kind, bool optimal, bool improved, double shareOfLimit)
    {
        int k = (int)kind;
        if (optimal && shareOfLimit < 0.5)
        {
            _size[k] = Math.Min(_size[k] * 1.12, _model.Cells);
        }
        else if (!optimal)
        {
            _size[k] = Math.Max(_size[k] * 0.85, kind == NeighbourhoodKind.Breaks ? 1 : 6);
        }

        double gain = improved ? 1 / Math.Max(0.05, shareOfLimit) : 0;
        double floor = kind == NeighbourhoodKind.Breaks && !_hasBreaks ? 0 : 0.08;
        _reward[k] = Math.Max(floor, (0.85 * _reward[k]) + (0.15 * Math.Min(2, gain / 4)));
    }

    private void Free(CellFreedom[] freedom, IEnumerable<int> employees, int first, int last)
    {
        foreach (int employee in employees)
        {
            for (int day = first; day <= last; day++)
            {
                freedom[(employee * _model.Timeline.Days) + day] = CellFreedom.Free;
            }
        }
    }

    private void Breaks(CellFreedom[] freedom, int first, int last)
    {
        for (int employee = 0; _hasBreaks && employee < _model.Employees; employee++)
        {
            for (int day = first; day <= last; day++)
            {
                freedom[(employee * _model.Timeline.Days) + day] = CellFreedom.BreaksOnly;
            }
        }
    }

    private int[] Employees(int count)
    {
        int[] all = [.. Enumerable.Range(0, _model.Employees)];
        _random.Shuffle(all);
        return all[..Math.Min(count, all.Length)];
    }

    /// <summary>
    /// Employees at random, of whom the first is, every other time (always while a hard rule is broken), picked by what the roster costs for his or her own sake: who breaks a rule or is
    /// far from the fair share is seldom met by chance among many.
    /// </summary>
    private int[] CostlyEmployees(int count, DeltaEvaluator evaluator)
    {
        int[] some = Employees(count);
        Array.Clear(_ownCosts);
        ModelCost.AddOwn(_ownCosts, _model, evaluator.Cells);
        double[] weights = [.. Enumerable.Range(0, _model.Employees).Select(e => Weighted(_ownCosts.AsSpan(e * _model.Levels, _model.Levels)))];
        double sum = weights.Sum();
        if (sum > 0 && (evaluator.Costs[0] > 0 || _random.Next(2) == 0))
        {
            double pick = _random.NextDouble() * sum;
            int employee = 0;
            while (employee < weights.Length - 1 && pick >= weights[employee])
            {
                pick -= weights[employee++];
            }

            int at = Array.IndexOf(some, employee);
            some[Math.Max(0, at)] = employee;
        }

        return some;
    }

    private static double Weighted(ReadOnlySpan<long> costs)
    {
        double weighted = 0;
        foreach (long cost in costs)
        {
            weighted = (weighted * LevelFactor) + cost;
        }

        return weighted;
    }

    private int PickDay(double[] dayCost)
    {
        double pick = _random.NextDouble() * dayCost.Sum();
        int day = _model.Timeline.HorizonStart;
        while (day < _model.Timeline.HorizonEnd - 1 && pick >= dayCost[day])
        {
            pick -= dayCost[day++];
        }

        return day;
    }

    /// <summary>A weight per day of the horizon: what its covers cost, the earlier levels counting for more, and a little for every day.</summary>
    private double[] DayCosts(DeltaEvaluator evaluator)
    {
        double[] days = new double[_model.Timeline.Days];
        long[] rows = evaluator.RowValues.ToArray();
        long[] costs = new long[_model.Levels];
        for (int term = 0; term < _model.Covers.Length; term++)
        {
            Array.Clear(costs);
            ModelCost.AddCover(costs, _model, _model.Covers[term], rows);
            days[_coverDay[term]] += Weighted(costs);
        }

        double all = days.Sum();
        for (int day = 0; day < days.Length; day++)
        {
            days[day] = _model.Timeline.IsInHorizon(day) ? days[day] + (all * 0.3 / _horizonDays) + 1 : 0;
        }

        return days;
    }

    private static int[] CoverDays(RosterModel model)
    {
        int[] days = new int[model.Covers.Length];
        Array.Fill(days, -1);
        for (int option = model.Options.Length - 1; option >= 0; option--)
        {
            foreach (Contribution contribution in model.ContributionsOf(option))
            {
                if (model.Timeline.IsInHorizon(model.Options[option].Day))
                {
                    days[model.Rows[contribution.Row].Term] = model.Options[option].Day;
                }
            }
        }

        return [.. days.Select(d => Math.Max(d, model.Timeline.HorizonStart))];
    }
}
