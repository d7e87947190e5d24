namespace Scheduling.Engine.Staffing;

/// <summary>Location and spread that a few wild values cannot move (P. J. Huber, "Robust Statistics", 1981, chapter 3).</summary>
internal static class RobustStatistics
{
    /// <summary>Scale from the median absolute deviation: 1.4826 makes it the standard deviation of normal data.</summary>
    internal const double MedianDeviationScale = 1.4826;

    /// <summary>Weight of something <paramref name="ageDays"/> old.</summary>
    internal static double Memory(int ageDays, double halfLifeDays) => Math.Pow(0.5, ageDays / halfLifeDays);

    /// <summary>Weighted median: the smallest value at which half of the weight is reached. NaN when empty. Sorts the list.</summary>
    internal static double Median(List<(double Value, double Weight)> sample)
    {
        sample.Sort(static (x, y) => x.Value.CompareTo(y.Value));
        var half = sample.Sum(static x => x.Weight) / 2;
        var reached = 0.0;
        foreach (var (value, weight) in sample)
        {
            reached += weight;
            if (reached >= half)
            {
                return value;
            }
        }

        return double.NaN;
    }

    /// <summary>Spread around a centre; <paramref name="floor"/> is added so that identical values do not make every other one an outlier.</summary>
    internal static double Spread(List<(double Value, double Weight)> sample, double centre, double floor) =>
        Median([.. sample.Select(x => (Math.Abs(x.Value - centre), x.Weight))]) * MedianDeviationScale + floor;

    /// <summary>Weighted Huber location, with values beyond six spreads almost ignored. NaN when empty.</summary>
    internal static double Location(List<(double Value, double Weight)> sample, double floor)
    {
        const double linearBeyond = 1.5;
        const double wildBeyond = 6;
        var centre = Median(sample);
        var spread = Spread(sample, centre, floor);
        for (var step = 0; step < 10 && sample.Count > 0; step++)
        {
            var (weights, sum) = (0.0, 0.0);
            foreach (var (value, weight) in sample)
            {
                var distance = Math.Abs(value - centre) / spread;
                var trust = weight * (distance <= linearBeyond ? 1 : linearBeyond / distance) * (distance > wildBeyond ? 0.1 : 1);
                weights += trust;
                sum += trust * value;
            }

            centre = sum / weights;
        }

        return centre;
    }

    /// <summary>Weighted mean after values are pulled in to 2.5 spreads around the median. NaN when empty.</summary>
    internal static double WinsorisedMean(List<(double Value, double Weight)> sample, double floor)
    {
        const double reach = 2.5;
        var centre = Median(sample);
        var spread = Spread(sample, centre, floor) * reach;
        return sample.Sum(x => x.Weight * Math.Clamp(x.Value, centre - spread, centre + spread)) / sample.Sum(static x => x.Weight);
    }

    /// <summary>Empirical quantile with linear interpolation; the list must be sorted and not empty.</summary>
    internal static double Quantile(List<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
