using System.Text.RegularExpressions;

namespace Scheduling.Architecture.Tests.Gates;

/// <summary>What the written documents promise.</summary>
internal static partial class Documents
{
    /// <summary>Links inside the repository that lead nowhere. Links to the web and within a page are not looked at.</summary>
    public static IEnumerable<string> LinkBreaches(string path, string text, Func<string, bool> exists) =>
        from match in Link().Matches(Fence().Replace(text, ""))
        let target = Uri.UnescapeDataString(match.Groups[1].Value.Split('#')[0])
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        where !exists(Path.Combine(Path.GetDirectoryName(path) ?? "", target))
        select $"{path} links to '{target}', which is not there.";

    /// <summary>One word, one meaning: no term of the glossary stands twice, and each has its Chinese term and a meaning.</summary>
    public static IEnumerable<string> GlossaryBreaches(string text)
    {
        var rows = text.Split('\n').Where(line => line.StartsWith('|') && !line.StartsWith("|-", StringComparison.Ordinal) && !line.StartsWith("| Term ", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        foreach (var row in rows.Where(row => row.Length != 3 || row.Contains("") || !Chinese().IsMatch(row[1])))
            yield return $"The glossary's row '{row[0]}' must hold a term, its Chinese term and one meaning.";
        foreach (var twice in rows.GroupBy(row => row[0], StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return $"The glossary explains '{twice.Key}' twice.";
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();
}
