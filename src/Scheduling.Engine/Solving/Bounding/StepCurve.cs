using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The value at which a term with a convex cost is cheapest, by the price of its value: a staircase that falls as the price rises. It stands at <see cref="Values"/>[i] between
/// <see cref="Prices"/>[i − 1] and <see cref="Prices"/>[i]; at a price it takes all values of the step.
/// </summary>
internal sealed class StepCurve
{
    private readonly double[] _prices;
    private readonly double[] _values;

    /// <param name="bends">Where the cost bends upwards, and by how much its slope rises there.</param>
    /// <param name="last">The slope beyond all bends.</param>
    /// <param name="least">Least value; may be infinite.</param>
    /// <param name="most">Most value; may be infinite.</param>
    private StepCurve(List<(double At, double Rise)> bends, double last, double least, double most)
    {
        List<double> prices = [];
        List<double> values = [most];
        double slope = last;
        foreach ((double at, double rise) in bends.Where(b => b.At > least).OrderByDescending(b => b.At))
        {
            if (at < most)
            {
                prices.Add(-slope);
                values.Add(at);
            }

            slope -= rise;
        }

        prices.Add(-slope);
        values.Add(least);
        (_prices, _values) = ([.. prices], [.. values]);
    }

    /// <summary>Prices at which the value steps down, rising.</summary>
    public ReadOnlySpan<double> Prices => _prices;

    /// <summary>Values between them, falling; one more than prices.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Of a row with a cost of what is below <paramref name="required"/> and one of what is above <paramref name="ceiling"/> (null: free).</summary>
    public static StepCurve OfRow(CostCurve shortage, long required, CostCurve? surplus, long ceiling, ReadOnlySpan<double> levelWeights)
    {
        List<(double, double)> bends = [];
        (double least, double most) = (double.NegativeInfinity, double.PositiveInfinity);
        double last = 0;
        foreach (Hinge hinge in shortage.Hinges)
        {
            double at = (double)required - Math.Max(0, hinge.Threshold);
            least = hinge.Level == 0 ? Math.Max(least, at) : least;
            bends.Add((at, Weight(hinge, levelWeights)));
        }

        foreach (Hinge hinge in surplus?.Hinges ?? [])
        {
            double at = (double)ceiling + Math.Max(0, hinge.Threshold);
            most = hinge.Level == 0 ? Math.Min(most, at) : most;
            bends.Add((at, Weight(hinge, levelWeights)));
            last += Weight(hinge, levelWeights);
        }

        return new StepCurve(bends, last, Math.Min(least, most), most);
    }

    /// <summary>Of the shortage of several rows, counted downwards from 0.</summary>
    public static StepCurve OfShortage(CostCurve shortage, ReadOnlySpan<double> levelWeights)
    {
        List<(double, double)> bends = [];
        double least = double.NegativeInfinity;
        foreach (Hinge hinge in shortage.Hinges)
        {
            double at = -(double)Math.Max(0, hinge.Threshold);
            least = hinge.Level == 0 ? Math.Max(least, at) : least;
            bends.Add((at, Weight(hinge, levelWeights)));
        }

        return new StepCurve(bends, 0, least, 0);
    }

    /// <summary>Of what a row has above a ceiling.</summary>
    public static StepCurve OfSurplus(CostCurve surplus, long ceiling, ReadOnlySpan<double> levelWeights) =>
        OfRow(new CostCurve([]), ceiling, surplus, ceiling, levelWeights);

    /// <summary>Of a total within a range.</summary>
    public static StepCurve OfTotal(CostCurve curve, double least, double most, ReadOnlySpan<double> levelWeights)
    {
        List<(double, double)> bends = [];
        double last = 0;
        foreach (Hinge hinge in curve.Hinges)
        {
            bends.Add((hinge.Threshold, Weight(hinge, levelWeights)));
            last += hinge.IsAbove ? Weight(hinge, levelWeights) : 0;
        }

        return new StepCurve(bends, last, least, most);
    }

    /// <summary>The price at which the term and a supply agree: price = centre + stiffness × (value of the term at the price − supply).</summary>
    public double PriceFor(double centre, double stiffness, double supply)
    {
        for (int step = 0; step < _prices.Length; step++)
        {
            double price = centre + (stiffness * (_values[step] - supply));
            if (step > 0 && price < _prices[step - 1])
            {
                return _prices[step - 1];
            }

            if (price <= _prices[step])
            {
                return price;
            }
        }

        return Math.Max(_prices[^1], centre + (stiffness * (_values[^1] - supply)));
    }

    private static double Weight(Hinge hinge, ReadOnlySpan<double> levelWeights) => hinge.Level == 0 ? 0 : levelWeights[hinge.Level] * hinge.Weight;
}
