namespace Scheduling.Engine.Solving.CpSat;

/// <summary>
/// Levels as one integer: each level is weighted above everything the later ones can add up to. Only used when the whole range stays under
/// 2^53, which is checked; otherwise <see cref="TryCreate"/> gives null and the levels are solved one after another.
/// </summary>
internal sealed class LexicographicObjective
{
    private const long Largest = 1L << 53;
    private readonly long[] _weights;
    private readonly long[] _minima;

    private LexicographicObjective(LinearTerms scalar, long[] weights, LinearTerms[] levels)
    {
        Scalar = scalar;
        _weights = weights;
        _minima = [.. levels.Select(l => l.Minimum)];
    }

    /// <summary>Σ weight × (level − its minimum).</summary>
    public LinearTerms Scalar { get; }

    public static LexicographicObjective? TryCreate(LinearTerms[] levels)
    {
        long[] weights = new long[levels.Length];
        UInt128 range = 1;
        for (int level = levels.Length - 1; level >= 0; level--)
        {
            weights[level] = (long)range;
            range *= (UInt128)(levels[level].Maximum - levels[level].Minimum) + 1;
            if (range > Largest)
            {
                return null;
            }
        }

        LinearTerms scalar = new();
        for (int level = 0; level < levels.Length; level++)
        {
            scalar.Add(levels[level], weights[level]).Add(-weights[level] * levels[level].Minimum);
        }

        return new LexicographicObjective(scalar, weights, levels);
    }

    /// <summary>What a bound of the scalar proves of each level, given that the levels before it are as in the incumbent.</summary>
    public long[] LevelBounds(double scalarBound, ReadOnlySpan<long> incumbent)
    {
        // The solver's bound is a double of an integer below 2^53; anything fractional rounds up safely.
        long left = (long)Math.Ceiling(scalarBound - 1e-6);
        long[] bounds = new long[_weights.Length];
        for (int level = 0; level < bounds.Length; level++)
        {
            long units = Math.Max(0, left / _weights[level]);
            bounds[level] = _minima[level] + units;
            left -= (incumbent[level] - _minima[level]) * _weights[level];
        }

        return bounds;
    }
}
