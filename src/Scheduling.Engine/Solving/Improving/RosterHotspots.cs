using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Where a roster costs most: per day what its covers cost (each belongs to the first day that gives to it), per employee what the options chosen cost, and what all of the employee's own terms cost. Only days and employees
/// that changed are counted again. Earlier levels weigh more.
/// </summary>
internal sealed class RosterHotspots
{
    private const double LevelRatio = 50;
    private readonly RosterModel _model;
    private readonly DeltaEvaluator _evaluator;
    private readonly int[][] _coversOfDay;
    private readonly int[] _wideDays;
    private readonly double[] _dayCost;
    private readonly double[] _employeeCost;
    private readonly bool[] _dayStale;
    private readonly bool[] _employeeStale;
    private readonly long[] _employeeHard;
    private readonly double[] _own;
    private readonly bool[] _ownStale;
    private readonly double[] _weights;
    private readonly long[] _costs;

    public RosterHotspots(RosterModel model, DeltaEvaluator evaluator)
    {
        (_model, _evaluator) = (model, evaluator);
        (int[] first, int[] last) = DaysOfCovers(model);
        ILookup<int, int> covers = Enumerable.Range(0, first.Length).ToLookup(term => first[term]);
        _coversOfDay = [.. Enumerable.Range(0, model.Timeline.Days).Select(day => covers[day].ToArray())];
        _wideDays = [.. Enumerable.Range(0, first.Length).Where(term => last[term] > first[term] + 1).Select(term => first[term]).Distinct()];
        _dayCost = new double[model.Timeline.Days];
        _dayStale = new bool[model.Timeline.Days];
        _employeeCost = new double[model.Employees];
        _employeeStale = new bool[model.Employees];
        _employeeHard = new long[model.Employees];
        _own = new double[model.Employees];
        _ownStale = new bool[model.Employees];
        _costs = new long[model.Levels];
        _weights = [.. Enumerable.Range(0, model.Levels).Select(level => Math.Pow(LevelRatio, model.Levels - 1 - level))];
        ChangedAll();
    }

    /// <summary>Tells that a cell may have changed. What it gives to the covers of the days around it is meant too.</summary>
    public void Changed(int cell)
    {
        int day = cell % _model.Timeline.Days;
        _employeeStale[cell / _model.Timeline.Days] = true;
        _ownStale[cell / _model.Timeline.Days] = true;
        _dayStale[Math.Max(0, day - 1)] = true;
        _dayStale[day] = true;
        _dayStale[Math.Min(_dayStale.Length - 1, day + 1)] = true;
        foreach (int wide in _wideDays)
        {
            _dayStale[wide] = true;
        }
    }

    /// <summary>Tells that any cell may have changed.</summary>
    public void ChangedAll()
    {
        Array.Fill(_dayStale, true);
        Array.Fill(_employeeStale, true);
        Array.Fill(_ownStale, true);
    }

    /// <summary>Whether an employee's own days break a hard rule.</summary>
    public bool IsBroken(int employee)
    {
        Recount(employee);
        return _employeeHard[employee] > 0;
    }

    /// <summary>A day of the horizon, the likelier the more its covers cost; each has some chance.</summary>
    public int PickDay(Random random)
    {
        (int first, int end) = (_model.Timeline.HorizonStart, _model.Timeline.HorizonEnd);
        double all = 0;
        for (int day = first; day < end; day++)
        {
            if (_dayStale[day])
            {
                _dayStale[day] = false;
                _dayCost[day] = CostOf(day);
            }

            all += _dayCost[day];
        }

        double least = (all * 0.3 / (end - first)) + 1;
        double pick = random.NextDouble() * (all + (least * (end - first)));
        int chosen = first;
        while (chosen < end - 1 && pick >= _dayCost[chosen] + least)
        {
            pick -= _dayCost[chosen++] + least;
        }

        return chosen;
    }

