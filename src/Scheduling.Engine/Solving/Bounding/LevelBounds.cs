namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// The best bounds of each level. Each is a proven least value of Σ weight × level; with what the incumbent pays for the earlier levels taken off, it bounds the level
/// itself, so a better incumbent can make another one the best.
/// </summary>
/// <param name="steps">The step in which costs of each level come.</param>
internal sealed class LevelBounds(long[] steps)
{
    /// <summary>Many, for which one is the best depends on what the incumbent pays for the earlier levels, and a better incumbent may come.</summary>
    private const int Kept = 64;
    private readonly List<(Int128 Value, long[] Weights)>[] _bounds = [.. Enumerable.Range(0, steps.Length).Select(_ => new List<(Int128, long[])>())];

    /// <summary>Takes over a bound when it is better for the incumbent than those known, or the first with its weights.</summary>
    public void Offer(int level, Int128 value, double[] weights, ReadOnlySpan<long> incumbent)
    {
        List<(Int128 Value, long[] Weights)> known = _bounds[level];
        long[] units = [.. weights.Select(w => (long)Math.Round(w * DualFunction.Units))];
        int same = known.FindIndex(k => k.Weights.AsSpan().SequenceEqual(units));
        if (same >= 0)
        {
            known[same] = (Int128.Max(known[same].Value, value), units);
            return;
        }

        known.Add((value, units));
        if (known.Count > Kept)
        {
            long[] costs = incumbent.IsEmpty ? new long[steps.Length] : incumbent.ToArray();
            known.Remove(known.MinBy(k => Of(level, k, costs)));
        }
    }

    /// <summary>Raises bounds per level to the best known, none above what the incumbent costs as long as it keeps the hard rules.</summary>
    public void Raise(Span<long> bounds, ReadOnlySpan<long> incumbent)
    {
        long[] costs = incumbent.ToArray();
        for (int level = 1; level < steps.Length; level++)
        {
            foreach ((Int128, long[]) bound in _bounds[level])
            {
                Int128 units = Of(level, bound, costs);

                // Costs are whole steps, so what is above one counts as the next.
                Int128 step = (Int128)steps[level] * DualFunction.Units;
                Int128 whole = units <= 0 ? 0 : (((units - 1) / step) + 1) * steps[level];
                bounds[level] = Math.Max(bounds[level], (long)Int128.Min(whole, long.MaxValue));
            }
        }
    }

    private static Int128 Of(int level, (Int128 Value, long[] Weights) bound, long[] incumbent)
    {
        Int128 value = bound.Value;
        for (int earlier = 1; earlier < level; earlier++)
        {
            value -= (Int128)bound.Weights[earlier] * incumbent[earlier];
        }

        return value;
    }
}
