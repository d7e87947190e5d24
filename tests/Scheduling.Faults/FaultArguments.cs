using System.Globalization;

namespace Scheduling.Faults;

/// <summary>What was asked for on the command line.</summary>
internal sealed record FaultArguments(IReadOnlyList<string> Tests, int Seed, bool Nightly, int? Tries, int Slice, int Slices)
{
    /// <summary>Null when the arguments are wrong.</summary>
    public static FaultArguments? Read(string[] args, IReadOnlyList<string> known)
    {
        var asked = new FaultArguments([], 1, false, null, 1, 1);
        for (int i = 0; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--nightly":
                    asked = asked with { Nightly = true };
                    break;
                case "--seed" when Number(value) is { } seed:
                    (asked, i) = (asked with { Seed = seed }, i + 1);
                    break;
                case "--tries" when Number(value) is { } tries:
                    (asked, i) = (asked with { Tries = tries }, i + 1);
                    break;
                case "--slice" when value?.Split('/') is [var k, var n] && Number(k) is { } slice && Number(n) is { } slices && slice >= 1 && slice <= slices:
                    (asked, i) = (asked with { Slice = slice, Slices = slices }, i + 1);
                    break;
                case var test when known.Contains(test):
                    asked = asked with { Tests = [.. asked.Tests, test] };
                    break;
                default:
                    return null;
            }
        }

        return asked.Slices > 1 && !asked.Nightly ? null : asked.Tests.Count > 0 ? asked : asked with { Tests = known };
    }

    /// <summary>First try and number of tries of a test, of which a short run makes some and a night many.</summary>
    public (int First, int Tries) Share(int quick, int nightly)
    {
        if (Tries is { } tries)
        {
            return (0, tries);
        }

        if (!Nightly)
        {
            return (0, quick);
        }

        int first = (int)((long)nightly * (Slice - 1) / Slices);
        return (first, (int)((long)nightly * Slice / Slices) - first);
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
