using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.FreeShifts;

/// <summary>
/// Improves a roster of shapes. A few employees are taken out of a few days and put back one after the other, each on the best schedule there is beside what the others cover
/// (<see cref="ShapePricer"/>); some steps that make it dearer are kept, fewer and fewer. What stays short becomes dearer. From nothing, one round over all makes a first roster.
/// </summary>
internal sealed class ShapeSearch
{
    private const int Sweeps = 3;
    private const int ShortestWindow = 2;
    private const int LongestWindow = 4;
    private const int FewestEmployees = 2;
    private const int MostEmployees = 4;

    /// <summary>Steps from one look at what the other threads found, and at what is still short, to the next.</summary>
    private const int StepsPerLook = 100;
    private const int LooksPerFollow = 10;

    /// <summary>What a dearer roster may cost more at first, as a share of the cheapest change of cost there is.</summary>
    private const double FirstTemperature = 0.5;
    private const float RaiseFactor = 1.1f;
    private const int PassesAtMost = 2;
    private const int Glances = 10;

    private readonly ShapeForm _form;
    private readonly RosterModel _model;
    private readonly Random _random;
    private readonly ShapeRoster _roster;
    private readonly ShapePrices _prices;
    private readonly ShapePricer _pricer;
    private readonly Incumbent _incumbent;
    private readonly Action<RosterCells> _offer;
    private readonly Func<double> _spent;
    private readonly CancellationToken _stop;
    private readonly int[] _rowDay;
    private readonly RosterCells _kept;
    private readonly RosterCells _bestCells;
    private bool _isTold = true;
    private double _best = double.PositiveInfinity;

    /// <param name="incumbent">Where better rosters of other threads are found.</param>
    /// <param name="offer">Receives rosters worth keeping.</param>
    /// <param name="spent">Share of the time that is spent, 0 to 1.</param>
    public ShapeSearch(ShapeForm form, int seed, Incumbent incumbent, Action<RosterCells> offer, Func<double> spent, CancellationToken stop)
    {
        (_form, _model, _random, _incumbent, _offer, _spent, _stop) = (form, form.Model, new Random(seed), incumbent, offer, spent, stop);
        _roster = new ShapeRoster(form);
        _prices = new ShapePrices(form);
        _pricer = new ShapePricer(form);
        _kept = _roster.Cells.Clone();
        _bestCells = _roster.Cells.Clone();
        _rowDay = RowDays(form);
    }

    /// <summary>Runs until it is stopped.</summary>
    /// <param name="start">A roster to start from; null for none.</param>
    public void Run(RosterCells? start)
    {
        if (start is not null)
        {
            _roster.GoTo(start);
        }

        Construct();
        double temperature = FirstTemperature * _form.SoftStep;
        for (int steps = 1; !_stop.IsCancellationRequested; steps++)
        {
            Step(temperature);
            if (steps % StepsPerLook != 0)
            {
                continue;
            }

            Tell();
            temperature = FirstTemperature * _form.SoftStep * (1 - _spent());
            if (_roster.Hard > 0)
            {
                _roster.RaiseWeights(RaiseFactor);
            }

            if (steps % (StepsPerLook * LooksPerFollow) == 0)
            {
                Follow();
            }
        }

        Tell();
    }

    /// <summary>Everybody in turn on the best schedule, in a few rounds.</summary>
    private void Construct()
    {
        int[] order = [.. Enumerable.Range(0, _model.Employees)];
        for (int sweep = 0; sweep <= Sweeps; sweep++)
        {
            _random.Shuffle(order);
            double before = _roster.Cost;
            foreach (int employee in order)
            {
                if (_stop.IsCancellationRequested)
                {
                    return;
                }

                _roster.Take(employee, 0, _form.Days);
                PutBack(employee, 0, _form.Days, 0);
            }

            Keep();
            if (sweep == 0 && _roster.Hard > 0)
            {
                _offer(_roster.Cells);
            }

            Tell();
            if (_roster.Cost >= before)
            {
                return;
            }
        }
    }

