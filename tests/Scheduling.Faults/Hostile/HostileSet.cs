using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Scheduling.Faults.Hostile;

/// <summary>The hostile set of FT-F2.</summary>
internal static class HostileSet
{
    private const string Schedules = "/api/v1/schedules";
    private const string Staffing = "/api/v1/staffing";
    private const string Leave = "/api/v1/teams/t/leave";
    private const string Edit = "/api/v1/teams/t/weeks/2054-07-06/roster";

    private static readonly (string Method, string Path)[] Json =
    [
        ("POST", Schedules), ("POST", "/api/v1/teams?id=new"), ("POST", Leave), ("PUT", Leave + "/x1"), ("PATCH", Edit), ("POST", Staffing), ("POST", "/api/v1/forecasts"), ("PUT", "/api/v1/teams/t/employees"),
    ];

    public static IReadOnlyList<HostileCase> All(string sample) => [.. Depths(), .. Kinds(), .. Numbers(sample), .. Counts(sample), .. Doubles(sample), .. Texts(), .. Sizes(), .. Heads(), .. Slow()];

    private static IEnumerable<HostileCase> Depths()
    {
        foreach ((string method, string path) in Json)
        {
            foreach (int depth in new[] { 65, 1000, 10_000, 100_000 })
            {
                yield return HostileCase.Json($"arrays {depth} deep to {path}", method, path, string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth)));
            }

