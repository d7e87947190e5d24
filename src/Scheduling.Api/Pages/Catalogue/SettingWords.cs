using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Api.Pages.Catalogue;

/// <summary>What a setting of a rule takes, in both languages. The English is that of the rule document.</summary>
public static class SettingWords
{
    private const string OrAbsent = " or absent";
    private const string ListOf = "list of ";

    public static LocalizedText Type(RuleSetting setting) => new(Chinese(setting.Type), setting.Type);

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