    private void Step(double temperature)
    {
        int length = Math.Min(_form.Days, _random.Next(ShortestWindow, LongestWindow + 1));
        int from = Math.Clamp(_rowDay[Hot()] - _random.Next(length), 0, _form.Days - length);
        int until = from + length;
        int[] employees = Pick(_random.Next(FewestEmployees, MostEmployees + 1));
        double before = _roster.Cost;
        foreach (int employee in employees)
        {
            _roster.Take(employee, from, until);
            for (int day = from; day < until; day++)
            {
                _kept.CopyFrom(_roster.Cells, (employee * _form.Days) + day);
            }
        }

        // Those who are not back yet must not stand in the way of those who are: they are out of the rows until it is their turn.
        float noise = _random.Next(2) * (float)_form.SoftStep;
        bool possible = true;
        foreach (int employee in employees)
        {
            possible &= PutBack(employee, from, until, noise);
        }

        for (int pass = 0; pass < PassesAtMost && possible; pass++)
        {
            double cost = _roster.Cost;
            _random.Shuffle(employees);
            foreach (int employee in employees)
            {
                _roster.Take(employee, from, until);
                possible &= PutBack(employee, from, until, 0);
            }

            if (_roster.Cost >= cost)
            {
                break;
            }
        }

        if (possible && _roster.Cost <= before - (temperature * Math.Log(1 - _random.NextDouble())))
        {
            Keep();
            return;
        }

        foreach (int employee in employees)
        {
            _roster.Take(employee, from, until);
            for (int day = from; day < until; day++)
            {
                _roster.Cells.CopyFrom(_kept, (employee * _form.Days) + day);
            }

            _roster.Give(employee, from, until);
        }
    }

    /// <summary>Remembers the roster when it is the best of this thread so far; the first one without broken rules is told at once, for counting a roster anew takes longer than a step.</summary>
    private void Keep()
    {
        if (_roster.Hard == 0 && _roster.Soft < _best)
        {
            bool isFirst = double.IsPositiveInfinity(_best);
            (_best, _isTold) = (_roster.Soft, false);
            _bestCells.CopyFrom(_roster.Cells);
            if (isFirst)
            {
                Tell();
            }
        }
    }

    private void Tell()
    {
        if (!_isTold)
        {
            _isTold = true;
            _offer(_bestCells);
        }
    }

    /// <summary>Goes to the best roster of all threads, where this one has none as good.</summary>
    private void Follow()
    {
        if (_incumbent.Costs() is { } costs && _form.Weighted(costs) < _best && _incumbent.Best() is { } best)
        {
            _roster.GoTo(best.Cells);
            _best = _roster.Soft;
        }
    }

    /// <summary>Puts an employee who is taken out of some days back on the best schedule; false when there is none, and the old one is put back.</summary>
    private bool PutBack(int employee, int from, int until, float noise)
    {
        for (int day = from; day < until; day++)
        {
            _prices.Update(day, employee, _roster.Marginal, noise, _random);
        }

        Span<int> options = _roster.OptionsOf(employee);
        bool possible = !float.IsPositiveInfinity(_pricer.Price(employee, from, until, options, _prices.Prices));
        for (int day = from; day < until && possible; day++)
        {
            _prices.Place(day, employee, options[day], _roster.Cells.PlacementsOf((employee * _form.Days) + day));
        }

        _roster.Give(employee, from, until);
        return possible;
    }

    /// <summary>A row where something may be gained: one that is short, or the dearest of a few.</summary>
    private int Hot()
    {
        int best = _random.Next(_rowDay.Length);
        int glances = _roster.Hard > 0 ? _rowDay.Length : Glances;
        for (int glance = 0; glance < glances; glance++)
        {
            int row = _random.Next(_rowDay.Length);
            if (_roster.IsShort(row))
            {
                return row;
            }

            best = _roster.SoftOf(row) > _roster.SoftOf(best) ? row : best;
        }

        return best;
    }

    private int[] Pick(int count)
    {
        HashSet<int> picked = [];
        while (picked.Count < Math.Min(count, _model.Employees))
        {
            picked.Add(_random.Next(_model.Employees));
        }

        return [.. picked];
    }

    /// <summary>A day whose options give to each row.</summary>
    private static int[] RowDays(ShapeForm form)
    {
        RosterModel model = form.Model;
        int[] days = new int[model.Rows.Length];
        for (int day = 0; day < form.Days; day++)
        {
            int[] starts = model.OptionContributionStart;
            foreach (Contribution contribution in model.OptionContributions.AsSpan(starts[model.DayOffsets[day]]..starts[model.DayOffsets[day + 1]]))
            {
                days[contribution.Row] = day;
            }

            starts = model.PlacementContributionStart;
            foreach (Contribution contribution in model.PlacementContributions.AsSpan(starts[form.PlacementStart[day]]..starts[form.PlacementStart[day + 1]]))
            {
                days[contribution.Row] = day;
            }
        }

        return days;
    }
}
