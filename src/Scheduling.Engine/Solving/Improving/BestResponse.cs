using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Gives one employee after the other the best schedule there is while everybody else stays: what others do not cover is worth what it costs. Each step is taken when the delta evaluator
/// finds the roster no worse. Makes a roster from nothing, and improves one until nobody alone can do better.
/// </summary>
internal sealed class BestResponse
{
    private const double Lexicographically = 1 << 16;
    private const int MostRepricings = 16;
    private const double Blur = 0.1;
    private readonly RosterModel _model;
    private readonly EmployeePricer _pricer;
    private readonly MarginalPrices _marginal;
    private readonly double[] _weights;
    private readonly double[] _totalPrices;
    private readonly int[] _options;
    private readonly int[] _old;
    private readonly int[] _oldPlacements;
    private readonly double[] _prices;
    private readonly double[] _blurred;
    private readonly Random _blur = new(1);
    private readonly double _margin;
    private readonly int _first;
    private readonly int _end;

    /// <param name="levelRatio">How much more a level counts than the next one; so much that none can make up for an earlier one, by default.</param>
    /// <param name="margin">How many employees more than they tolerate covers of the levels before the last are asked for, so that later steps have room. With a margin every step is taken that breaks no further hard rule.</param>
    /// <param name="totalPrices">Prices of totals to begin with, by slot, such as those of a dual solution; none by default.</param>
    public BestResponse(RosterModel model, EmployeeNetworks networks, double levelRatio = Lexicographically, double margin = 0, ReadOnlySpan<double> totalPrices = default)
    {
        _model = model;
        (_first, _end) = (model.Timeline.HorizonStart, model.Timeline.HorizonEnd);
        _pricer = new EmployeePricer(model, networks);
        _weights = new double[model.Levels];
        double weight = 1;
        for (int level = model.Levels - 1; level >= 0; level--)
        {
            _weights[level] = weight;
            weight *= level == 1 ? Lexicographically : levelRatio;
        }

        _marginal = new MarginalPrices(model, new CoverPrices(model), _weights, margin);
        _margin = margin;
        _totalPrices = new double[networks.PricedTotals];
        totalPrices.CopyTo(_totalPrices);
        _options = new int[model.Timeline.Days];
        _old = new int[model.Timeline.Days];
        _oldPlacements = new int[model.Timeline.Days * model.MaximumBreaks];
        _prices = new double[model.HorizonOptions];
        _blurred = new double[model.HorizonOptions];
    }

    /// <summary>One round over all employees in a random order; returns whether anything got better.</summary>
    /// <param name="smooth">Share of <paramref name="prices"/> in the price of an option: those of an earlier dual solution, at first, bring everybody nearer to a common plan.</param>
    /// <param name="prices">Price of each option of the horizon for an employee; null for true prices only.</param>
    public bool Sweep(DeltaEvaluator evaluator, Random random, double smooth, Func<int, ReadOnlySpan<double>>? prices, Func<bool> ended)
    {
        int[] order = [.. Enumerable.Range(0, _model.Employees)];
        random.Shuffle(order);
        bool better = false;
        foreach (int employee in order)
        {
            if (ended())
            {
                break;
            }

            better |= Respond(evaluator, employee, smooth, prices);
        }

        return better;
    }

    /// <summary>Gives an employee the best schedule; takes it back when the roster is worse for it. Returns whether it got better.</summary>
    public bool Respond(DeltaEvaluator evaluator, int employee, double smooth = 0, Func<int, ReadOnlySpan<double>>? prices = null)
    {
        _marginal.Update(evaluator, employee, _pricer.Networks.Usable[employee], _first, _end);
        ReadOnlySpan<double> optionPrices = _marginal.Prices;
        if (smooth > 0 && prices is not null)
        {
            ReadOnlySpan<double> other = prices(employee);
            for (int i = 0; i < _prices.Length; i++)
            {
                _prices[i] = (smooth * other[i]) + ((1 - smooth) * _marginal.Prices[i]);
            }

            optionPrices = _prices;
        }

        return PriceLegally(employee, optionPrices, _blur) && Take(evaluator, employee, _first, _end, smooth > 0 || _margin > 0);
    }

    /// <summary>The same for some days only. What is usable on the others must be what the employee has there, which stays as it is, places of breaks included.</summary>
    /// <param name="from">First day.</param>
    /// <param name="until">The day after the last one.</param>
    /// <param name="noise">Prices of options are as much dearer at most, at random; without a random number not at all.</param>
    public bool Respond(DeltaEvaluator evaluator, int employee, int from, int until, double noise = 0, Random? random = null)
    {
        _marginal.Update(evaluator, employee, _pricer.Networks.Usable[employee], from, until);
        if (noise > 0 && random is not null)
        {
            int first = _model.FirstHorizonOption;
            for (int option = _model.DayOffsets[from]; option < _model.DayOffsets[until]; option++)
            {
                _marginal.Prices[option - first] += noise * random.NextDouble();
            }
        }

        return PriceLegally(employee, _marginal.Prices, _blur) && Take(evaluator, employee, from, until, noise > 0);
    }