    /// <summary>A cell of the horizon whose option costs something, such as a wish denied, the likelier the more it costs; any cell when there is none.</summary>
    public (int Employee, int Day) PickCell(Random random)
    {
        double all = 0;
        for (int employee = 0; employee < _employeeCost.Length; employee++)
        {
            if (_employeeStale[employee])
            {
                _employeeStale[employee] = false;
                _employeeCost[employee] = 0;
                for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
                {
                    _employeeCost[employee] += CostOf(employee, day);
                }
            }

            all += _employeeCost[employee];
        }

        int chosen = random.Next(_model.Employees);
        int on = random.Next(_model.Timeline.HorizonStart, _model.Timeline.HorizonEnd);
        if (all <= 0)
        {
            return (chosen, on);
        }

        double pick = random.NextDouble() * all;
        chosen = 0;
        while (chosen < _employeeCost.Length - 1 && pick >= _employeeCost[chosen])
        {
            pick -= _employeeCost[chosen++];
        }

        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            double cost = CostOf(chosen, day);
            on = cost > 0 ? day : on;
            pick -= cost;
            if (pick < 0)
            {
                break;
            }
        }

        return (chosen, on);
    }

    /// <summary>An employee, the likelier the more the roster costs for his or her own sake (broken rules, distance from the fair share, denied wishes); −1 when nobody costs anything.</summary>
    public int PickEmployee(Random random)
    {
        double all = 0;
        for (int employee = 0; employee < _own.Length; employee++)
        {
            Recount(employee);
            all += _own[employee];
        }

        if (all <= 0)
        {
            return -1;
        }

        double pick = random.NextDouble() * all;
        int chosen = 0;
        while (chosen < _own.Length - 1 && pick >= _own[chosen])
        {
            pick -= _own[chosen++];
        }

        return chosen;
    }

    private void Recount(int employee)
    {
        if (!_ownStale[employee])
        {
            return;
        }

        _ownStale[employee] = false;
        Array.Clear(_costs);
        int days = _model.Timeline.Days;
        ModelCost.AddOwn(_costs, _model, employee, _evaluator.Cells.Options.AsSpan(employee * days, days));
        ModelCost.AddStretches(_costs, _model, _evaluator.Cells, employee);
        _employeeHard[employee] = _costs[0];
        _own[employee] = 0;
        for (int level = 0; level < _costs.Length; level++)
        {
            _own[employee] += _weights[level] * _costs[level];
        }
    }

    private double CostOf(int employee, int day)
    {
        int option = _evaluator.Cells.Options[(employee * _model.Timeline.Days) + day];
        double cost = 0;
        for (int level = 0; level < _weights.Length; level++)
        {
            cost += _weights[level] * _model.OptionCost(level, employee, option);
        }

        return cost;
    }

    private double CostOf(int day)
    {
        Array.Clear(_costs);
        foreach (int term in _coversOfDay[day])
        {
            ModelCost.AddCover(_costs, _model, _model.Covers[term], _evaluator.RowValues);
        }

        double cost = 0;
        for (int level = 0; level < _costs.Length; level++)
        {
            cost += _weights[level] * _costs[level];
        }

        return cost;
    }

    /// <summary>First and last day of the horizon that gives to each cover; the first day of the horizon for those to which none does.</summary>
    private static (int[] First, int[] Last) DaysOfCovers(RosterModel model)
    {
        (int[] first, int[] last) = (new int[model.Covers.Length], new int[model.Covers.Length]);
        Array.Fill(first, -1);
        foreach (Option option in model.Options)
        {
            if (!model.Timeline.IsInHorizon(option.Day))
            {
                continue;
            }

            Give(model.ContributionsOf(option.Index), option.Day);
            foreach (BreakSlot slot in option.Path is null ? [] : option.Breaks)
            {
                int[] starts = model.PlacementContributionStart;
                Give(model.PlacementContributions.AsSpan(starts[slot.FirstPlacement]..starts[slot.FirstPlacement + slot.Count]), option.Day);
            }
        }

        for (int term = 0; term < first.Length; term++)
        {
            (first[term], last[term]) = first[term] < 0 ? (model.Timeline.HorizonStart, model.Timeline.HorizonStart) : (first[term], last[term]);
        }

        return (first, last);

        // Options stand in the order of their days.
        void Give(ReadOnlySpan<Contribution> contributions, int day)
        {
            foreach (Contribution contribution in contributions)
            {
                int term = model.Rows[contribution.Row].Term;
                first[term] = first[term] < 0 ? day : first[term];
                last[term] = day;
            }
        }
    }
}
