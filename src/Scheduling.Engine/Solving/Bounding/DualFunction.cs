using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The Lagrangian dual of a model: prices on cover rows and on the totals that day networks leave out make employees independent. Its value at any
/// prices is a lower bound of Σ weight × level over all rosters that keep the hard rules. Prices and weights are multiples of 1/<see cref="Units"/>, so every sum is
/// exact as long as it stays below 2^53 units, which is checked.
/// </summary>
internal sealed partial class DualFunction
{
    /// <summary>Parts of one that prices are counted in.</summary>
    public const int Units = 1 << 16;
    private const double LargestExact = 1L << 52;

    private readonly RosterModel _model;
    private readonly EmployeeNetworks _networks;
    private readonly CoverPrices _covers;
    private readonly EmployeePricer _pricer;
    private readonly ThreadLoan? _loan;
    private EmployeePricer? _second;
    private readonly int _firstTotal;
    private readonly CoverSlots _slots;
    private readonly int _firstGroup;
    private readonly Twins _twins;
    private readonly long[] _fixedRows;
    private readonly long[] _rows;
    private readonly Int128[] _coverValues;
    private readonly double[] _rowPrices;
    private readonly double[] _rowSlopes;
    private readonly double[] _values;
    private double _largest;

    /// <param name="limits">Limits on slacks, which may change between evaluations; none by default.</param>
    /// <param name="loan">A thread that may be at hand; none by default.</param>
    public DualFunction(RosterModel model, EmployeeNetworks networks, SlackLimits? limits = null, ThreadLoan? loan = null)
    {
        (_model, _networks, _loan) = (model, networks, loan);
        _covers = new CoverPrices(model);
        _pricer = new EmployeePricer(model, networks);
        _slots = new CoverSlots(model);
        _twins = new Twins(model, networks, _covers);
        _firstTotal = _slots.Count;
        Limits = limits ?? new SlackLimits(model);
        _firstGroup = _firstTotal + networks.PricedTotals;
        Slots = _firstGroup + Limits.Groups;
        _rows = new long[model.Rows.Length];
        _coverValues = new Int128[model.Covers.Length];
        _rowPrices = new double[model.Rows.Length];
        _rowSlopes = new double[model.Rows.Length];
        _values = new double[model.Employees];
        _fixedRows = new long[model.Rows.Length];
        Schedules = new int[model.Employees * model.Timeline.Days];
        LevelCosts = new long[model.Levels];
        ScheduleCosts = new long[model.Employees * model.Levels];
        Subgradient = new double[Slots];
        for (int cell = 0; cell < model.Cells; cell++)
        {
            if (!model.Timeline.IsInHorizon(cell % model.Timeline.Days))
            {
                ModelCost.AddCell(_fixedRows, model, model.FixedCells, cell);
            }
        }
    }

    /// <summary>Number of prices.</summary>
    public int Slots { get; }

    /// <summary>The prices of covers; they come first.</summary>
    public CoverSlots CoverSlots => _slots;

    /// <summary>What fixed days give to rows.</summary>
    public ReadOnlySpan<long> FixedRows => _fixedRows;

    /// <summary>The networks.</summary>
    public EmployeeNetworks Networks => _networks;

    /// <summary>The first price of a total; those of covers come before.</summary>
    public int FirstTotal => _firstTotal;

    /// <summary>The first price of a sum of slacks; it is 0 as long as the sum has no limits.</summary>
    public int FirstGroup => _firstGroup;

    /// <summary>Limits on slacks.</summary>
    public SlackLimits Limits { get; }

    /// <summary>The options chosen at the last prices, per cell.</summary>
    public int[] Schedules { get; }

    /// <summary>Costs per level of each employee's schedule at the last prices, as far as day networks and option costs know them: employee × levels + level.</summary>
    public long[] ScheduleCosts { get; }

    /// <summary>Costs per level at the last prices, of schedules and of the terms' own cheapest values.</summary>
    public long[] LevelCosts { get; }

    /// <summary>At the last prices: what each term wants of its row or total, less what the schedules give.</summary>
    public double[] Subgradient { get; }

    /// <summary>
    /// What everybody is paid for an option of the horizon beside what it gives to rows, in units as prices are; nothing by default. Whoever pays it must be counted elsewhere.
    /// </summary>
    public double[]? Rewards { get; set; }

    /// <summary>At the last prices: what each cover costs alone, in units.</summary>
    public ReadOnlySpan<Int128> CoverValues => _coverValues;

