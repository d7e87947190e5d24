using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// A roster that follows a plan of how many take which option on each day: column generation finds schedules for everybody that add up to the plan, breaks are dealt out as planned, and employees who
/// are alike but for what they can do swap schedules until everything is served best.
/// </summary>
internal sealed class PlannedRoster
{
    private const int MostRows = 2000;
    private const int FirstSteps = 20;
    private const int MostTries = 60;
    private const int DiveRounds = 6;
    private const int FitLateness = 20;
    private const int WholeSwaps = 20;
    private const int DaySwaps = 600;
    private readonly RosterModel _model;
    private readonly EmployeeNetworks _networks;
    private readonly List<DayPlan> _plan;
    private readonly long _deviation;
    private readonly long _minute;
    private readonly Random _random;
    private readonly CancellationToken _stop;
    private readonly RosterModel _planned;

    /// <param name="deviation">What one employee more or less than planned costs.</param>
    /// <param name="minute">What a minute costs that a crowd works less than planned on a day.</param>
    public PlannedRoster(RosterModel model, EmployeeNetworks networks, List<DayPlan> plan, long deviation, long minute, Random random, CancellationToken stop)
    {
        (_model, _networks, _plan, _deviation, _minute, _random, _stop) = (model, networks, plan, deviation, minute, random, stop);
        _planned = Planned();
    }

    /// <summary>The roster; null when there is no program for it, or stopped.</summary>
    public RosterCells? Make()
    {
        if (_planned.Rows.Length > MostRows || Schedules() is not { } cells)
        {
            return null;
        }

        DealBreaks(cells);
        return Swap(cells);
    }

    /// <summary>Schedules that add up to the plan as far as they can.</summary>
    private RosterCells? Schedules()
    {
        var dual = new DualFunction(_planned, _networks);
        var search = new PriceSearch(_planned, dual, _planned.Levels - 1, PriceScale.Of(_planned, _networks, dual));
        long[] nothing = new long[_planned.Levels];
        using var columns = new ColumnSearch(_planned, dual, search, _planned.Employees, stop: _stop);
        for (int step = 0; step < FirstSteps; step++)
        {
            if (_stop.IsCancellationRequested || !search.Step(nothing, (_, _, _) => { }))
            {
                return null;
            }

            columns.TakePriced();
        }

        while (!_stop.IsCancellationRequested && columns.Step((_, _, _) => { }) && columns.Upper > _deviation)
        {
        }

        return columns.IsCrowd && new CrowdDive(_planned, columns, _random, _stop, DiveRounds).Run() is { } cells ? Fit(cells) : null;
    }

    /// <summary>Takes out and puts back until as many as planned take each option, or for long.</summary>
    private RosterCells Fit(RosterCells cells)
    {
        var reinsertion = new Reinsertion(_planned, _networks.Copy(), cells, _random, FitLateness);
        int tries = 0;
        reinsertion.Run(() => _stop.IsCancellationRequested || reinsertion.BestCosts[^1] < _deviation || ++tries > MostTries * _planned.Employees);
        return reinsertion.Best;
    }

