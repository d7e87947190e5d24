namespace Scheduling.Faults.Http;

/// <summary>How long things took.</summary>
internal static class Percentiles
{
    /// <summary>The value that a share of all do not exceed; 0 of none.</summary>
    public static double Of(IReadOnlyCollection<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(sorted.Length * share) - 1)];
    }
}
