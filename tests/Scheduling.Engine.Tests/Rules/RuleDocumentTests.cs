using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MinimumRest;

namespace Scheduling.Engine.Tests.Rules;

public sealed class RuleDocumentTests
{
    [Fact]
    public void The_document_of_rules_is_not_stale()
    {
        string path = Path.Combine(RepositoryRoot(), "docs", "rules.md");
        string expected = RuleDocument.Markdown(RuleCatalog.Default);
        Assert.True(
            File.ReadAllText(path) == expected,
            "docs/rules.md is stale; write it anew: dotnet run -c Release --project src/Scheduling.Cli -- rules --markdown > docs/rules.md");
    }

    [Fact]
    public void Every_rule_has_a_row_a_section_and_a_page_of_its_own()
    {
        string document = RuleDocument.Markdown(RuleCatalog.Default);
        Assert.All(RuleCatalog.Default.Rules, rule =>
        {
            string folder = rule.GetType().Namespace!.Split('.')[^1];
            Assert.Contains($"| [{rule.Descriptor.Id}](#{rule.Descriptor.Id}) |", document, StringComparison.Ordinal);
            Assert.Contains($"\n## {rule.Descriptor.Id}\n", document, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(RepositoryRoot(), "src", "Scheduling.Engine", "Rules", folder, folder + ".md")));
        });
    }

    [Fact]
    public void Settings_have_their_JSON_names_types_and_defaults_and_leave_out_what_every_rule_has() =>
        Assert.Equal([new RuleSetting("restMinutes", "whole number", "660")], RuleDocument.SettingsOf(new MinimumRestRule()));

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Scheduling.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Scheduling.sln is in no folder above the tests.");
    }
}