            yield return HostileCase.Json($"objects 10000 deep to {path}", method, path, string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000));
        }
    }

    private static IEnumerable<HostileCase> Kinds() =>
        from target in Json
        from body in new[] { "null", "1", "\"x\"", "true", "[1,", "{\"a\"", "NaN" }
        select HostileCase.Json($"{body} to {target.Path}", target.Method, target.Path, body);

    private static IEnumerable<HostileCase> Numbers(string sample)
    {
        foreach (string place in new[] { "days", "historyDays", "fixedDaysAfter", "intervalMinutes" })
        {
            foreach (string value in new[] { "1000000", "-1", "1000000000", "2147483647", "9223372036854775808", "1e999", "NaN", "Infinity", "1.5", "\"7\"" })
            {
                yield return HostileCase.Json($"{place} {value}", "POST", Schedules, With(sample, problem => problem["horizon"]![place] = "mark").Replace("\"mark\"", value, StringComparison.Ordinal));
            }
        }

        foreach (string value in new[] { "1e9", "1e308", "-1", "NaN", "\"NaN\"" })
        {
            yield return HostileCase.Json($"{value} contacts", "POST", Staffing, $$"""{"handlingSeconds":240,"intervals":[{"start":"2026-07-06T09:00:00","contacts":{{value}}}]}""");
        }

        foreach (string date in new[] { "0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31", "-9998-01-01", "2026-02-30", "2026-07-06T00:00:00Z", "99999-01-01" })
        {
            yield return HostileCase.Json($"horizon from {date}", "POST", Schedules, With(sample, problem => problem["horizon"]!["start"] = date));
            yield return HostileCase.Json($"leave from {date}", "PUT", Leave + "/x2", $$"""{"employee":"o1","from":"{{date}}","until":"2026-07-06"}""");
        }

        foreach (string zone in new[] { "../../etc/passwd", "No/Where", "" })
        {
            yield return HostileCase.Json($"zone '{zone}'", "POST", Schedules, With(sample, problem => problem["horizon"]!["timeZone"] = zone));
        }

        yield return HostileCase.Json("a solve of a million hours", "POST", Schedules, $$$"""{"problem":{{{sample}}},"options":{"timeLimit":"PT1000000H"}}""");
    }

    private static IEnumerable<HostileCase> Counts(string sample)
    {
        yield return HostileCase.Json("5001 employees", "POST", Schedules, Repeated(sample, "employees", 5001));
        yield return HostileCase.Json("201 shift types", "POST", Schedules, Repeated(sample, "shiftTypes", 201));
        yield return HostileCase.Json("options beyond five million", "POST", Schedules, With(Repeated(sample, "employees", 1000), problem =>
        {
            problem["horizon"]!["days"] = 366;
            problem["shiftTypes"]![0]!["startWindow"] = JsonNode.Parse("""{"earliest":"00:00","latest":"23:59","stepMinutes":1}""");
        }));
        yield return HostileCase.Json("a billion agents required", "POST", Schedules, With(sample, problem => problem["demand"] = JsonNode.Parse("""{"intervals":[{"post":"desk","start":"2026-07-06T09:00:00","required":1000000000}]}""")));
        yield return HostileCase.Json("1001 leaves at once", "POST", Leave, $"[{string.Join(',', Enumerable.Repeat("{}", 1001))}]");
        yield return HostileCase.Json("a million edits", "PATCH", Edit, $$"""{"edits":[{{string.Join(',', Enumerable.Repeat("{}", 1_000_000))}}]}""");
        foreach (string path in new[] { "?limit=1000000000", "?limit=-1", "?after=-1", "?after=99999999999999999999", "?limit=x" })
        {
            yield return new HostileCase("changes" + path, $"GET /api/v1/teams/t/changes{path} HTTP/1.1", []);
        }
    }

    private static IEnumerable<HostileCase> Doubles(string sample)
    {
        string start = sample.TrimStart()[1..];
        yield return HostileCase.Json("a member twice", "POST", Schedules, "{\"name\":\"a\",\"name\":\"b\"," + start);
        yield return HostileCase.Json("the horizon twice", "POST", Schedules, "{\"horizon\":{\"start\":\"2026-07-06\",\"days\":1}," + start);
        yield return HostileCase.Json("days twice", "POST", Schedules, sample.Replace("\"days\": 7", "\"days\":7,\"days\":1000000", StringComparison.Ordinal));
        yield return HostileCase.Json("a member a hundred thousand times", "POST", Schedules, "{" + string.Concat(Enumerable.Repeat("\"name\":1,", 100_000)) + start);
        yield return HostileCase.Json("an employee twice in a leave", "PUT", Leave + "/x3", """{"employee":"o1","employee":"o2","from":"2026-07-06","until":"2026-07-06"}""");
        yield return HostileCase.Json("unknown members", "PUT", Leave + "/x4", """{"employee":"o1","from":"2026-07-06","until":"2026-07-06","__proto__":{"admin":true}}""");
        yield return HostileCase.Json("two employees of one id", "POST", Schedules, With(sample, problem => problem["employees"]!.AsArray().Add(problem["employees"]![0]!.DeepClone())));
    }

    private static IEnumerable<HostileCase> Texts()
    {
        foreach (string hex in new[] { "FF", "C080", "EDA080", "F4908080", "E2 82", "80", "FEFF0041", "EFBBBFEFBBBF7B7D" })
        {
            byte[] bad = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
            yield return HostileCase.Json($"bytes {hex} as a body", "POST", Schedules, bad);
            yield return HostileCase.Json($"bytes {hex} in a text", "PUT", Leave + "/x5", [.. "{\"employee\":\""u8, .. bad, .. "\",\"from\":\"2026-07-06\",\"until\":\"2026-07-06\"}"u8]);
        }

        yield return HostileCase.Json("half of a surrogate", "PUT", Leave + "/x6", """{"employee":"\ud800","from":"2026-07-06","until":"2026-07-06"}""");
        yield return HostileCase.Json("a zero in a text", "PUT", Leave + "/x7", """{"employee":"o1","from":"2026-07-06","until":"2026-07-06","reason":"a\u0000b"}""");
        yield return HostileCase.Json("a reason of a megabyte", "PUT", Leave + "/x8", $$"""{"employee":"o1","from":"2026-07-06","until":"2026-07-06","reason":"{{new string('x', 1_000_000)}}"}""");
        yield return HostileCase.Json("UTF-16", "POST", Schedules, Encoding.Unicode.GetBytes("{}"));
        yield return HostileCase.Json("only spaces", "POST", Schedules, new string(' ', 1_000_000));
        yield return HostileCase.Json("a number of a megabyte", "POST", Schedules, "{\"name\":" + new string('9', 1_000_000) + "}");
        yield return Csv("a row that never ends", new string('a', 4_000_000));
        yield return Csv("a quote that is never closed", "externalId,employee,from,until\n\"" + new string('x', 100_000));
        yield return Csv("a million columns", new string(',', 1_000_000));
        yield return Csv("two million rows", "externalId,employee,from,until\n" + new string('\n', 100) + string.Concat(Enumerable.Repeat("a,b,c,d\n", 500_000)));
        yield return Csv("a workbook that is none", "PK\u0003\u0004nothing");
    }

    private static IEnumerable<HostileCase> Sizes()
    {
        foreach ((string method, string path) in Json)
        {
            // Not more than a first piece is ever sent: the length alone decides.
            yield return new HostileCase($"30 MB to {path}", $"{method} {path} HTTP/1.1\r\nContent-Type: application/json\r\nIf-Match: \"1\"\r\nIdempotency-Key: large\r\nContent-Length: 31457280", new byte[1000]);
        }

        yield return new HostileCase("a terabyte", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 1099511627776", []);
        yield return new HostileCase("one byte too many", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {(5 * 1024 * 1024) + 1}", []);
        yield return new HostileCase("pieces beyond 5 MB", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked", [.. "600000\r\n"u8, .. new byte[0x500001]]);
        yield return new HostileCase("a length that is none", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 99999999999999999999", []);
        yield return new HostileCase("a length below nothing", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: -1", []);
        yield return new HostileCase("two lengths", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3", "{}"u8.ToArray());
        yield return new HostileCase("length and pieces", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked", "zz\r\n"u8.ToArray());
        yield return new HostileCase("a piece that is none", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked", "zz\r\n{}"u8.ToArray());
        yield return new HostileCase("packed", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4", [0x1f, 0x8b, 8, 0]);
    }

    private static IEnumerable<HostileCase> Heads()
    {
        yield return new HostileCase("a header of 40 kB", $"GET /api/v1/teams HTTP/1.1\r\nX-Long: {new string('x', 40_000)}", []);
        yield return new HostileCase("two hundred headers", "GET /api/v1/teams HTTP/1.1" + string.Concat(Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"\r\nX-{i}: 1"))), []);
        yield return new HostileCase("an address of 10 kB", $"GET /api/v1/teams/{new string('x', 10_000)} HTTP/1.1", []);
        yield return new HostileCase("a zero in a header", "GET /api/v1/teams HTTP/1.1\r\nX-Zero: a\0b", []);
        yield return new HostileCase("no version", "GET /api/v1/teams", []);
        yield return new HostileCase("a version that is none", "GET /api/v1/teams HTTP/9.9x", []);
        yield return new HostileCase("a zero in the address", "GET /api/v1/teams/%00 HTTP/1.1", []);
        yield return new HostileCase("a key of a thousand characters", $"PUT {Leave}/x9 HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\nIdempotency-Key: {new string('k', 1000)}", "{}"u8.ToArray());
        yield return new HostileCase("a version that is no number", $"PATCH {Edit} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 12\r\nIf-Match: \"99999999999999999999\"", "{\"edits\":[]}"u8.ToArray());
        yield return new HostileCase("another media type", $"PUT {Leave}/x9 HTTP/1.1\r\nContent-Type: application/xml\r\nContent-Length: 4", "<a/>"u8.ToArray());
    }

    private static IEnumerable<HostileCase> Slow()
    {
        foreach (string path in new[] { Schedules, Staffing, Leave + "/import" })
        {
            yield return new HostileCase($"a body that stops, to {path}", $"POST {path} HTTP/1.1\r\nContent-Type: {(path.EndsWith("import", StringComparison.Ordinal) ? "text/csv" : "application/json")}\r\nContent-Length: 1000", "{\"name\":"u8.ToArray(), Slow: true);
        }

        yield return new HostileCase("pieces that stop", $"POST {Schedules} HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked", "5\r\n{\"a\":\r\n"u8.ToArray(), Slow: true);
    }

    private static HostileCase Csv(string name, string text)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        return new(name, string.Create(CultureInfo.InvariantCulture, $"POST {Leave}/import HTTP/1.1\r\nContent-Type: text/csv\r\nContent-Length: {body.Length}"), body);
    }

    private static string With(string sample, Action<JsonNode> change)
    {
        JsonNode problem = JsonNode.Parse(sample)!;
        change(problem);
        return problem.ToJsonString();
    }

    private static string Repeated(string sample, string list, int times) => With(sample, problem =>
    {
        JsonNode first = problem[list]![0]!;
        problem[list] = new JsonArray([.. Enumerable.Range(0, times).Select(i =>
        {
            JsonNode one = first.DeepClone();
            one["id"] = string.Create(CultureInfo.InvariantCulture, $"n{i}");
            return one;
        })]);
    });
}
