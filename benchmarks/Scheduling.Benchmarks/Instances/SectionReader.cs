using System.Globalization;

namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// Reads text in sections: <c>SECTION_NAME</c>, then one line of comma separated fields each; <c>#</c> begins a comment. What is wrong is told with the line and the value.
/// </summary>
/// <param name="file">Names the instance in messages.</param>
/// <param name="sections">The sections there must be, each once, in any order.</param>
internal abstract class SectionReader(string file, IReadOnlyList<string> sections)
{
    /// <summary>The line being read, from 1.</summary>
    protected int Line { get; private set; }

    /// <summary>Reads a line of a section; the section is empty before the first.</summary>
    protected abstract void ReadRow(string section, string line, string[] fields);

    protected void ReadSections(IEnumerable<string> lines)
    {
        string section = "";
        HashSet<string> seen = [];
        foreach (string raw in lines)
        {
            Line++;
            string line = raw.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("SECTION_", StringComparison.Ordinal))
            {
                section = line["SECTION_".Length..];
                if (!sections.Contains(section) || !seen.Add(section))
                {
                    throw Wrong(seen.Contains(section) ? $"section '{line}' stands twice" : $"unknown section '{line}'");
                }

                continue;
            }

            ReadRow(section, line, line.Split(',', StringSplitOptions.TrimEntries));
        }

        if (sections.FirstOrDefault(s => !seen.Contains(s)) is { } missing)
        {
            throw Wrong($"section 'SECTION_{missing}' is missing", 0);
        }
    }

    protected void Count(string[] fields, int count, string what)
    {
        if (fields.Length != count)
        {
            throw Wrong($"'{string.Join(',', fields)}' has {fields.Length} fields; {what} has {count}");
        }
    }

    protected int Number(string text, string what, int least = 0, int most = 10_000_000) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw Wrong($"{what} is '{text}'; it must be a whole number from {least} to {most}");

    /// <summary>What is wrong in the line being read.</summary>
    protected InstanceException Wrong(string message) => Wrong(message, Line);

    /// <summary>What is wrong in a line; in none of them with line 0.</summary>
    protected InstanceException Wrong(string message, int line) => new(file, line, message);
}
