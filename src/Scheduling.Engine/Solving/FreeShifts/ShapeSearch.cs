using System.Diagnostics;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.FreeShifts;

/// <summary>
/// Improves a roster of shapes: a few employees are taken out of some days and put back one after the other, each on the best schedule there is beside what the others cover; some
/// steps that make it dearer are taken, fewer and fewer. From nothing, one round over all makes the first roster.
/// </summary>
internal sealed class ShapeSearch
{
    private readonly ShapeForm _form;
    private readonly RosterModel _model;
    private readonly Random _random;
    private readonly ShapeRoster _roster;
    private readonly ShapePrices _prices;
    private readonly ShapePricer _pricer;
    private readonly Action<RosterCells> _offer;
    private readonly CancellationToken _stop;
    private readonly int[] _rowDay;
    private readonly RosterCells _kept;
    private double _best = double.PositiveInfinity;

    public ShapeSearch(ShapeForm form, int seed, Action<RosterCells> offer, CancellationToken stop)
    {
        (_form, _model, _random, _offer, _stop) = (form, form.Model, new Random(seed), offer, stop);
        _roster = new ShapeRoster(form);
        _prices = new ShapePrices(form);
        _pricer = new ShapePricer(form);
        _kept = _roster.Cells.Clone();
        _rowDay = RowDays(form);
    }

    public void Run()
    {
        int[] order = [.. Enumerable.Range(0, _model.Employees)];
        _random.Shuffle(order);
        Respond(order, 0, _form.Days, 0);
        Tell("built");
        for (int sweep = 0; sweep < 3; sweep++)
        {
            _random.Shuffle(order);
            foreach (int employee in order)
            {
                _roster.Take(employee, 0, _form.Days);
                Respond([employee], 0, _form.Days, 0);
            }
            Tell("sweep");
        }

        var clock = Stopwatch.StartNew();
        double temperature = double.Parse(Environment.GetEnvironmentVariable("MT") ?? "15", System.Globalization.CultureInfo.InvariantCulture);
        double lim = double.Parse(Environment.GetEnvironmentVariable("MCPU") ?? "1e9", System.Globalization.CultureInfo.InvariantCulture);
        int count = 0, accepted = 0;
        long told = 0;
        while (!_stop.IsCancellationRequested)
        {
            count++;
            if (Step(temperature)) accepted++;
            if (count % 100 == 0 && _roster.Hard > 0) _roster.RaiseWeights(1.1f, 1000);
            double cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
            if (cpu > lim) { Console.WriteLine($"CPU {cpu:0.0} steps {count} best {_best / 15} prices {TP / 1e7:0.0} dp {TD / 1e7:0.0} place {TL / 1e7:0.0} of {clock.ElapsedMilliseconds / 1e3:0.0}"); Environment.Exit(0); }
            if (cpu > told + 5)
            {
                told = (long)cpu;
                Console.WriteLine($"   {told} s steps {count} accepted {accepted} hard {_roster.Hard / _form.Unit} soft {_roster.Soft / 15} best {_best / 15}");
            }
        }
    }

    private void Tell(string what) => Console.WriteLine($"{what} hard {_roster.Hard / _form.Unit} soft {_roster.Soft / 15}");

    private long TP, TD, TL;
    private bool Step(double temperature)
    {
        int row = Hot();
        int length = Math.Min(_form.Days, 2 + _random.Next(7));
        int from = Math.Clamp(_rowDay[row] - _random.Next(length), 0, _form.Days - length);
        int until = from + length;
        int[] employees = Pick(row, 2 + _random.Next(3));
        double before = _roster.Cost;
        foreach (int employee in employees)
        {
            _roster.Take(employee, from, until);
            for (int day = from; day < until; day++)
            {
                _kept.CopyFrom(_roster.Cells, (employee * _form.Days) + day);
            }
        }

        double without = _roster.Cost;
        bool possible = Respond(employees, from, until, _random.Next(2) * 15f);
        for (int pass = 0; pass < 2 && possible; pass++)
        {
            double cost = _roster.Cost;
            _random.Shuffle(employees);
            foreach (int employee in employees)
            {
                _roster.Take(employee, from, until);
                possible &= Respond([employee], from, until, 0);
            }
            if (_roster.Cost >= cost) break;
        }

        if (possible && _roster.Cost <= before - (temperature * Math.Log(1 - _random.NextDouble())))
        {
            if (_roster.Hard == 0 && _roster.Soft < _best)
            {
                _best = _roster.Soft;
                _offer(_roster.Cells);
            }

            return true;
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

        return false;
    }

    /// <summary>Puts employees who were taken out back, one after the other; false when one has no schedule.</summary>
    private bool Respond(ReadOnlySpan<int> employees, int from, int until, float noise)
    {
        bool possible = true;
        foreach (int employee in employees)
        {
            long t0 = Stopwatch.GetTimestamp();
            for (int day = from; day < until; day++)
            {
                _prices.Update(day, employee, _roster.Marginal, noise, _random);
            }

            Span<int> options = _roster.OptionsOf(employee);
            long t1 = Stopwatch.GetTimestamp();
            possible &= !float.IsPositiveInfinity(_pricer.Price(employee, from, until, options, _prices.Prices));
            long t2 = Stopwatch.GetTimestamp();
            for (int day = from; day < until; day++)
            {
                _prices.Place(day, employee, options[day], _roster.Cells.PlacementsOf((employee * _form.Days) + day));
            }

            _roster.Give(employee, from, until);
            long t3 = Stopwatch.GetTimestamp();
            TP += (t1 - t0) / 100; TD += (t2 - t1) / 100; TL += (t3 - t2) / 100;
        }

        return possible;
    }

    private int Hot()
    {
        int best = _random.Next(_rowDay.Length);
        for (int attempt = 0; attempt < (_roster.Hard > 0 ? _rowDay.Length : 10); attempt++)
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

    private int[] Pick(int row, int count)
    {
        HashSet<int> picked = [];
        count = Math.Min(count, _model.Employees);
        while (picked.Count < count)
        {
            picked.Add(_random.Next(_model.Employees));
        }

        return [.. picked];
    }

    private static int[] RowDays(ShapeForm form)
    {
        int[] days = new int[form.Model.Rows.Length];
        for (int day = 0; day < form.Days; day++)
        {
            for (int option = form.Model.DayOffsets[day]; option < form.Model.DayOffsets[day + 1]; option++)
            {
                foreach (Contribution contribution in form.Model.ContributionsOf(option))
                {
                    days[contribution.Row] = day;
                }
            }

            for (int placement = form.PlacementStart[day]; placement < form.PlacementStart[day + 1]; placement++)
            {
                foreach (Contribution contribution in form.Model.ContributionsOfPlacement(placement))
                {
                    days[contribution.Row] = day;
                }
            }
        }

        return days;
    }
}
