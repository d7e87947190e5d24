using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>How much of an employee's totals a day network carries.</summary>
/// <param name="Band">Whether one total becomes a band.</param>
/// <param name="MostNodesPerDay">Totals are carried as states while no day has more nodes.</param>
/// <param name="MostValues">Nodes × band units above which there is no band.</param>
internal sealed record NetworkSize(bool Band, int MostNodesPerDay, long MostValues)
{
    /// <summary>Few states: fast, for many iterations.</summary>
    public static readonly NetworkSize Compact = new(false, 120, 0);

    /// <summary>Few states and a band, which is most often that of minutes.</summary>
    public static readonly NetworkSize Banded = new(true, 120, 10_000_000);

    /// <summary>All totals that can be carried: slow and tight.</summary>
    public static readonly NetworkSize Exact = new(true, 600, 10_000_000);
}

/// <summary>A total that the network does not carry: its value is taken into account by a price.</summary>
/// <param name="Slot">Number among all priced totals of the model.</param>
/// <param name="Counted">The options of the horizon, counted from its first, that the total measures, and how much; shared by totals that measure the same.</param>
internal sealed record PricedTotal(int Slot, TotalExpression Expression, CostCurve Curve, long Least, long Most, (int Option, int Amount)[] Counted);

/// <summary>The day network of one employee and what it leaves out.</summary>
/// <param name="BlockPrices">For each block that a step reports: the priced totals it counts in, and how much.</param>
internal sealed record EmployeeNetwork(DayNetwork Network, Band? Band, PricedTotal[] Totals, (int Slot, long Weight)[][] BlockPrices);

/// <summary>Builds and shares the day networks of all employees of a model.</summary>
internal sealed class EmployeeNetworks
{
    // A thirtieth of a second or so for pricing everybody once.
    private const long MostEffort = 80_000_000;
    private const int MuchSlower = 8;
    private readonly RosterModel _model;
    private readonly NetworkSize _size;
    private readonly Dictionary<string, DayNetwork?> _shared = [];
    private readonly Dictionary<(int Measure, int First, int Last), (int Option, int Amount)[]> _counted = [];

    private EmployeeNetworks(RosterModel model, NetworkSize size)
    {
        (_model, _size) = (model, size);
        Usable = UsableOptions(model);
    }

    /// <summary>For each employee the options allowed: at no cost on level 0 on days to be rostered, the fixed option on others.</summary>
    public bool[][] Usable { get; private init; }

    /// <summary>How many options an employee has on a day of the horizon, on average.</summary>
    public double OptionsPerCell
    {
        get
        {
            long options = Usable.Sum(u => (long)u.AsSpan(_model.FirstHorizonOption, _model.HorizonOptions).Count(true));
            return (double)options / Math.Max(1, _model.Employees * (_model.Timeline.HorizonEnd - _model.Timeline.HorizonStart));
        }
    }

    /// <summary>For each employee the network.</summary>
    public EmployeeNetwork[] Of { get; private set; } = [];

    /// <summary>Number of priced totals.</summary>
    public int PricedTotals { get; private set; }

    /// <summary>How many values are looked at to price everybody once.</summary>
    public long Effort => Of.Sum(n => n.Network.Effort);

    /// <summary>Builds; null when somebody has no legal schedule at all, or when stopped.</summary>
    public static EmployeeNetworks? TryBuild(RosterModel model, NetworkSize size, CancellationToken stop) => TryBuild(model, size, long.MaxValue, out _, stop);

    /// <param name="mostEffort">Ends as soon as it is exceeded, with null.</param>
    /// <param name="tooSlow">Whether that is why there are none.</param>
    private static EmployeeNetworks? TryBuild(RosterModel model, NetworkSize size, long mostEffort, out bool tooSlow, CancellationToken stop)
    {
        tooSlow = false;
        var networks = new EmployeeNetworks(model, size);
        TermIndex index = TermIndex.For(model);
        var built = new EmployeeNetwork[model.Employees];
        long effort = 0;
        for (int employee = 0; employee < model.Employees; employee++)
        {
            if (stop.IsCancellationRequested || networks.BuildFor(employee, index) is not { } network)
            {
                return null;
            }

            built[employee] = network;
            effort += network.Network.Effort;
            if (effort > mostEffort)
            {
                tooSlow = true;
                return null;
            }
        }

        networks.Of = built;
        return networks;
    }

    /// <summary>
    /// The tightest networks that still allow many steps, and with them the fastest ones where those are much faster. Null when somebody has no legal schedule at all, or when stopped.
    /// </summary>
    public static (EmployeeNetworks Tight, EmployeeNetworks? Fast)? TryBuild(RosterModel model, CancellationToken stop)
    {
        if (TryBuild(model, NetworkSize.Compact, stop) is not { } fast)
        {
            return null;
        }

        EmployeeNetworks tight = fast;
        foreach (NetworkSize size in (NetworkSize[])[NetworkSize.Banded, NetworkSize.Exact])
        {
            EmployeeNetworks? tighter = TryBuild(model, size, MostEffort, out bool tooSlow, stop);
            if (tooSlow)
            {
                break;
            }

            if (tighter is null)
            {
                return null;
            }

            tight = tighter;
        }

        return (tight, tight.Effort > MuchSlower * fast.Effort ? fast : null);
    }

