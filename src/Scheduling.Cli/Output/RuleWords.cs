using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Cli.Output;

/// <summary>How a rule is held and what its settings default to, in both languages. The English is that of the rule document.</summary>
internal static class RuleWords
{
    public static LocalizedText Of(Enforcement enforcement) => new(
        enforcement.IsHard ? "硬规则"
            : enforcement.IsOff ? "不启用"
            : string.Create(CultureInfo.InvariantCulture, $"软规则，{LevelText.Name(enforcement.Level ?? "", Language.Chinese)}级，权重 {enforcement.Weight}"),
        RuleDocument.EnforcementText(enforcement));

    public static LocalizedText OfDefault(RuleSetting setting) => new(setting.Default == "absent" ? "不填" : setting.Default, setting.Default);
}