    /// <summary>At the last prices: the price of each row, that of a surplus included.</summary>
    public ReadOnlySpan<double> RowPrices => _rowPrices;

    /// <summary>Prices of rows and cheapest break placements of the last evaluation.</summary>
    public CoverPrices Covers => _covers;

    /// <summary>
    /// Evaluates at prices (rounded to units by the caller, see <see cref="Round"/>). The value in units; null when numbers are too large to be exact. When
    /// <paramref name="impossible"/>, somebody has no schedule or a term no value, so no roster keeps the hard rules.
    /// </summary>
    public Int128? Evaluate(ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights, out bool impossible)
    {
        impossible = false;
        _largest = 0;
        _pricer.LargestPrice = 0;
        Array.Clear(LevelCosts);
        _fixedRows.CopyTo(_rows, 0);
        Int128 value = 0;
        value += CoverTerms(prices, levelWeights);
        _covers.Update(_rowPrices);
        PriceAll(prices, levelWeights);
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            double least = TakeSchedule(employee);
            if (double.IsPositiveInfinity(least))
            {
                impossible = true;
                return null;
            }

            value += ToUnits(least);
            foreach (PricedTotal total in _networks.Of[employee].Totals)
            {
                value += TotalTerm(total, employee, prices[_firstTotal + total.Slot], levelWeights);
            }
        }

        for (int row = 0; row < _rows.Length; row++)
        {
            _rowSlopes[row] -= _rows[row];
        }

        _slots.FromRows(_rowSlopes, Subgradient);
        for (int term = 0; term < _model.Covers.Length; term++)
        {
            if (_slots.Surplus(term) is >= 0 and int slot)
            {
                Subgradient[slot] -= _rows[_model.Covers[term].FirstRow];
            }
        }