    /// <summary>The same networks with a list of options of their own.</summary>
    public EmployeeNetworks Copy() => With([.. Usable.Select(u => (bool[])u.Clone())]);

    /// <summary>The same networks with fewer options allowed.</summary>
    public EmployeeNetworks With(bool[][] usable) => new(_model, _size) { Usable = usable, Of = Of, PricedTotals = PricedTotals };

    private EmployeeNetwork? BuildFor(int employee, TermIndex index)
    {
        bool[] usable = Usable[employee];
        List<Candidate> totals = TotalsOf(employee, index);
        (Band? band, Candidate? taken) = TakeBand(totals, usable);
        List<StatePart> parts = [];
        if (Build(parts, usable, band) is not { } network)
        {
            return null;
        }

        // Whatever would make a network too large is left out: costs are never negative, so the bound stays valid.
        IEnumerable<StatePart> sequences =
        [
            .. index.Successions[employee].OrderBy(t => t.Table.Gap).Select(t => new SuccessionPart(_model, t)),
            .. index.RunLengths[employee].Select(t => new RunLengthPart(_model, t)),
            .. index.Automata[employee].Select(t => new AutomatonPart(_model, _model.Automata[t])),
        ];
        foreach (StatePart part in sequences)
        {
            Try(part);
        }

        if (band is not null && ValuesOf(network) > _size.MostValues && Build(parts, usable, null) is { } narrow)
        {
            totals.Add(taken!);
            (band, network) = (null, narrow);
        }

        List<Candidate> priced = [];
        foreach (Candidate total in totals.OrderByDescending(t => t.Expression.Blocks.Length > 0).ThenBy(t => (t.Most - t.Least) / Math.Max(1, Math.Abs(t.Expression.Scale))))
        {
            if (!TotalPart.CanCarry(total.Expression) || StatesOf(total) * MostPerDay(network) > 8L * _size.MostNodesPerDay || !Try(new TotalPart(_model, total.Expression, total.Curve)))
            {
                priced.Add(total);
            }
        }

        List<PricedTotal> pricedTotals = [];
        List<List<(int Slot, long Weight)>> blockPrices = [];
        Dictionary<int, int> blocks = [];
        foreach (Candidate total in priced)
        {
            if (!TryBlocks(total.Expression.Blocks))
            {
                continue;
            }

            int slot = PricedTotals++;
            pricedTotals.Add(new PricedTotal(slot, total.Expression, total.Curve, total.Least, total.Most, Counted(total.Expression)));
            foreach (int block in total.Expression.Blocks)
            {
                blockPrices[blocks[block]].Add((slot, total.Expression.Scale * total.Expression.BlockWeight));
            }
        }

        return new EmployeeNetwork(network, band, [.. pricedTotals], [.. blockPrices.Select(b => b.ToArray())]);

        // Blocks seldom overlap, so that all of them together are as good as one after the other, in one go.
        bool TryBlocks(int[] wanted)
        {
            int[] missing = [.. wanted.Where(b => !blocks.ContainsKey(b)).Distinct()];
            if (missing.Length > 0 && !Try([.. missing.Select((b, i) => new BlockPart(_model, _model.Blocks[b].Class, blockPrices.Count + i))]))
            {
                return false;
            }

            foreach (int block in missing)
            {
                blocks[block] = blockPrices.Count;
                blockPrices.Add([]);
            }

            return true;
        }

        bool Try(params ReadOnlySpan<StatePart> more)
        {
            if (Build([.. parts, .. more], usable, band) is not { } larger)
            {
                return false;
            }

            parts.AddRange(more);
            network = larger;
            return true;
        }
    }

    private (int Option, int Amount)[] Counted(TotalExpression expression)
    {
        (int, int, int) key = (expression.Measure, expression.FirstDay, expression.LastDay);
        if (!_counted.TryGetValue(key, out (int Option, int Amount)[]? counted))
        {
            int first = _model.FirstHorizonOption;
            int[] measure = expression.Measure < 0 ? [] : _model.Measures[expression.Measure];
            IEnumerable<int> options = expression.Measure < 0
                ? []
                : Enumerable.Range(first, _model.HorizonOptions).Where(o => measure[o] != 0 && o >= _model.DayOffsets[expression.FirstDay] && o < _model.DayOffsets[expression.LastDay + 1]);
            _counted[key] = counted = [.. options.Select(o => (o - first, measure[o]))];
        }

        return counted;
    }

    private static long ValuesOf(DayNetwork network)
    {
        long values = 0;
        for (int day = 0; day <= network.Days; day++)
        {
            values += (long)(network.NodeStart[day + 1] - network.NodeStart[day]) * (network.BandRange[day].Most - network.BandRange[day].Least + 1);
        }

        return values;
    }

    private static long MostPerDay(DayNetwork network)
    {
        long most = 0;
        for (int day = 0; day <= network.Days; day++)
        {
            most = Math.Max(most, network.NodeStart[day + 1] - network.NodeStart[day]);
        }

        return most;
    }

