using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <content>Everybody's best schedule at prices, on one thread or on a borrowed one too.</content>
internal sealed partial class DualFunction
{
    /// <summary>Prices one employee at prices of rows and totals that need not be rounded: no proof. Infinite when there is no schedule.</summary>
    /// <param name="rowPrices">Prices of rows, those of surpluses not included.</param>
    /// <param name="prices">Prices by slot.</param>
    /// <param name="options">Receives the option of each day of the timeline.</param>
    /// <param name="levelCosts">Costs of the schedule, by level.</param>
    public double PriceAt(int employee, ReadOnlySpan<double> rowPrices, ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights, Span<int> options, out ReadOnlySpan<long> levelCosts)
    {
        rowPrices.CopyTo(_rowPrices);
        for (int term = 0; term < _model.Covers.Length; term++)
        {
            if (_slots.Surplus(term) is >= 0 and int slot)
            {
                _rowPrices[_model.Covers[term].FirstRow] += prices[slot];
            }
        }

        _covers.Update(employee, _rowPrices);
        levelCosts = _pricer.LevelCosts;
        return _pricer.Price(employee, _covers.OptionPrices(employee), prices[_firstTotal..], levelWeights, options);
    }

    /// <summary>Prices everybody who has no twin, on the threads at hand.</summary>
    private void PriceAll(ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights)
    {
        if (_loan is not { Threads: > 1 })
        {
            for (int employee = 0; employee < _model.Employees; employee++)
            {
                Price(_pricer, employee, prices[_firstTotal..], levelWeights);
            }

            return;
        }

        _second ??= new EmployeePricer(_model, _networks);
        _second.LargestPrice = 0;
        double[] totals = prices[_firstTotal..].ToArray();
        double[] weights = levelWeights.ToArray();
        int next = -1;
        Parallel.Invoke(() => Take(_pricer), () => Take(_second));

        void Take(EmployeePricer pricer)
        {
            for (int employee = Interlocked.Increment(ref next); employee < _model.Employees; employee = Interlocked.Increment(ref next))
            {
                Price(pricer, employee, totals, weights);
            }
        }
    }

    private ReadOnlySpan<double> OptionPrices(int employee)
    {
        ReadOnlySpan<double> prices = _covers.OptionPrices(employee);
        if (Rewards is null)
        {
            return prices;
        }

        double[] less = prices.ToArray();
        for (int i = 0; i < less.Length; i++)
        {
            less[i] -= Rewards[i];
        }

        return less;
    }

    private void Price(EmployeePricer pricer, int employee, ReadOnlySpan<double> totalPrices, ReadOnlySpan<double> levelWeights)
    {
        if (_twins.Of(employee) < 0)
        {
            int days = _model.Timeline.Days;
            _values[employee] = pricer.Price(employee, OptionPrices(employee), totalPrices, levelWeights, Schedules.AsSpan(employee * days, days));
            pricer.LevelCosts.CopyTo(ScheduleCosts.AsSpan(employee * LevelCosts.Length, LevelCosts.Length));
        }
    }

    /// <summary>Adds an employee's priced schedule, or that of the twin, to rows and costs; what it is worth, infinite when there is none.</summary>
    private double TakeSchedule(int employee)
    {
        int days = _model.Timeline.Days;
        Span<int> options = Schedules.AsSpan(employee * days, days);
        Span<long> costs = ScheduleCosts.AsSpan(employee * LevelCosts.Length, LevelCosts.Length);
        if (_twins.Of(employee) is >= 0 and int twin)
        {
            Schedules.AsSpan(twin * days, days).CopyTo(options);
            ScheduleCosts.AsSpan(twin * LevelCosts.Length, LevelCosts.Length).CopyTo(costs);
            _values[employee] = _values[twin];
        }

        if (double.IsPositiveInfinity(_values[employee]))
        {
            return _values[employee];
        }

        for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
        {
            _covers.AddTo(_rows, employee, options[day]);
        }

        for (int level = 1; level < LevelCosts.Length; level++)
        {
            LevelCosts[level] += costs[level];
        }

        return _values[employee];
    }
}
