using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Tests.Domain;

namespace Scheduling.Engine.Tests.Serialization;

public sealed class ProblemReaderTests
{
    private static readonly string Valid = JsonSerializer.Serialize(WholeProblem.Valid, SchedulingJson.Default);

    /// <summary>Path of a value, what to put there, and the report it must make. The text <c>REMOVE</c> removes the member.</summary>
    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { "employees", "null", "null-value", "/employees", "Member 'employees' is null" },
        { "employees/1", "null", "null-value", "/employees/1", "Entry 2 of member 'employees' is null" },
        { "shiftTypes/0/parts/0", "null", "null-value", "/shiftTypes/0/parts/0", "shiftTypes/0 ('E')" },
        { "levels/1", "null", "null-value", "/levels/1", "Entry 2" },
        { "rules/0", "null", "null-value", "/rules/0", "Entry 1" },
        { "demand/intervals/0/required/2", "null", "null-value", "/demand/intervals/0/required/2", "Entry 3" },
        { "shiftTypes/0/posts/1", "null", "null-value", "/shiftTypes/0/posts/1", "Entry 2" },
        { "demand", "null", "null-value", "/demand", "leave demand out" },
        { "employees/0/name", "null", "null-value", "/employees/0/name", "('li')" },
        { "rules/0/enforcement", "null", "null-value", "/rules/0/enforcement", "minimum-rest" },
        { "horizon", "REMOVE", "missing-member", "/horizon", "Member 'horizon' is missing" },
        { "employees/2/contract", "REMOVE", "missing-member", "/employees/2/contract", "employees/2 ('zhao')" },
        { "rules/1/rule", "REMOVE", "missing-member", "/rules/1/rule", "Member 'rule'" },
        { "employees/0/contracct", "\"full\"", "unknown-member", "/employees/0/contracct", "did you mean 'contract'?" },
        { "employees/0/colour", "\"red\"", "unknown-member", "/employees/0/colour", "Known are id, name" },
        { "rules/0/restMinuts", "600", "unknown-member", "/rules/0/restMinuts", "did you mean 'restMinutes'?" },
        { "rules/0/descriptor", "{}", "unknown-member", "/rules/0/descriptor", "descriptor" },
        { "horizon/a~b~1c", "1", "unknown-member", "/horizon/a~0b~01c", "a~b~1c" },
        { "rules/0/rule", "\"minimum-rests\"", "unknown-rule", "/rules/0/rule", "did you mean 'minimum-rest'?" },
        { "rules/0/rule", "\"Minimum-Rest\"", "unknown-rule", "/rules/0/rule", "did you mean 'minimum-rest'?" },
        { "rules/0/rule", "\"no-mondays\"", "unknown-rule", "/rules/0/rule", "use one of" },
        { "rules/0/rule", "7", "wrong-type", "/rules/0/rule", "7" },
        { "rules/0/rule", "\"\\ud800\"", "invalid-text", "/rules/0/rule", "rule" },
        { "rules/0", "\"minimum-rest\"", "wrong-type", "/rules/0", "an object" },
        { "horizon/days", "\"7\"", "wrong-type", "/horizon/days", "\"7\"; it must be a whole number" },
        { "horizon/days", "7.5", "invalid-number", "/horizon/days", "7.5" },
        { "horizon/days", "99999999999", "invalid-number", "/horizon/days", "99999999999" },
        { "bands/2/night", "\"yes\"", "wrong-type", "/bands/2/night", "true or false" },
        { "employees", "{}", "wrong-type", "/employees", "a list" },
        { "horizon", "[]", "wrong-type", "/horizon", "an object" },
        { "employees/1/name", "[\"王\"]", "wrong-type", "/employees/1/name", "text in quotes" },
        { "horizon/start", "\"2026-02-30\"", "invalid-date", "/horizon/start", "2026-02-30" },
        { "leave/0/from", "\"06.07.2026\"", "invalid-date", "/leave/0/from", "leave/0 ('zhao')" },
        { "horizon/start", "20260706", "wrong-type", "/horizon/start", "a date such as" },
        { "shiftTypes/1/parts/0/end", "\"24:00\"", "invalid-time", "/shiftTypes/1/parts/0/end", "midnight at the end of a day is \"00:00\"" },
        { "horizon/weekStart", "\"mnday\"", "unknown-value", "/horizon/weekStart", "Did you mean 'monday'?" },
        { "wishes/0/kind", "\"Want\"", "unknown-value", "/wishes/0/kind", "prefer, avoid, cannot" },
        { "wishes/0/kind", "0", "wrong-type", "/wishes/0/kind", "prefer, avoid, cannot" },
        { "rules/0/enforcement", "\"herd\"", "invalid-enforcement", "/rules/0/enforcement", "Did you mean 'hard'?" },
        { "rules/0/enforcement", "{\"level\":\"quality\"}", "invalid-enforcement", "/rules/0/enforcement", "weight" },
        { "rules/0/enforcement", "{\"level\":null,\"weight\":1}", "invalid-enforcement", "/rules/0/enforcement/level", "weight" },
        { "rules/0/enforcement", "{\"weight\":\"1\"}", "invalid-enforcement", "/rules/0/enforcement/weight", "weight" },
        { "schemaVersion", "2", "unsupported-schema-version", "/schemaVersion", "2" },
        { "schemaVersion", "1.5", "unsupported-schema-version", "/schemaVersion", "1.5" },
        { "schemaVersion", "\"1\"", "wrong-type", "/schemaVersion", "\"1\"" },
        { "employees/0/name", "\"a\\u0000b\"", "invalid-text", "/employees/0/name", "li" },
        { "employees/0/name", "\"\\ud800\"", "invalid-text", "/employees/0/name", "li" },
        { "employees/0/skills/0/skill", "\"fr\"", "unknown-reference", "/employees/0/skills/0/skill", "Employee 'li' names the unknown skill 'fr'" },
        { "horizon/days", "1000000", "too-many-days", "/horizon/days", "1000000" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_in_the_json_is_reported_at_its_place_in_both_languages(string path, string json, string code, string pointer, string told)
    {
        ReadResult<SchedulingProblem> result = ProblemReader.ReadProblem(Edit(path, json));

        Assert.False(result.Succeeded);
        InputProblem only = Assert.Single(result.Problems);
        Assert.Equal((code, pointer), (only.Code, only.Pointer));
        Assert.Contains(told, only.Message.En, StringComparison.Ordinal);
        Assert.NotEqual(only.Message.En, only.Message.Zh);
    }

    [Fact]
    public void Everything_wrong_with_the_form_is_reported_at_once()
    {
        JsonNode root = JsonNode.Parse(Valid)!;
        root["horizon"]!["days"] = "seven";
        root["employees"]!.AsArray().Add(null);
        root["rules"]![0]!["rule"] = "minimum-rst";
        root["shifts"] = new JsonArray();
        root.AsObject().Remove("bands");

        ReadResult<SchedulingProblem> result = ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(root.ToJsonString()));

        Assert.Equal(
            ["missing-member /bands", "null-value /employees/3", "unknown-member /shifts", "unknown-rule /rules/0/rule", "wrong-type /horizon/days"],
            result.Problems.Select(p => $"{p.Code} {p.Pointer}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "malformed-json")]
    [InlineData("{", "malformed-json")]
    [InlineData("{\"horizon\": }", "malformed-json")]
    [InlineData("{\"horizon\": 1,}", "malformed-json")]
    [InlineData("// no", "malformed-json")]
    [InlineData("null", "wrong-type")]
    [InlineData("[]", "wrong-type")]
    [InlineData("7", "wrong-type")]
    [InlineData("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", "json-too-deep")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[1", "json-too-deep")]
    public void What_is_no_problem_at_all_is_refused(string json, string code)
    {
        InputProblem only = Assert.Single(ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(json)).Problems);

        Assert.Equal((code, ""), (only.Code, only.Pointer));
    }

    [Fact]
    public void Malformed_json_names_line_and_byte()
    {
        InputProblem only = Assert.Single(ProblemReader.ReadProblem("{\n  \"name\": }"u8.ToArray()).Problems);

        Assert.Contains("line 2, byte 11", only.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused_whatever_its_case()
    {
        byte[] json = Encoding.UTF8.GetBytes(Valid.Replace("\"horizon\":", "\"Name\": \"twice\", \"horizon\":", StringComparison.Ordinal));

        InputProblem only = Assert.Single(ProblemReader.ReadProblem(json).Problems);

        Assert.Equal(("duplicate-member", "/Name"), (only.Code, only.Pointer));
    }

    [Fact]
    public async Task An_input_larger_than_the_limit_is_refused_unread()
    {
        byte[] large = new byte[(5 * 1024 * 1024) + 1];
        using var stream = new MemoryStream(large);

        Assert.Equal("body-too-large", Assert.Single(ProblemReader.ReadProblem(large).Problems).Code);
        Assert.Equal("body-too-large", Assert.Single((await ProblemReader.ReadProblemAsync(stream, null, TestContext.Current.CancellationToken)).Problems).Code);
        Assert.Equal("body-too-large", Assert.Single(ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(Valid), new ReadOptions { MaximumBytes = 100 }).Problems).Code);
        Assert.Equal("malformed-json", Assert.Single(ProblemReader.ReadProblem(large.AsMemory(1)).Problems).Code);
    }

    [Fact]
    public async Task A_problem_is_the_same_from_bytes_from_a_stream_and_after_a_byte_order_mark()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Valid);
        using var first = new MemoryStream(bytes);
        using var second = new MemoryStream([.. Encoding.UTF8.Preamble, .. bytes]);

        ReadResult<SchedulingProblem>[] results =
        [
            ProblemReader.ReadProblem(bytes),
            ProblemReader.ReadProblem(first),
            await ProblemReader.ReadProblemAsync(second, null, TestContext.Current.CancellationToken),
        ];

        Assert.All(results, r => Assert.Empty(r.Problems));
        Assert.All(results, r => Assert.Equal(Valid, JsonSerializer.Serialize(r.Value, SchedulingJson.Default)));
    }

    [Theory]
    [InlineData("{\"name\":", "")]
    [InlineData("\"restMinutes\":", "/rules/0")]
    [InlineData("\"level\": 3", "/employees/0/skills/0")]
    public void A_member_whose_name_is_no_text_is_reported_where_it_stands(string before, string pointer)
    {
        string json = JsonNode.Parse(Valid)!.ToJsonString();
        string place = before.Replace(" ", "", StringComparison.Ordinal);
        int at = json.IndexOf(place, StringComparison.Ordinal) is >= 0 and int found ? found : 1;
        string damaged = json.Insert(json[at] == '{' ? at + 1 : at, "\"\\ud800\":1,");

        InputProblem only = Assert.Single(ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(damaged)).Problems);

        Assert.Equal(("invalid-text", pointer), (only.Code, only.Pointer));
    }

    [Fact]
    public void A_table_of_numbers_is_looked_at_entry_by_entry()
    {
        byte[] json = Edit("rules/0", "{ \"rule\": \"rotation-pattern\", \"phases\": { \"li\": null, \"wang\": \"3\", \"zhao\": 2 } }");

        Assert.Equal(
            ["null-value /rules/0/phases/li", "wrong-type /rules/0/phases/wang"],
            ProblemReader.ReadProblem(json).Problems.Select(p => $"{p.Code} {p.Pointer}"));
    }

    [Fact]
    public void A_roster_is_read_by_its_form()
    {
        string roster = """{ "schemaVersion": 1, "assignments": [ { "employee": "li", "date": "2026-07-06", "shiftType": "E", "breaks": [ { "afterMinutes": 90, "minutes": 15 } ] } ] }""";

        Assert.Equal("li", Assert.Single(ProblemReader.ReadRoster(Encoding.UTF8.GetBytes(roster)).Value!.Assignments).Employee);
        Assert.Equal("/assignments/0/breaks/0/minutes", Problem(roster.Replace("15", "null", StringComparison.Ordinal)).Pointer);
        Assert.Equal("missing-member", Problem("{}").Code);
        Assert.Equal("unsupported-schema-version", Problem(roster.Replace("1,", "9,", StringComparison.Ordinal)).Code);

        static InputProblem Problem(string json)
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
            return Assert.Single(ProblemReader.ReadRoster(stream).Problems);
        }
    }

    [Fact]
    public void Opening_hours_and_calendars_are_read_from_files()
    {
        string hours = """{ "timeZone": "Asia/Jerusalem", "weekStart": "sunday", "weekend": ["friday", "saturday"], "openingHours": [ { "day": "sunday", "from": "07:00", "to": "00:00" } ] }""";
        string calendar = """{ "name": "2026", "calendar": [ { "date": "2026-01-01", "kind": "publicHoliday", "name": "元旦" } ] }""";

        Assert.Equal("Asia/Jerusalem", ProblemReader.ReadOpeningHours(Encoding.UTF8.GetBytes(hours)).Value!.TimeZone);
        Assert.Equal(CalendarDayKind.PublicHoliday, ProblemReader.ReadCalendar(Encoding.UTF8.GetBytes(calendar)).Value!.Calendar[0].Kind);
        Assert.Equal("/timeZone", Assert.Single(ProblemReader.ReadOpeningHours(Encoding.UTF8.GetBytes(hours.Replace("Jerusalem", "Nowhere", StringComparison.Ordinal))).Problems).Pointer);
        Assert.Equal("/calendar/0/date", Assert.Single(ProblemReader.ReadCalendar(Encoding.UTF8.GetBytes(calendar.Replace("2026-01", "1026-01", StringComparison.Ordinal))).Problems).Pointer);
    }

    private static byte[] Edit(string path, string json)
    {
        JsonNode node = JsonNode.Parse(Valid)!;
        JsonNode root = node;
        string[] steps = path.Split('/');
        foreach (string step in steps[..^1])
        {
            node = node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        const string marker = "the value to be put here";
        if (node is JsonArray items)
        {
            items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = marker;
        }
        else if (json == "REMOVE")
        {
            node.AsObject().Remove(steps[^1]);
        }
        else
        {
            node[steps[^1]] = marker;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace($"\"{marker}\"", json, StringComparison.Ordinal));
    }
}
