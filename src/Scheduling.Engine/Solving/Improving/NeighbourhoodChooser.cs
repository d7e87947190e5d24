using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>Chooses which cells may change: where the roster costs most, and in shapes that differ (few employees and many days, many employees and few days).</summary>
internal sealed class NeighbourhoodChooser
{
    private const int LongWindow = 28;
    private const int LongestWindow = 42;

    // Sizes are right for days of so many options and places of breaks; where there are more, neighbourhoods begin smaller.
    private const double TypicalVariables = 30;
    private const double LeastShare = 0.1;
    private readonly RosterModel _model;
    private readonly DeltaEvaluator _evaluator;
    private readonly Random _random;
    private readonly NeighbourhoodRewards _rewards;
    private readonly int[] _signature;
    private readonly int[] _employees;
    private readonly double[] _distance;
    private readonly bool _hasBreaks;
    private readonly int _first;
    private readonly int _horizon;
    private float[]? _interest;
    private int _rolled;
    private int _part;
    private bool _knowsNetworks;
    private bool _knowsPrices;

    public NeighbourhoodChooser(RosterModel model, DeltaEvaluator evaluator, Random random)
    {
        _model = model;
        _random = random;
        _first = model.Timeline.HorizonStart;
        _horizon = model.Timeline.HorizonEnd - _first;
        _hasBreaks = model.PlacementContributions.Length > 0;
        _signature = CoverSignatures.Of(model);
        _employees = [.. Enumerable.Range(0, model.Employees)];
        _distance = new double[model.Employees];
        _evaluator = evaluator;
        Hotspots = new RosterHotspots(model, evaluator);

        // Sizes are free cells, of breaks days.
        double all = (double)model.Employees * _horizon;
        double share = Math.Clamp(TypicalVariables / VariablesPerCell(), LeastShare, 1);
        _rewards = new NeighbourhoodRewards(model.Levels, [112 * share, 112 * share, 120 * share, 150 * share, 16, 24, 100 * share, 1, 150 * share, 2 * _horizon, 400, 0, 0], [all, all, all, all, model.Employees, all, all, _horizon, all, all, all, 0, 0]);
        foreach (NeighbourhoodKind kind in Enum.GetValues<NeighbourhoodKind>())
        {
            _rewards.Use(kind, kind is not NeighbourhoodKind.Interest and not NeighbourhoodKind.Repair and not NeighbourhoodKind.Reinsertion and not NeighbourhoodKind.Columns && (kind != NeighbourhoodKind.Breaks || _hasBreaks) && (kind != NeighbourhoodKind.Rolling || _horizon > 7));
        }
    }

    /// <summary>Options of a day with the places of their breaks.</summary>
    private double VariablesPerCell()
    {
        long variables = 0;
        foreach (Option option in _model.Options.AsSpan(_model.FirstHorizonOption, _model.HorizonOptions))
        {
            variables += 1 + option.Breaks.Sum(b => b.Count);
        }

        return (double)variables / _horizon;
    }

    /// <summary>Where the roster costs most. Must be told of every change.</summary>
    public RosterHotspots Hotspots { get; }

    /// <summary>Where an outside view suggests that a better roster differs, such as where averaged schedules and the incumbent disagree: a weight per cell, 0 for none.
    /// While it is given, the cells with most of it are one more kind of neighbourhood.</summary>
    /// <param name="interest">A weight of 0 or more per cell of the model (employee × days of the timeline + day), not copied; null: none.</param>
    public void UseInterest(float[]? interest)
    {
        if (interest is not null && interest.Length != _model.Cells)
        {
            throw new ArgumentException($"Interest has {interest.Length} weights; it must have one per cell, {_model.Cells}.", nameof(interest));
        }

        _interest = interest;
        _rewards.Use(NeighbourhoodKind.Interest, interest is not null && Array.Exists(interest, w => w > 0));
    }

    /// <summary>Day networks are known, so that employees can be taken out and put back.</summary>
    public void UseReinsertion() => _knowsNetworks = true;

    /// <summary>Prices are known, so that parts can be improved by column generation.</summary>
    public void UseColumns() => _knowsPrices = true;

