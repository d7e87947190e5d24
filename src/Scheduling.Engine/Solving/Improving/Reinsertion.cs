using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Takes a few employees out of a few days and puts them back one after the other, each on the best schedule there is beside the others (ruin and recreate, Schrimpf and others 2000). What is no worse
/// on the last level than the roster was some tries ago is kept (late acceptance, Burke &amp; Bykov 2017), so that it may get dearer for a while; the best one is remembered. Where many employees cover the same, a thousand
/// such tries cost as much as one neighbourhood.
/// </summary>
internal sealed class Reinsertion
{
    private const int FewestEmployees = 2;
    private const int MostEmployees = 4;
    private const int LongestWindow = 4;

    /// <summary>How often all days are taken, as one of so many tries.</summary>
    private const int WholeOneIn = 4;

    public const int Lateness = 1000;
    private const int PassesAtMost = 2;
    private readonly RosterModel _model;
    private readonly DeltaEvaluator _evaluator;
    private readonly EmployeeNetworks _networks;
    private readonly bool[][] _usable;
    private readonly BestResponse _response;
    private readonly Random _random;
    private readonly int[] _employees;
    private readonly RosterCells _kept;
    private readonly RosterCells _best;
    private readonly long[] _late;
    private readonly double _noise;
    private readonly int[] _nowhere;
    private readonly int _first;
    private readonly int _end;
    private long[] _bestCosts;
    private int _tries;

    /// <param name="networks">Day networks of all employees.</param>
    /// <param name="start">The roster to start from.</param>
    /// <param name="lateness">With which roster a new one is compared: that of so many tries ago.</param>
    public Reinsertion(RosterModel model, EmployeeNetworks networks, RosterCells start, Random random, int lateness = Reinsertion.Lateness)
    {
        (_model, _networks, _random) = (model, networks, random);
        (_first, _end) = (model.Timeline.HorizonStart, model.Timeline.HorizonEnd);
        _evaluator = new DeltaEvaluator(model, start);
        _usable = [.. networks.Usable.Select(u => (bool[])u.Clone())];
        _response = new BestResponse(model, networks.With(_usable));
        _employees = [.. Enumerable.Range(0, model.Employees)];
        (_kept, _best, _bestCosts) = (_evaluator.Cells.Clone(), _evaluator.Cells.Clone(), _evaluator.Costs.ToArray());
        _late = new long[lateness];
        Array.Fill(_late, _bestCosts[^1]);
        _noise = CostStep.Of(model)[^1];
        _nowhere = new int[model.MaximumBreaks];
        Array.Fill(_nowhere, -1);
    }

    /// <summary>The best roster met.</summary>
    public RosterCells Best => _best;

    /// <summary>Its costs.</summary>
    public ReadOnlySpan<long> BestCosts => _bestCosts;

    /// <summary>Goes on from a roster, when it is better than the best one met.</summary>
    public void Follow(RosterCells cells, ReadOnlySpan<long> costs)
    {
        if (Lexicographic.Compare(costs, _bestCosts) < 0)
        {
            _evaluator.GoTo(cells);
            _kept.CopyFrom(cells);
            Remember();
            Array.Fill(_late, _bestCosts[^1]);
        }
    }

    /// <summary>Tries until ended; returns how often the best roster got better.</summary>
    public int Run(Func<bool> ended)
    {
        int better = 0;
        while (!ended())
        {
            better += Try() ? 1 : 0;
        }

        return better;
    }

    private bool Try()
    {
        int horizon = _end - _first;
        int length = _random.Next(WholeOneIn) == 0 ? horizon : Math.Min(horizon, _random.Next(1, LongestWindow + 1));
        int from = _first + _random.Next(horizon - length + 1);
        Span<int> taken = Pick(_random.Next(FewestEmployees, MostEmployees + 1));
        long[] before = _evaluator.Costs.ToArray();
        foreach (int employee in taken)
        {
            Restrict(employee, from, from + length);
            TakeOut(employee, from, from + length);
        }

        double noise = _random.Next(2) * _noise;
        foreach (int employee in taken)
        {
            _response.Respond(_evaluator, employee, from, from + length, noise, _random);
        }

        for (int pass = 0; pass < PassesAtMost; pass++)
        {
            bool better = false;
            _random.Shuffle(taken);
            foreach (int employee in taken)
            {
                better |= _response.Respond(_evaluator, employee, from, from + length);
            }

            if (!better)
            {
                break;
            }
        }

        foreach (int employee in taken)
        {
            _networks.Usable[employee].CopyTo(_usable[employee], 0);
        }

        if (!IsKept(before))
        {
            foreach (int employee in taken)
            {
                for (int day = from; day < from + length; day++)
                {
                    int cell = (employee * _model.Timeline.Days) + day;
                    _evaluator.Set(employee, day, _kept.Options[cell], _kept.PlacementsOf(cell));
                }
            }

            return false;
        }

        foreach (int employee in taken)
        {
            for (int day = from; day < from + length; day++)
            {
                _kept.CopyFrom(_evaluator.Cells, (employee * _model.Timeline.Days) + day);
            }
        }

        return Lexicographic.Compare(_evaluator.Costs, _bestCosts) < 0 && Remember();
    }

    /// <summary>Whether the roster stays: when it is no worse than before, or no worse on the last level than some tries ago and no worse than before on all others.</summary>
    private bool IsKept(long[] before)
    {
        ref long late = ref _late[_tries++ % _late.Length];
        ReadOnlySpan<long> now = _evaluator.Costs;
        bool kept = Lexicographic.Compare(now, before) <= 0;
        if (!kept && now[^1] <= late)
        {
            kept = true;
            for (int level = 0; level < now.Length - 1; level++)
            {
                kept &= now[level] <= before[level];
            }
        }

        late = Math.Min(late, kept ? now[^1] : before[^1]);
        if (kept && !now[..^1].SequenceEqual(before.AsSpan(0, before.Length - 1)))
        {
            // Better on an earlier level, it may be dearer on the last one than it ever was.
            Array.Fill(_late, now[^1]);
        }

        return kept;
    }

    private bool Remember()
    {
        _best.CopyFrom(_evaluator.Cells);
        _bestCosts = _evaluator.Costs.ToArray();
        return true;
    }

    /// <summary>Some employees at random.</summary>
    private Span<int> Pick(int count)
    {
        count = Math.Min(count, _employees.Length);
        for (int i = 0; i < count; i++)
        {
            int other = _random.Next(i, _employees.Length);
            (_employees[i], _employees[other]) = (_employees[other], _employees[i]);
        }

        return _employees.AsSpan(0, count);
    }

    /// <summary>Leaves an employee no choice outside a window.</summary>
    private void Restrict(int employee, int from, int until)
    {
        for (int day = _first; day < _end; day++)
        {
            if (day < from || day >= until)
            {
                _usable[employee].AsSpan(_model.DayOffsets[day].._model.DayOffsets[day + 1]).Clear();
                _usable[employee][_evaluator.Cells.Options[(employee * _model.Timeline.Days) + day]] = true;
            }
        }
    }

    private void TakeOut(int employee, int from, int until)
    {
        for (int day = from; day < until; day++)
        {
            _evaluator.Set(employee, day, _model.DayOffsets[day], _nowhere);
        }
    }
}
