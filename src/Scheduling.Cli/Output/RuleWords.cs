using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Cli.Output;

/// <summary>How a rule is held and what its settings take, in both languages. The English is that of the rule document.</summary>
internal static class RuleWords
{
    private const string OrAbsent = " or absent";
    private const string ListOf = "list of ";

    public static LocalizedText Of(Enforcement enforcement) => new(
        enforcement.IsHard ? "硬规则"
            : enforcement.IsOff ? "不启用"
            : string.Create(CultureInfo.InvariantCulture, $"软规则，{LevelText.Name(enforcement.Level ?? "", Language.Chinese)}级，权重 {enforcement.Weight}"),
        RuleDocument.EnforcementText(enforcement));

    public static LocalizedText OfType(RuleSetting setting) => new(Chinese(setting.Type), setting.Type);

    public static LocalizedText OfDefault(RuleSetting setting) => new(setting.Default == "absent" ? "不填" : setting.Default, setting.Default);

    private static string Chinese(string type) => type switch
    {
        _ when type.EndsWith(OrAbsent, StringComparison.Ordinal) => Chinese(type[..^OrAbsent.Length]) + "，可不填",
        _ when type.StartsWith(ListOf, StringComparison.Ordinal) => Chinese(type[ListOf.Length..]) + "列表",
        "whole number" => "整数",
        "number" => "数",
        "true or false" => "true 或 false",
        "text" => "文字",
        "enforcement" => "执行方式",
        "date" => "日期",
        "time of day" => "时刻",
        "day of the week" => "星期",
        _ => type.Replace(" or ", " 或 ", StringComparison.Ordinal),
    };
}
