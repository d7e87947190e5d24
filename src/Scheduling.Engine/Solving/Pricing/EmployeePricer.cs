using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// The best schedule of one employee under prices of options, of totals that the day network leaves out, and weights of levels. Reuses its buffers; for one thread.
/// </summary>
internal sealed class EmployeePricer(RosterModel model, EmployeeNetworks networks)
{
    private readonly SchedulePricer _pricer = new();
    private readonly int[] _schedule = new int[model.Timeline.Days];
    private readonly int[] _steps = new int[model.Timeline.Days + 1];
    private readonly double[] _optionPrice = new double[model.HorizonOptions];
    private readonly long[] _probe = new long[model.Levels];
    private double[] _choicePrice = [];
    private int[] _choiceOption = [];
    private double[] _costOf = [];
    private double[] _bandEnd = [];
    private double[] _through = [];

    /// <summary>The networks.</summary>
    public EmployeeNetworks Networks => networks;

    /// <summary>Costs per level of the last schedule, as far as option costs and the network know them.</summary>
    public long[] LevelCosts { get; } = new long[model.Levels];

    /// <summary>The largest price met since it was set to 0, to judge whether sums are exact.</summary>
    public double LargestPrice { get; set; }

    /// <summary>
    /// The least of option prices + weighted costs − priced totals, and its schedule as one option per day; infinite when there is no legal schedule.
    /// </summary>
    /// <param name="optionPrices">Price of each option of the horizon, costs of the model not included.</param>
    /// <param name="totalPrices">Price of each priced total, by slot.</param>
    /// <param name="levelWeights">Weight of each level; level 0 is forbidden whatever its weight.</param>
    /// <param name="options">Receives the option of each day of the timeline.</param>
    public double Price(int employee, ReadOnlySpan<double> optionPrices, ReadOnlySpan<double> totalPrices, ReadOnlySpan<double> levelWeights, Span<int> options)
    {
        EmployeeNetwork of = networks.Of[employee];
        DayNetwork network = of.Network;
        PriceChoices(employee, of, optionPrices, totalPrices, levelWeights);
        PriceCosts(of, totalPrices, levelWeights);
        int width = PriceBand(of, levelWeights);
        double value = _pricer.Price(network, _choicePrice, _costOf, _bandEnd.AsSpan(0, width), _schedule, _steps, out int end);
        if (double.IsPositiveInfinity(value))
        {
            return value;
        }

        Array.Clear(LevelCosts);
        of.Band?.AddCost(LevelCosts, network.BandRange[network.Days].Least + end);
        for (int day = 0; day <= network.Days; day++)
        {
            for (int level = 1; level < LevelCosts.Length; level++)
            {
                LevelCosts[level] += network.Costs[_steps[day]].Levels[level];
            }

            if (day < network.Days)
            {
                options[day] = _choiceOption[_schedule[day]];
                for (int level = 1; level < LevelCosts.Length; level++)
                {
                    LevelCosts[level] += model.OptionCost(level, employee, options[day]);
                }
            }
        }

        return value;
    }

    /// <summary>After <see cref="Price"/>: the least cost of a schedule with each option of the horizon; infinite where there is none or it is not usable.</summary>
    public void PriceThrough(int employee, ReadOnlySpan<double> levelWeights, Span<double> through)
    {
        EmployeeNetwork of = networks.Of[employee];
        Grow(ref _through, of.Network.ChoiceUnits.Length);
        _pricer.PriceThrough(of.Network, _choicePrice, _costOf, _bandEnd.AsSpan(0, PriceBand(of, levelWeights)), _through);
        for (int i = 0; i < model.HorizonOptions; i++)
        {
            int option = model.FirstHorizonOption + i;
            int choice = of.Network.ChoiceOf[option];
            through[i] = choice >= 0 && networks.Usable[employee][option] ? _through[choice] + _optionPrice[i] - _choicePrice[choice] : double.PositiveInfinity;
        }
    }

