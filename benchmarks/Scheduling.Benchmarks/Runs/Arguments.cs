using System.Globalization;

namespace Scheduling.Benchmarks.Runs;

/// <summary>The arguments of a command: what stands before the first option, options with a value, and flags. What is unknown or no number is told.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = [];
    private readonly HashSet<string> _flags = [];
    private readonly List<string> _places = [];

    /// <param name="args">The arguments after the command.</param>
    /// <param name="options">Options that take a value, such as <c>--time</c>.</param>
    /// <param name="flags">Options without a value.</param>
    /// <exception cref="ArgumentException">An argument is not known, lacks its value or stands twice.</exception>
    public Arguments(IReadOnlyList<string> args, IReadOnlyCollection<string> options, IReadOnlyCollection<string> flags)
    {
        for (int i = 0; i < args.Count; i++)
        {
            string name = args[i];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                _places.Add(name);
            }
            else if (flags.Contains(name))
            {
                _flags.Add(name);
            }
            else if (!options.Contains(name))
            {
                throw new ArgumentException($"Unknown option '{name}'; known are {string.Join(", ", options.Concat(flags))}.");
            }
            else if (i + 1 == args.Count || !_values.TryAdd(name, args[++i]))
            {
                throw new ArgumentException($"Option '{name}' has no value or stands twice.");
            }
        }
    }

    /// <summary>What stands without an option's name.</summary>
    public IReadOnlyList<string> Places => _places;

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => _flags.Contains(flag);

    /// <summary>The text of an option; null when it was not given.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary>The text of an option that must be given.</summary>
    /// <exception cref="ArgumentException">It was not.</exception>
    public string Needed(string name) => Text(name) ?? throw new ArgumentException($"Option '{name}' is missing.");

    /// <summary>The whole number of an option.</summary>
    /// <exception cref="ArgumentException">It is none, or out of range.</exception>
    public int Number(string name, int otherwise, int least = 1, int most = 1_000_000)
    {
        string? text = Text(name);
        return text is null ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number
            : throw new ArgumentException($"Option '{name}' is '{text}'; it must be a whole number from {least} to {most}.");
    }
}
