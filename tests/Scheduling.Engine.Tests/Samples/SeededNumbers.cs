namespace Scheduling.Engine.Tests.Samples;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every machine and in every version.</summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A whole number from 0 up to, but not including, a limit.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>A Poisson number, by multiplying uniform numbers until they fall below e^−mean (Knuth).</summary>
    public int Poisson(double mean)
    {
        double limit = Math.Exp(-mean);
        double product = Unit();
        int count = 0;
        while (product > limit)
        {
            product *= Unit();
            count++;
        }

        return count;
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
