using System.Text.Json;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Serialization;

/// <summary>How a value is written in JSON, in words, and what a value that is not so is called.</summary>
/// <param name="Expected">What to write.</param>
/// <param name="Code">Code of a value of the right kind that cannot be read.</param>
/// <param name="Kinds">Kinds of JSON value it may be.</param>
/// <param name="Names">The names to choose from; none when it is no choice.</param>
internal sealed record JsonForm(LocalizedText Expected, string Code, IReadOnlyList<JsonValueKind> Kinds, IReadOnlyList<string> Names);

/// <summary>The forms of all values there are.</summary>
internal static class JsonForms
{
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static JsonForm Object { get; } = new(new LocalizedText("对象 {…}", "an object {…}"), "wrong-type", [JsonValueKind.Object], []);

    public static JsonForm List { get; } = new(new LocalizedText("列表 […]", "a list […]"), "wrong-type", [JsonValueKind.Array], []);

    public static JsonForm Of(Type type)
    {
        if (type.IsEnum)
        {
            return type == typeof(IsoDayOfWeek) ? Choice(Days) : Choice([.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)]);
        }

        return type switch
        {
            _ when type == typeof(string) => Text("带引号的文本", "text in quotes", "invalid-text"),
            _ when type == typeof(bool) => new JsonForm(new LocalizedText("true 或 false", "true or false"), "wrong-type", [JsonValueKind.True, JsonValueKind.False], []),
            _ when type == typeof(int) => Number("整数（-2147483648 到 2147483647）", "a whole number from -2147483648 to 2147483647"),
            _ when type == typeof(long) => Number("整数", "a whole number"),
            _ when type == typeof(double) || type == typeof(decimal) => Number("数字", "a number"),
            _ when type == typeof(LocalDate) => Text("日期，例如 \"2026-07-06\"", "a date such as \"2026-07-06\"", "invalid-date"),
            _ when type == typeof(LocalTime) => Text("00:00 到 23:59 的时刻，例如 \"08:30\"（一天结束的午夜写作 \"00:00\"）", "a time from 00:00 to 23:59 such as \"08:30\" (midnight at the end of a day is \"00:00\")", "invalid-time"),
            _ when type == typeof(LocalDateTime) => Text("日期和时刻，例如 \"2026-07-06T08:30:00\"", "a date and time such as \"2026-07-06T08:30:00\"", "invalid-date-time"),
            _ when type == typeof(Enforcement) => new JsonForm(
                new LocalizedText("\"hard\"、\"off\" 或 {\"level\": \"quality\", \"weight\": 10}", "\"hard\", \"off\" or {\"level\": \"quality\", \"weight\": 10}"),
                "invalid-enforcement", [JsonValueKind.String, JsonValueKind.Object], ["hard", "off"]),
            _ => new JsonForm(new LocalizedText("另一种形式的值", "a value of another form"), "invalid-value", Enum.GetValues<JsonValueKind>(), []),
        };
    }

    private static JsonForm Text(string zh, string en, string code) => new(new LocalizedText(zh, en), code, [JsonValueKind.String], []);

    private static JsonForm Number(string zh, string en) => new(new LocalizedText(zh, en), "invalid-number", [JsonValueKind.Number], []);

    private static JsonForm Choice(string[] names) => new(
        new LocalizedText(string.Join("、", names) + " 之一", "one of " + string.Join(", ", names)), "unknown-value", [JsonValueKind.String], names);
}