    public NeighbourhoodKind NextKind()
    {
        // While hard rules are broken, mending them comes first.
        _rewards.Use(NeighbourhoodKind.Reinsertion, _knowsNetworks && _evaluator.Costs[0] == 0);
        _rewards.Use(NeighbourhoodKind.Columns, _knowsPrices && _evaluator.Costs[0] == 0);
        _rewards.Use(NeighbourhoodKind.Repair, _evaluator.Costs[0] > 0 && Array.Exists(_employees, Hotspots.IsBroken));
        return _rewards.Next(_random);
    }

    /// <summary>Learns from a step; the share is that of the step's limit in time or work.</summary>
    /// <param name="limit">The step's limit, in those of an ordinary step.</param>
    public void Learn(NeighbourhoodKind kind, bool optimal, ReadOnlySpan<long> before, ReadOnlySpan<long> after, double shareOfLimit, double limit = 1) =>
        _rewards.Learn(kind, optimal, before, after, shareOfLimit, limit);

    /// <summary>Cells of a kind, as many as the kind has been found good for.</summary>
    public FreeCells Choose(NeighbourhoodKind kind) => Choose(kind, Math.Max(1, _rewards.SizeOf(kind)));

    /// <summary>Cells of a kind, about <paramref name="size"/> (for breaks: days).</summary>
    public FreeCells Choose(NeighbourhoodKind kind, int size)
    {
        switch (kind)
        {
            case NeighbourhoodKind.FewEmployees:
                return Window(CostlyFirst(), size, _horizon <= LongestWindow ? _horizon : _random.Next(LongWindow, LongestWindow + 1), AnyDay());
            case NeighbourhoodKind.SimilarEmployees:
                return Window(Similar(Hotspots.PickCell(_random).Employee), size, _horizon <= LongestWindow ? _horizon : _random.Next(LongWindow, LongestWindow + 1), AnyDay());
            case NeighbourhoodKind.Week:
                return Window(CostlyFirst(), size, _random.Next(7, 11), Hotspots.PickDay(_random));
            case NeighbourhoodKind.Rolling:
                return Roll(size);
            case NeighbourhoodKind.OneDay:
                int day = Hotspots.PickDay(_random);
                return new FreeCells(_model, [.. Shuffled().Take(size).Select(e => Cell(e, day))], BreaksOf(day, 1));
            case NeighbourhoodKind.Block:
                return Window(CostlyFirst(), size, 2 + _random.Next(3), Hotspots.PickDay(_random));
            case NeighbourhoodKind.CostlyCell:
                (int employee, int on) = Hotspots.PickCell(_random);
                return Window(Similar(employee), size, _random.Next(5, 15), on);
            case NeighbourhoodKind.Repair:
                int[] broken = [.. Shuffled().Where(Hotspots.IsBroken)];
                return new FreeCells(_model, Cells(broken.AsSpan(0, Math.Clamp(size / _horizon, Math.Min(1, broken.Length), broken.Length)), _first, _horizon));
            case NeighbourhoodKind.Interest:
                return Interesting(size);
            case NeighbourhoodKind.Columns:
                return Part(size);
            default:
                return new FreeCells(_model, [], BreaksOf(Hotspots.PickDay(_random), size));
        }
    }

    /// <summary>The first employees of an order over a window of days around one of them, as many as the size allows; at least two employees, by a shorter window when need be.</summary>
    private FreeCells Window(int[] order, int size, int days, int around)
    {
        days = Math.Clamp(days, 1, Math.Min(_horizon, Math.Max(2, size / 2)));
        int count = Math.Min(order.Length, Math.Max(2, size / days));

        // When everybody fits, the window takes what is left.
        days = Math.Clamp(size / count, days, _horizon);
        int from = Math.Clamp(around - _random.Next(days), _first, _first + _horizon - days);
        return new FreeCells(_model, Cells(order.AsSpan(0, count), from, days));
    }

    /// <summary>Everybody over some days, in windows that roll from the first day to the last, or half of the employees over twice as many days.</summary>
    private FreeCells Part(int size)
    {
        bool all = _random.Next(4) > 0;
        int count = Math.Clamp(all ? _model.Employees : _model.Employees / 2, Math.Min(2, _model.Employees), Math.Max(2, size));
        int days = Math.Clamp(size / count, 1, _horizon);
        int from = _first + Math.Min(all ? _part : _random.Next(_horizon), _horizon - days);
        _part = !all ? _part : from + days >= _first + _horizon ? 0 : _part + Math.Max(1, days / 2);
        int[] order = all ? Shuffled() : CostlyFirst();
        return new FreeCells(_model, Cells(order.AsSpan(0, Math.Min(count, order.Length)), from, days));
    }

