using System.Text.RegularExpressions;

namespace Scheduling.Engine.Tests.Domain;

public sealed partial class InputCodeTests
{
    [Fact]
    public void Every_code_of_the_reader_and_the_validator_is_explained_and_no_other()
    {
        string root = Repository.Root;
        string engine = Path.Combine(root, "src", "Scheduling.Engine");
        IEnumerable<string> sources = Directory.GetFiles(Path.Combine(engine, "Domain"), "Problem*.cs").Concat(Directory.GetFiles(Path.Combine(engine, "Serialization"), "*.cs"));
        SortedSet<string> used = [.. sources.SelectMany(file => Literal().Matches(File.ReadAllText(file))).Select(m => m.Groups[1].Value)];
        SortedSet<string> told = [.. Explained().Matches(File.ReadAllText(Path.Combine(root, "docs", "input-problems.md"))).Select(m => m.Groups[1].Value)];

        Assert.Equal(used, told.Where(code => code != "rule-setting-out-of-range"));
    }

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("`([a-z]+(?:-[a-z]+)+)`")]
    private static partial Regex Explained();
}