        return Math.Max(_largest, Math.Max(_pricer.LargestPrice, _second?.LargestPrice ?? 0)) * _model.Timeline.Days < LargestExact / Units ? value : null;
    }

    /// <summary>
    /// Forbids every option with which the value at some prices would be above a limit: no roster of at most that weighted cost has it. Returns how many options were forbidden; changes the networks' own list.
    /// </summary>
    public int ForbidAbove(ReadOnlySpan<double> prices, ReadOnlySpan<double> levelWeights, double limit)
    {
        double[] rounded = prices.ToArray();
        Project(rounded, levelWeights);
        if (Evaluate(rounded, levelWeights, out _) is not { } exact)
        {
            return 0;
        }

        double room = limit - ((double)exact / Units);
        double[] through = new double[_model.HorizonOptions];
        int[] options = new int[_model.Timeline.Days];
        int forbidden = 0;
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            double least = _pricer.Price(employee, _covers.OptionPrices(employee), rounded.AsSpan(_firstTotal), levelWeights, options);
            _pricer.PriceThrough(employee, levelWeights, through);
            bool[] usable = _networks.Usable[employee];
            for (int i = 0; i < through.Length; i++)
            {
                // A little more than rounding errors of the room can be.
                if (usable[i + _model.FirstHorizonOption] && through[i] - least > room + 1e-3)
                {
                    usable[i + _model.FirstHorizonOption] = false;
                    forbidden++;
                }
            }
        }

        return forbidden;
    }

    /// <summary>A roster of schedules by employee (options per day of the timeline, and placements; null: the last priced one), with the cheapest placements at the last prices where none are said.</summary>
    public RosterCells Roster((int[] Options, int[] Placements)?[] schedules)
    {
        RosterCells cells = _model.FixedCells.Clone();
        int days = _model.Timeline.Days;
        int breaks = _model.MaximumBreaks;
        for (int cell = 0; cell < _model.Cells; cell++)
        {
            if (_model.Timeline.IsInHorizon(cell % days))
            {
                int option = schedules[cell / days]?.Options[cell % days] ?? Schedules[cell];
                cells.Choose(_model, cell, option);
                _covers.PlacementsOf(cell / days, option, cells.PlacementsOf(cell));
                if (schedules[cell / days] is { Placements.Length: > 0 } schedule)
                {
                    schedule.Placements.AsSpan(cell % days * breaks, _model.Options[option].Breaks.Count).CopyTo(cells.PlacementsOf(cell));
                }
            }
        }

        return cells;
    }

    /// <summary>The first employee who is alike in all and may choose the same options now; −1 when there is none before this one.</summary>
    public int TwinOf(int employee) => _twins.Of(employee);

    /// <summary>For each price of another dual function of the same model the price here, negative where the networks here carry the total.</summary>
    public int[] SlotsFor(DualFunction other)
    {
        int[] slots = new int[other.Slots];
        for (int group = 0; group < Limits.Groups; group++)
        {
            slots[other._firstGroup + group] = _firstGroup + group;
        }

        for (int slot = 0; slot < _firstTotal; slot++)
        {
            slots[slot] = slot;
        }

        for (int employee = 0; employee < _model.Employees; employee++)
        {
            foreach (PricedTotal total in other._networks.Of[employee].Totals)
            {
                PricedTotal? here = Array.Find(_networks.Of[employee].Totals, t => ReferenceEquals(t.Expression, total.Expression));
                slots[_firstTotal + total.Slot] = here is null ? -1 : _firstTotal + here.Slot;
            }
        }

        return slots;
    }

    /// <summary>Rounds to units.</summary>
    public static double Round(double value) => Math.Round(value * Units) / Units;

    /// <summary>Brings prices into the range in which the value is finite.</summary>
    public void Project(Span<double> prices, ReadOnlySpan<double> levelWeights)
    {
        ProjectGroups(prices[_firstGroup..], levelWeights);
        for (int index = 0; index < _model.Covers.Length; index++)
        {
            CoverTerm term = _model.Covers[index];
            double most = TermMinimum.Slope(term.Shortage, true, levelWeights);
            double surplus = term.Surplus is null ? 0 : TermMinimum.Slope(term.Surplus, true, levelWeights);
            Span<double> own = prices[_slots.Of(index)];
            if (Limits.GroupOf(SlackLimits.Shortage(index)) >= 0)
            {
                own[0] = Math.Clamp(own[0], -DearestSlack(SlackLimits.Surplus(index), prices, levelWeights), DearestSlack(SlackLimits.Shortage(index), prices, levelWeights));
                continue;
            }

            if (term.RowCount == 1)
            {
                own[0] = Math.Clamp(own[0], -surplus, most);
                continue;
            }

            if (_slots.IsPooled(index))
            {
                foreach (ref double price in own)
                {
                    price = Math.Clamp(price, 0, most);
                }
            }
            else
            {
                ProjectToSum(own, most);
            }

            if (_slots.Surplus(index) is >= 0 and int slot)
            {
                prices[slot] = Math.Clamp(prices[slot], -surplus, 0);
            }
        }

        for (int slot = 0; slot < Slots; slot++)
        {
            prices[slot] = Round(prices[slot]);
        }
    }

    /// <summary>Clamps at 0 and takes the same off all until the sum is at most a limit, rounding down.</summary>
    private static void ProjectToSum(Span<double> prices, double most)
    {
        double sum = 0;
        foreach (ref double price in prices)
        {
            price = Math.Max(0, Math.Floor(price * Units) / Units);
            sum += price;
        }

        for (int pass = 0; pass < 20 && sum > most; pass++)
        {
            int positive = 0;
            foreach (double price in prices)
            {
                positive += price > 0 ? 1 : 0;
            }

            double less = Math.Ceiling((sum - most) / positive * Units) / Units;
            sum = 0;
            foreach (ref double price in prices)
            {
                price = Math.Max(0, price - less);
                sum += price;
            }
        }

        if (sum > most)
        {
            prices.Clear();
        }
    }

    private Int128 ToUnits(double value)
    {
        _largest = Math.Max(_largest, Math.Abs(value));
        return (Int128)Math.Round(value * Units);
    }

    private Int128 TotalTerm(PricedTotal total, int employee, double price, ReadOnlySpan<double> levelWeights)
    {
        (long least, long most) = TermMinimum.Legal(total.Curve, total.Least, total.Most);
        if (least > most)
        {
            // Impossible by itself; the whole-model search says so. The bound goes without.
            (least, most) = (total.Least, total.Most);
        }

        (double value, long at) = TermMinimum.Of(total.Curve, price, least, most, levelWeights);
        total.Curve.AddTo(LevelCosts, at);
        ReadOnlySpan<int> days = Schedules.AsSpan(employee * _model.Timeline.Days, _model.Timeline.Days);
        Subgradient[_firstTotal + total.Slot] = at - ModelCost.Value(_model, total.Expression, days);
        return ToUnits(value) - ToUnits(price * total.Expression.Constant);
    }
}