    private FreeCells Roll(int size)
    {
        int days = Math.Clamp(size / Math.Max(1, _model.Employees), Math.Min(_horizon, 4), _horizon);
        int from = _first + Math.Min(_rolled, _horizon - days);
        _rolled = from + days >= _first + _horizon ? 0 : _rolled + Math.Max(1, days / 2);
        int[] order = Shuffled();
        return new FreeCells(_model, Cells(order.AsSpan(0, Math.Clamp(size / days, Math.Min(2, order.Length), order.Length)), from, days));
    }

    /// <summary>The cells of most interest near one of them, with the days beside them, for a day rarely changes alone.</summary>
    private FreeCells Interesting(int size)
    {
        float[] interest = _interest!;
        int[] cells = [.. Enumerable.Range(0, interest.Length).Where(c => interest[c] > 0 && _model.Timeline.IsInHorizon(c % _model.Timeline.Days))];
        if (cells.Length == 0)
        {
            return Window(Shuffled(), size, 7, AnyDay());
        }

        int centre = cells[_random.Next(cells.Length)] % _model.Timeline.Days;
        double[] order = [.. cells.Select(c => -interest[c] * (0.5 + _random.NextDouble()) / (1 + (Math.Abs((c % _model.Timeline.Days) - centre) / 14.0)))];
        Array.Sort(order, cells);
        HashSet<int> free = [];
        foreach (int cell in cells)
        {
            int day = cell % _model.Timeline.Days;
            for (int d = Math.Max(_first, day - 1); d <= Math.Min(_first + _horizon - 1, day + 1); d++)
            {
                free.Add(cell - day + d);
            }

            if (free.Count >= size)
            {
                break;
            }
        }

        return new FreeCells(_model, [.. free]);
    }

    private int[] Cells(ReadOnlySpan<int> employees, int first, int days)
    {
        int[] cells = new int[employees.Length * days];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = Cell(employees[i / days], first + (i % days));
        }

        return cells;
    }

    /// <summary>All cells of some days around one, if there are breaks at all.</summary>
    private List<int> BreaksOf(int day, int days)
    {
        List<int> cells = [];
        for (int employee = 0; _hasBreaks && employee < _model.Employees; employee++)
        {
            for (int d = day; d < Math.Min(_first + _horizon, day + days); d++)
            {
                cells.Add(Cell(employee, d));
            }
        }

        return cells;
    }

    private int Cell(int employee, int day) => (employee * _model.Timeline.Days) + day;

    private int AnyDay() => _first + _random.Next(_horizon);

    private int[] Shuffled()
    {
        _random.Shuffle(_employees);
        return _employees;
    }

    /// <summary>
    /// Employees at random, of whom the first is, every other time (always while a hard rule is broken), picked by what the roster costs for his or her own sake: who breaks a rule or is
    /// far from the fair share is seldom met by chance among many.
    /// </summary>
    private int[] CostlyFirst()
    {
        int[] order = Shuffled();
        if ((_evaluator.Costs[0] > 0 || _random.Next(2) == 0) && Hotspots.PickEmployee(_random) is >= 0 and int employee)
        {
            int at = Array.IndexOf(order, employee);
            (order[0], order[at]) = (order[at], order[0]);
        }

        return order;
    }

    /// <summary>Employees by how much they may do the same as one of them on some day, he first, equals in random order.</summary>
    private int[] Similar(int employee)
    {
        int day = AnyDay();
        for (int i = 0; i < _employees.Length; i++)
        {
            int other = _employees[i];
            double distance = _random.NextDouble() * 3;
            for (int option = _model.DayOffsets[day]; option < _model.DayOffsets[day + 1]; option++)
            {
                distance += _model.OptionCost(0, employee, option) > 0 != _model.OptionCost(0, other, option) > 0 ? 1 : 0;
            }

            _distance[i] = other == employee ? -1 : distance + (_signature[employee] == _signature[other] ? 0 : 4);
        }

        Array.Sort(_distance, _employees);
        return _employees;
    }
}