    /// <summary>Takes the schedule that was priced last, unless the roster is worse for it; returns whether it got better.</summary>
    /// <param name="always">Whether only hard rules count.</param>
    private bool Take(DeltaEvaluator evaluator, int employee, int from, int until, bool always)
    {
        long[] before = evaluator.Costs.ToArray();
        Remember(evaluator, employee);
        for (int day = from; day < until; day++)
        {
            evaluator.Set(employee, day, _options[day], _marginal.Placements.AsSpan((_options[day] - _model.FirstHorizonOption) * _model.MaximumBreaks, _model.MaximumBreaks));
        }

        int comparison = Lexicographic.Compare(evaluator.Costs, before);
        if (comparison > 0 && !(always && evaluator.Costs[0] <= before[0]))
        {
            GoBack(evaluator, employee, from, until);
        }

        return comparison < 0;
    }

    /// <summary>
    /// The best schedule, priced again with other prices of totals as long as it breaks a hard one that the day network does not carry: further the same way until it is broken the other way, then between.
    /// Prices of options are blurred a little by then, for options that cost the same would all change at the same price. False when there is no schedule at all.
    /// </summary>
    private bool PriceLegally(int employee, ReadOnlySpan<double> optionPrices, Random random)
    {
        PricedTotal[] totals = _pricer.Networks.Of[employee].Totals;
        double typical = totals.Length == 0 ? 0 : Typical(optionPrices);
        double step = typical;
        Span<(double TooLow, double TooHigh)> known = totals.Length <= 64 ? stackalloc (double, double)[totals.Length] : new (double, double)[totals.Length];
        known.Fill((double.NaN, double.NaN));
        for (int attempt = 0; attempt <= MostRepricings; attempt++)
        {
            if (double.IsPositiveInfinity(_pricer.Price(employee, attempt == 0 ? optionPrices : _blurred, _totalPrices, _weights, _options)))
            {
                return false;
            }

            bool legal = true;
            for (int i = 0; i < totals.Length; i++)
            {
                legal &= IsLegal(totals[i], ref known[i], step);
            }

            if (legal)
            {
                break;
            }

            step *= 1.6;
            for (int option = 0; attempt == 0 && option < _blurred.Length; option++)
            {
                _blurred[option] = optionPrices[option] + (typical * Blur * random.NextDouble());
            }
        }

        return true;
    }

    /// <summary>Whether a total breaks no hard rule; gives it another price when it does.</summary>
    private bool IsLegal(PricedTotal total, ref (double TooLow, double TooHigh) known, double step)
    {
        long value = ModelCost.Value(_model, total.Expression, _options);
        ref double price = ref _totalPrices[total.Slot];
        foreach (Hinge hinge in total.Curve.Hinges)
        {
            if (hinge.Level != 0 || hinge.Excess(value) == 0)
            {
                continue;
            }

            // A higher price asks for more of it.
            known = hinge.IsAbove ? (known.TooLow, price) : (price, known.TooHigh);
            price = double.IsNaN(known.TooLow) || double.IsNaN(known.TooHigh)
                ? price + ((hinge.IsAbove ? -1 : 1) * step / PriceScale.Weight(_model, total.Expression))
                : (known.TooLow + known.TooHigh) / 2;
            return false;
        }

        return true;
    }

    private static double Typical(ReadOnlySpan<double> prices)
    {
        double sum = 0;
        int count = 0;
        foreach (double price in prices)
        {
            sum += Math.Abs(price);
            count += price != 0 ? 1 : 0;
        }

        return count == 0 ? 1 : 0.1 * sum / count;
    }

    private void Remember(DeltaEvaluator evaluator, int employee)
    {
        int days = _model.Timeline.Days;
        evaluator.Cells.Options.AsSpan(employee * days, days).CopyTo(_old);
        evaluator.Cells.Placements.AsSpan(employee * days * _model.MaximumBreaks, days * _model.MaximumBreaks).CopyTo(_oldPlacements);
    }

    private void GoBack(DeltaEvaluator evaluator, int employee, int from, int until)
    {
        for (int day = from; day < until; day++)
        {
            evaluator.Set(employee, day, _old[day], _oldPlacements.AsSpan(day * _model.MaximumBreaks, _model.MaximumBreaks));
        }
    }
}
