using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>Cheapest values of terms under prices: min over the value z of cost(z) + price × z, and where it is reached.</summary>
internal static class TermMinimum
{
    /// <summary>Cost of a curve with weights per level; level 0 is left to the range.</summary>
    public static double Cost(CostCurve curve, long value, ReadOnlySpan<double> levelWeights)
    {
        double cost = 0;
        foreach (Hinge hinge in curve.Hinges)
        {
            if (hinge.Level > 0)
            {
                cost += levelWeights[hinge.Level] * hinge.Weight * hinge.Excess(value);
            }
        }

        return cost;
    }

    /// <summary>The range of values that break no hard rule, within another range.</summary>
    public static (long Least, long Most) Legal(CostCurve curve, long least, long most)
    {
        foreach (Hinge hinge in curve.Hinges)
        {
            if (hinge.Level == 0)
            {
                (least, most) = hinge.IsAbove ? (least, Math.Min(most, hinge.Threshold)) : (Math.Max(least, hinge.Threshold), most);
            }
        }

        return (least, most);
    }

    /// <summary>Minimum over an integer in a range. A convex piecewise-linear function has it at a threshold or an end.</summary>
    public static (double Value, long At) Of(CostCurve curve, double price, long least, long most, ReadOnlySpan<double> levelWeights)
    {
        (double Value, long At) best = (double.PositiveInfinity, least);
        Try(least, levelWeights);
        Try(most, levelWeights);
        foreach (Hinge hinge in curve.Hinges)
        {
            if (hinge.Threshold > least && hinge.Threshold < most)
            {
                Try(hinge.Threshold, levelWeights);
            }
        }

        return best;

        void Try(long at, ReadOnlySpan<double> weights)
        {
            double value = Cost(curve, at, weights) + (price * at);
            if (value < best.Value)
            {
                best = (value, at);
            }
        }
    }

    /// <summary>Slope of a curve far above (or, mirrored, far below) all thresholds; infinite when a hard rule stands there.</summary>
    public static double Slope(CostCurve curve, bool above, ReadOnlySpan<double> levelWeights)
    {
        double slope = 0;
        foreach (Hinge hinge in curve.Hinges)
        {
            if (hinge.IsAbove == above)
            {
                slope += hinge.Level == 0 ? double.PositiveInfinity : levelWeights[hinge.Level] * hinge.Weight;
            }
        }

        return slope;
    }
}
