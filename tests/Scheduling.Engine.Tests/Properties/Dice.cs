using NodaTime;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Draws from one seeded stream, so that a seed names a whole problem.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>An integer from <paramref name="least"/> to <paramref name="most"/>, both possible.</summary>
    public int Number(int least, int most) => _random.Next(least, most + 1);

    public bool Chance(double share) => _random.NextDouble() < share;

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public T? Maybe<T>(double share, Func<T> value)
        where T : struct => Chance(share) ? value() : null;

    public string? MaybeText(double share, Func<string> value) => Chance(share) ? value() : null;

    /// <summary>Each item with a probability, in order.</summary>
    public IReadOnlyList<T> Some<T>(IEnumerable<T> items, double share) => [.. items.Where(_ => Chance(share))];

    public IReadOnlyList<T> Many<T>(int least, int most, Func<T> make) => [.. Enumerable.Range(0, Number(least, most)).Select(_ => make())];

    public void Shuffle<T>(T[] items) => _random.Shuffle(items);

    /// <summary>A time of day between two hours in steps of some minutes.</summary>
    public LocalTime Time(int firstHour, int lastHour, int step = 15) =>
        LocalTime.FromMinutesSinceMidnight(Number(firstHour * 60 / step, lastHour * 60 / step) * step % 1440);
}
