using System.Globalization;
using System.Reflection;

namespace Scheduling.Faults.Zones;

/// <summary>
/// What the clocks of a zone show, from the list of changes that stands beside this file. It knows nothing of NodaTime: instants are seconds since 1970, local times
/// are seconds since 1970 as if they were UTC.
/// </summary>
internal sealed class ZoneOracle
{
    /// <summary>Version of the tz database the list is of.</summary>
    public const string Version = "2026f";

    private readonly List<(long From, long Offset)> _offsets = [];

    /// <summary>The zones of the list.</summary>
    public static IReadOnlyDictionary<string, ZoneOracle> Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"zones-{Version}.txt")!);
        Dictionary<string, ZoneOracle> zones = [];
        ZoneOracle? zone = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            string[] words = line.Split(' ');
            long offset = long.Parse(words[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            if (words[0].Contains('/', StringComparison.Ordinal))
            {
                zones.Add(words[0], zone = new ZoneOracle());
                zone._offsets.Add((long.MinValue, offset));
            }
            else
            {
                zone!._offsets.Add((DateTimeOffset.Parse(words[0], CultureInfo.InvariantCulture).ToUnixTimeSeconds(), offset));
            }
        }

        return zones;
    }

    /// <summary>The instant at which a shift begins: the earlier of two, moved forward when the local time is skipped.</summary>
    public long Start(long local) => Instants(local) is { Count: > 0 } found ? found.Min() : Skipped(local);

    /// <summary>The instant at which a shift ends: the later of two, moved forward when the local time is skipped.</summary>
    public long End(long local) => Instants(local) is { Count: > 0 } found ? found.Max() : Skipped(local);

    private List<long> Instants(long local)
    {
        List<long> found = [];
        for (int i = 0; i < _offsets.Count; i++)
        {
            long instant = local - _offsets[i].Offset;
            if (instant >= _offsets[i].From && (i + 1 == _offsets.Count || instant < _offsets[i + 1].From))
            {
                found.Add(instant);
            }
        }

        return found;
    }

    /// <summary>The clock jumps over it: what stands as far behind the jump as the time stands in it.</summary>
    private long Skipped(long local)
    {
        for (int i = 1; i < _offsets.Count; i++)
        {
            (long from, long offset) = _offsets[i];
            long before = _offsets[i - 1].Offset;
            if (local >= from + before && local < from + offset)
            {
                return local - before;
            }
        }

        throw new InvalidOperationException($"No clock shows {local}, and none jumps over it.");
    }
}
