using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// Prices that a supply asks for: those near a centre at which each term wants what is supplied, up to what the distance from the centre stands for. In other words the slopes of the terms' costs, made smooth
/// (augmented Lagrangian).
/// </summary>
internal sealed class ProximalPrices
{
    private readonly RosterModel _model;
    private readonly DualFunction _dual;
    private readonly double[] _stiffness;
    private readonly StepCurve[] _covers;
    private readonly StepCurve?[] _surplus;
    private readonly StepCurve[] _totals;
    private readonly double[] _wanted = new double[256];
    private readonly double[] _sorted = new double[256];

    /// <param name="stiffness">For each price: by how much it rises when one unit more is missing.</param>
    public ProximalPrices(RosterModel model, DualFunction dual, ReadOnlySpan<double> levelWeights, double[] stiffness)
    {
        (_model, _dual, _stiffness) = (model, dual, stiffness);
        _covers = new StepCurve[model.Covers.Length];
        _surplus = new StepCurve?[model.Covers.Length];
        for (int cover = 0; cover < _covers.Length; cover++)
        {
            CoverTerm term = model.Covers[cover];
            bool single = term.RowCount == 1;
            _covers[cover] = single
                ? StepCurve.OfRow(term.Shortage, model.Rows[term.FirstRow].Required, term.Surplus, term.Ceiling, levelWeights)
                : StepCurve.OfShortage(term.Shortage, levelWeights);
            _surplus[cover] = single || term.Surplus is null ? null : StepCurve.OfSurplus(term.Surplus, term.Ceiling, levelWeights);
        }

        _totals = new StepCurve[dual.Networks.PricedTotals];
        foreach (EmployeeNetwork network in dual.Networks.Of)
        {
            foreach (PricedTotal total in network.Totals)
            {
                (long least, long most) = TermMinimum.Legal(total.Curve, total.Least, total.Most);
                _totals[total.Slot] = StepCurve.OfTotal(total.Curve, Math.Min(least, most), most, levelWeights);
            }
        }
    }

    /// <summary>The prices of a cover.</summary>
    public void OfCover(int cover, ReadOnlySpan<double> centre, ReadOnlySpan<double> supply, Span<double> prices)
    {
        CoverTerm term = _model.Covers[cover];
        CoverSlots slots = _dual.CoverSlots;
        int first = slots.Of(cover).Start.Value;
        int count = slots.Of(cover).End.Value - first;
        if (term.RowCount == 1)
        {
            prices[first] = _covers[cover].PriceFor(centre[first], _stiffness[first], supply[first]);
            return;
        }

        double stiffness = _stiffness[first];
        double all = 0;
        for (int i = 0; i < count; i++)
        {
            _wanted[i] = Math.Max(0, centre[first + i] + (stiffness * (slots.Required(first + i) - supply[first + i])));
            all += supply[first + i];
        }

        if (slots.IsPooled(cover))
        {
            double most = Dearest(_covers[cover], _wanted.AsSpan(0, count), stiffness);
            for (int i = 0; i < count; i++)
            {
                prices[first + i] = Math.Min(_wanted[i], most);
            }
        }
        else
        {
            all = supply[first];
            double less = stiffness * CommonShortage(_covers[cover], _wanted.AsSpan(0, count), stiffness);
            for (int i = 0; i < count; i++)
            {
                prices[first + i] = Math.Max(0, _wanted[i] - less);
            }
        }

        if (slots.Surplus(cover) is >= 0 and int slot)
        {
            prices[slot] = Math.Min(0, _surplus[cover]!.PriceFor(centre[slot], _stiffness[slot], all));
        }
    }

    /// <summary>The price of a total.</summary>
    public double OfTotal(int slot, double centre, double supply) => _totals[slot].PriceFor(centre, _stiffness[_dual.FirstTotal + slot], supply);

    /// <summary>The price above which demands of one pool are left short: what is cut off their prices is the shortage that costs so much.</summary>
    private double Dearest(StepCurve shortage, ReadOnlySpan<double> wanted, double stiffness)
    {
        for (int step = 0; step < shortage.Prices.Length; step++)
        {
            double missing = -shortage.Values[step];
            if (step > 0 && CutOff(wanted, shortage.Prices[step - 1]) <= stiffness * missing)
            {
                return shortage.Prices[step - 1];
            }

            if (CutOff(wanted, shortage.Prices[step]) <= stiffness * missing)
            {
                return Level(wanted, stiffness * missing);
            }
        }

        double last = -shortage.Values[^1];
        return double.IsPositiveInfinity(last) || CutOff(wanted, shortage.Prices[^1]) <= stiffness * last ? shortage.Prices[^1] : Level(wanted, stiffness * last);
    }

    private static double CutOff(ReadOnlySpan<double> wanted, double at)
    {
        double sum = 0;
        foreach (double price in wanted)
        {
            sum += Math.Max(0, price - at);
        }

        return sum;
    }

    /// <summary>The height above which prices have a given sum.</summary>
    private double Level(ReadOnlySpan<double> wanted, double sum)
    {
        Span<double> sorted = _sorted.AsSpan(0, wanted.Length);
        wanted.CopyTo(sorted);
        sorted.Sort();
        double above = 0;
        double level = sorted[^1];
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            above += sorted[i];
            level = (above - sum) / (sorted.Length - i);
            if (i == 0 || level >= sorted[i - 1])
            {
                break;
            }
        }

        return level;
    }

    /// <summary>The shortage of rows that share one: prices fall by stiffness × shortage until their sum is the slope of its cost.</summary>
    private static double CommonShortage(StepCurve shortage, ReadOnlySpan<double> wanted, double stiffness)
    {
        double before = 0;
        for (int step = 0; step < shortage.Values.Length; step++)
        {
            double missing = -shortage.Values[step];
            double sum = Sum(wanted, stiffness * missing);
            if (step == shortage.Prices.Length || sum <= shortage.Prices[step])
            {
                return step > 0 && sum < shortage.Prices[step - 1] ? Between(wanted, stiffness, before, missing, shortage.Prices[step - 1]) : missing;
            }

            before = missing;
        }

        return before;
    }

    private static double Between(ReadOnlySpan<double> wanted, double stiffness, double low, double high, double slope)
    {
        if (double.IsInfinity(high))
        {
            high = low;
            foreach (double price in wanted)
            {
                high = Math.Max(high, price / stiffness);
            }
        }

        for (int i = 0; i < 40; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Sum(wanted, stiffness * middle) > slope ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Sum(ReadOnlySpan<double> wanted, double less)
    {
        double sum = 0;
        foreach (double price in wanted)
        {
            sum += Math.Max(0, price - less);
        }

        return sum;
    }
}