    /// <summary>The model with a row per option of each planned day, and nothing else that is served together.</summary>
    private RosterModel Planned()
    {
        List<CoverTerm> covers = [];
        List<CoverRow> rows = [];
        List<bool[]> groups = [.. _model.Groups];
        Dictionary<string, int> known = [];
        var gives = new List<Contribution>[_model.Options.Length];
        int level = _model.Levels - 1;
        foreach (DayPlan.Crowd crowd in _plan.SelectMany(p => p.Crowds))
        {
            bool[] members = new bool[_model.Employees];
            foreach (int employee in crowd.Employees)
            {
                members[employee] = true;
            }

            string key = string.Join(',', crowd.Employees);
            if (!known.TryGetValue(key, out int group))
            {
                known[key] = group = groups.Count;
                groups.Add(members);
            }

            // What nobody is to take needs one row only.
            foreach (IGrouping<int, (int Option, int Count)> alike in crowd.Options.GroupBy(o => o.Count > 0 ? o.Option : -1))
            {
                int count = alike.Sum(o => o.Count);
                foreach ((int option, int _) in alike)
                {
                    (gives[option] ??= []).Add(new Contribution(rows.Count, group, 1));
                }

                Ask(count, _deviation, _deviation);
            }

            // Whoever takes a shorter option than planned is missed less than who is off.
            long minutes = 0;
            foreach ((int option, int count) in crowd.Options)
            {
                gives[option].Add(new Contribution(rows.Count, group, _model.Options[option].PaidMinutes));
                minutes += count * _model.Options[option].PaidMinutes;
            }

            if (crowd.Options.Length > 0)
            {
                Ask(minutes, _minute, 0);
            }
        }

        int[] start = new int[_model.Options.Length + 1];
        for (int option = 0; option < _model.Options.Length; option++)
        {
            start[option + 1] = start[option] + (gives[option]?.Count ?? 0);
        }

        return _model.With([.. covers], [.. rows], [.. groups], start, [.. gives.SelectMany(g => g ?? [])]);

        // One row, where less than planned has a price, and more.
        void Ask(long planned, long less, long more)
        {
            covers.Add(new CoverTerm
            {
                Rule = 0,
                FirstRow = rows.Count,
                RowCount = 1,
                Shortage = new CostCurve([new Hinge(level, true, 0, less)]),
                Ceiling = planned,
                Surplus = more > 0 ? new CostCurve([new Hinge(level, true, 0, more)]) : null,
            });
            rows.Add(new CoverRow(rows.Count, planned));
        }
    }

    /// <summary>Breaks at the planned places, in any order.</summary>
    private void DealBreaks(RosterCells cells)
    {
        int days = _model.Timeline.Days;
        foreach (DayPlan.Crowd crowd in _plan.SelectMany(p => p.Crowds))
        {
            foreach ((int option, int _) in crowd.Options)
            {
                int day = _model.Options[option].Day;
                int[] takers = [.. crowd.Employees.Where(e => cells.Options[(e * days) + day] == option)];
                for (int slot = 0; slot < _model.Options[option].Breaks.Count; slot++)
                {
                    BreakSlot of = _model.Options[option].Breaks[slot];
                    int[] places = [.. Enumerable.Range(of.FirstPlacement, of.Count).SelectMany(p => Enumerable.Repeat(p, crowd.Placements.GetValueOrDefault(p)))];
                    places = places.Length == 0 ? [.. Enumerable.Range(of.FirstPlacement, of.Count)] : places;
                    _random.Shuffle(places);
                    for (int i = 0; i < takers.Length; i++)
                    {
                        cells.PlacementsOf((takers[i] * days) + day)[slot] = places[i % places.Length];
                    }
                }
            }
        }
    }

    /// <summary>Employees swap all their days, then single days, as long as the roster gets no worse: as many take each option as before.</summary>
    private RosterCells Swap(RosterCells cells)
    {
        var evaluator = new DeltaEvaluator(_model, cells);
        (int first, int end) = (_model.Timeline.HorizonStart, _model.Timeline.HorizonEnd);
        for (int swap = 0; swap < WholeSwaps * _model.Employees && !_stop.IsCancellationRequested; swap++)
        {
            Try(first, end);
        }

        for (int swap = 0; swap < DaySwaps * _model.Employees && !_stop.IsCancellationRequested; swap++)
        {
            int day = _random.Next(first, end);
            Try(day, day + 1);
        }

        return evaluator.Cells.Clone();

        void Try(int from, int until)
        {
            int one = _random.Next(_model.Employees);
            int other = _random.Next(_model.Employees);
            long[] before = evaluator.Costs.ToArray();
            Exchange(one, other, from, until);
            if (Lexicographic.Compare(evaluator.Costs, before) > 0)
            {
                Exchange(one, other, from, until);
            }
        }

        void Exchange(int one, int other, int from, int until)
        {
            int days = _model.Timeline.Days;
            for (int day = from; day < until; day++)
            {
                (int here, int there) = ((one * days) + day, (other * days) + day);
                (int option, int[] places) = (evaluator.Cells.Options[here], evaluator.Cells.PlacementsOf(here).ToArray());
                (int otherOption, int[] otherPlaces) = (evaluator.Cells.Options[there], evaluator.Cells.PlacementsOf(there).ToArray());
                evaluator.Set(one, day, otherOption, otherPlaces);
                evaluator.Set(other, day, option, places);
            }
        }
    }
}