    /// <summary>About how many values a total can have on the way, as far as they cost differently.</summary>
    private long StatesOf(Candidate total)
    {
        long unit = total.Expression.Blocks.Length > 0 ? total.Expression.BlockWeight : 0;
        if (total.Expression.Measure >= 0)
        {
            int[] measure = _model.Measures[total.Expression.Measure];
            for (int option = _model.DayOffsets[total.Expression.FirstDay]; option < _model.DayOffsets[total.Expression.LastDay + 1]; option++)
            {
                unit = CpSat.LinearTerms.Gcd(unit, measure[option]);
            }
        }

        unit = Math.Max(1, Math.Abs(unit * total.Expression.Scale));
        long most = total.Curve.Hinges.Where(h => h is { Level: 0, IsAbove: true }).Select(h => h.Threshold).Append(total.Most).Min();
        return Math.Max(1, (Math.Min(most, total.Most) - total.Least) / unit);
    }

    /// <summary>The totals of an employee that can cost anything; those that count the same are one, such as the minutes of a week that a contract and a law limit.</summary>
    private List<Candidate> TotalsOf(int employee, TermIndex index)
    {
        List<Candidate> totals = [];
        var alike = index.ExpressionsOf[employee]
            .Select(e => (Expression: index.Expressions[e], Curve: index.BalanceOf[e] < 0 ? _model.Totals[e].Curve : _model.Balances[index.BalanceOf[e]].Deviation))
            .Where(t => t.Curve is not null)
            .GroupBy(t => t.Expression.Blocks.Length > 0 ? (object)t.Expression : (t.Expression.Measure, t.Expression.FirstDay, t.Expression.LastDay, t.Expression.Constant, t.Expression.Scale));
        foreach (IGrouping<object, (TotalExpression Expression, CostCurve? Curve)> same in alike)
        {
            TotalExpression expression = same.First().Expression;
            CostCurve curve = same.Count() == 1 ? same.First().Curve! : new CostCurve([.. same.SelectMany(t => t.Curve!.Hinges)]);
            (long least, long most) = TotalRange.Of(_model, expression, Usable[employee]);
            if (curve.Hinges.Any(h => h.Excess(least) > 0 || h.Excess(most) > 0))
            {
                totals.Add(new Candidate(expression, curve, least, most));
            }
        }

        return totals;
    }

    /// <summary>The widest total that can be a band, hard ones first; it is taken off the list.</summary>
    private (Band? Band, Candidate? Total) TakeBand(List<Candidate> totals, bool[] usable)
    {
        if (!_size.Band)
        {
            return (null, null);
        }

        bool[] shared = Shared(usable);
        (Candidate? Total, Band? Band) widest = totals
            .Select(t => (Total: t, Band: Band.TryCreate(_model, t.Expression, t.Curve, shared)))
            .Where(t => t.Band is not null)
            .OrderByDescending(t => t.Total.Curve.Hinges.Any(h => h.Level == 0))
            .ThenByDescending(t => t.Total.Most - t.Total.Least)
            .FirstOrDefault();
        if (widest.Band is not null)
        {
            totals.Remove(widest.Total!);
        }

        return (widest.Band, widest.Total);
    }

    private sealed record Candidate(TotalExpression Expression, CostCurve Curve, long Least, long Most);

    private DayNetwork? Build(IReadOnlyList<StatePart> parts, bool[] usable, Band? band)
    {
        string key = string.Join('|', parts.Select(p => p.Key)) + "|" + band?.Key + "|" + FixedKey(usable);
        if (!_shared.TryGetValue(key, out DayNetwork? network))
        {
            _shared[key] = network = NetworkBuilder.TryBuild(_model, [.. parts], Shared(usable), band, _size.MostNodesPerDay);
        }

        return network;
    }

    /// <summary>Employees who may choose different options on rostered days still share a network over all options; fixed days must be alike.</summary>
    private bool[] Shared(bool[] usable)
    {
        bool[] shared = (bool[])usable.Clone();
        shared.AsSpan(_model.FirstHorizonOption, _model.HorizonOptions).Fill(true);
        return shared;
    }

    private string FixedKey(bool[] usable)
    {
        int end = _model.FirstHorizonOption + _model.HorizonOptions;
        return string.Join(',', Enumerable.Range(0, usable.Length).Where(o => usable[o] && (o < _model.FirstHorizonOption || o >= end)));
    }

    private static bool[][] UsableOptions(RosterModel model)
    {
        var usable = new bool[model.Employees][];
        for (int employee = 0; employee < model.Employees; employee++)
        {
            usable[employee] = new bool[model.Options.Length];
            for (int day = 0; day < model.Timeline.Days; day++)
            {
                if (!model.Timeline.IsInHorizon(day))
                {
                    usable[employee][model.FixedCells.Options[(employee * model.Timeline.Days) + day]] = true;
                    continue;
                }

                for (int option = model.DayOffsets[day]; option < model.DayOffsets[day + 1]; option++)
                {
                    usable[employee][option] = model.OptionCost(0, employee, option) == 0;
                }
            }
        }

        return usable;
    }
}
