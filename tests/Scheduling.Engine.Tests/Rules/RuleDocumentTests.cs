using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.RotatingDaysOff;
using Scheduling.Engine.Rules.RotationPattern;
using Scheduling.Engine.Serialization;

namespace Scheduling.Engine.Tests.Rules;

public sealed class RuleDocumentTests
{
    [Fact]
    public void The_document_of_rules_is_not_stale()
    {
        string path = Path.Combine(Repository.Root, "docs", "rules.md");
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
            Assert.True(File.Exists(Path.Combine(Repository.Root, "src", "Scheduling.Engine", "Rules", folder, folder + ".md")));
        });
    }

    [Fact]
    public void Settings_have_their_JSON_names_types_and_defaults_and_leave_out_what_every_rule_has() =>
        Assert.Equal([new RuleSetting("restMinutes", "whole number", "660")], RuleDocument.SettingsOf(new MinimumRestRule()));

    [Fact]
    public void Every_rule_has_a_worked_example_with_numbers_in_both_languages()
    {
        string document = RuleDocument.Markdown(RuleCatalog.Default);
        Assert.All(RuleCatalog.Default.Rules, rule =>
        {
            Assert.NotNull(rule.Descriptor.Example);
            (string zh, string en) = (rule.Descriptor.Example.Zh, rule.Descriptor.Example.En);
            Assert.EndsWith("。", zh, StringComparison.Ordinal);
            Assert.EndsWith(".", en, StringComparison.Ordinal);
            Assert.Contains(zh, char.IsAsciiDigit);
            Assert.Contains(en, char.IsAsciiDigit);
            Assert.DoesNotContain(en, IsChinese);
            Assert.Contains($"> 例：{zh}\n>\n> Example: {en}\n", document, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_law_is_named_in_both_languages_or_the_rule_is_said_to_be_a_companys_own()
    {
        string[] rows = RuleDocument.Markdown(RuleCatalog.Default).Split('\n');
        Assert.All(RuleCatalog.Default.Rules, rule =>
        {
            string row = Assert.Single(rows, r => r.StartsWith($"| [{rule.Descriptor.Id}](", StringComparison.Ordinal));
            if (rule.Descriptor.Law is not { } law)
            {
                Assert.EndsWith("| 企业制度 · company rule |", row, StringComparison.Ordinal);
                return;
            }

            Assert.Contains(law.Zh, IsChinese);
            Assert.DoesNotContain(law.En, IsChinese);
            Assert.EndsWith($"| {law.Zh} · {law.En} |", row, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("M1")]
    [InlineData("M2")]
    [InlineData("M3")]
    [InlineData("M4")]
    [InlineData("M5")]
    [InlineData("M6")]
    [InlineData("M7")]
    [InlineData("M12")]
    [InlineData("M14")]
    [InlineData("M19")]
    public void A_row_of_the_policy_that_rules_must_serve_names_at_least_one(string row) =>
        Assert.Contains($"\n| {row} | [", File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md")), StringComparison.Ordinal);

    [Fact]
    public void The_JSON_of_a_rule_at_its_defaults_reads_back_as_the_rule_at_its_defaults() => Assert.All(RuleCatalog.Default.Rules, rule =>
    {
        string json = RuleDocument.JsonOf(rule);
        Assert.DoesNotContain('\n', json);
        Rule read = JsonSerializer.Deserialize<Rule>(json, SchedulingJson.Default)!;
        Assert.Equal(JsonSerializer.Serialize(rule, SchedulingJson.Default), JsonSerializer.Serialize(read, SchedulingJson.Default));
    });

    [Fact]
    public void A_rule_stands_in_the_document_as_in_a_problem()
    {
        Assert.Equal("""{ "rule": "minimum-rest", "enforcement": "hard", "restMinutes": 660 }""", RuleDocument.JsonOf(new MinimumRestRule()));
        Assert.Contains($"```json\n{RuleDocument.JsonOf(new MinimumRestRule())}\n```\n", RuleDocument.Markdown(RuleCatalog.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void Days_of_the_week_and_values_by_id_are_named_in_both_languages()
    {
        Assert.Equal(
            new LocalizedText("星期列表", "list of day of the week"),
            Assert.Single(RuleDocument.SettingsOf(new RotatingDaysOffRule()), s => s.Name == "weekdays").TypeText());
        Assert.Equal(
            new LocalizedText("按编号的整数", "whole number by id"),
            Assert.Single(RuleDocument.SettingsOf(new RotationPatternRule()), s => s.Name == "phases").TypeText());
    }

    private static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff';
}