    private void PriceCosts(EmployeeNetwork of, ReadOnlySpan<double> totalPrices, ReadOnlySpan<double> levelWeights)
    {
        NetworkCost[] costs = of.Network.Costs;
        Grow(ref _costOf, costs.Length);
        for (int cost = 0; cost < costs.Length; cost++)
        {
            double price = 0;
            for (int level = 1; level < levelWeights.Length; level++)
            {
                price += levelWeights[level] * costs[cost].Levels[level];
            }

            foreach (int block in costs[cost].Blocks)
            {
                foreach ((int slot, long weight) in of.BlockPrices[block])
                {
                    price -= totalPrices[slot] * weight;
                }
            }

            _costOf[cost] = price;
        }
    }

    private int PriceBand(EmployeeNetwork of, ReadOnlySpan<double> levelWeights)
    {
        if (of.Band is null)
        {
            return 0;
        }

        (int least, int most) = of.Network.BandRange[of.Network.Days];
        int width = most - least + 1;
        Grow(ref _bandEnd, width);
        for (int units = 0; units < width; units++)
        {
            Array.Clear(_probe);
            of.Band.AddCost(_probe, least + units);
            _bandEnd[units] = 0;
            for (int level = 1; level < _probe.Length; level++)
            {
                _bandEnd[units] += levelWeights[level] * _probe[level];
            }
        }

        return width;
    }

    private void PriceChoices(int employee, EmployeeNetwork of, ReadOnlySpan<double> optionPrices, ReadOnlySpan<double> totalPrices, ReadOnlySpan<double> levelWeights)
    {
        int first = model.FirstHorizonOption;
        int end = first + model.HorizonOptions;
        bool[] usable = networks.Usable[employee];
        optionPrices.CopyTo(_optionPrice);
        for (int level = 1; level < levelWeights.Length; level++)
        {
            if (model.OptionCosts[level] is { } costs && levelWeights[level] != 0)
            {
                ReadOnlySpan<long> own = costs.AsSpan(employee * model.HorizonOptions, model.HorizonOptions);
                for (int i = 0; i < own.Length; i++)
                {
                    _optionPrice[i] += levelWeights[level] * own[i];
                }
            }
        }

        foreach (PricedTotal total in of.Totals)
        {
            double price = totalPrices[total.Slot] * total.Expression.Scale;
            if (price == 0)
            {
                continue;
            }

            foreach ((int option, int amount) in total.Counted)
            {
                _optionPrice[option] -= price * amount;
            }
        }

        int choices = of.Network.ChoiceUnits.Length;
        Grow(ref _choicePrice, choices);
        Grow(ref _choiceOption, choices);
        Array.Fill(_choicePrice, double.PositiveInfinity, 0, choices);
        for (int option = 0; option < usable.Length; option++)
        {
            int choice = of.Network.ChoiceOf[option];
            if (!usable[option] || choice < 0)
            {
                continue;
            }

            double price = option >= first && option < end ? _optionPrice[option - first] : -FixedPrice(of, totalPrices, option);
            if (price < _choicePrice[choice])
            {
                (_choicePrice[choice], _choiceOption[choice]) = (price, option);
            }
        }

        for (int choice = 0; choice < choices; choice++)
        {
            LargestPrice = double.IsPositiveInfinity(_choicePrice[choice]) ? LargestPrice : Math.Max(LargestPrice, Math.Abs(_choicePrice[choice]));
        }
    }

    /// <summary>What the option of a fixed day gives to priced totals, at their prices.</summary>
    private double FixedPrice(EmployeeNetwork of, ReadOnlySpan<double> totalPrices, int option)
    {
        double sum = 0;
        int day = model.Options[option].Day;
        foreach (PricedTotal total in of.Totals)
        {
            if (total.Expression.Measure >= 0 && day >= total.Expression.FirstDay && day <= total.Expression.LastDay)
            {
                sum += totalPrices[total.Slot] * total.Expression.Scale * model.Measures[total.Expression.Measure][option];
            }
        }

        return sum;
    }

    private static void Grow<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[Math.Max(length, 2 * array.Length)];
        }
    }
}
