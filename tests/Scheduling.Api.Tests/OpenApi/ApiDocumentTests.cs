using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.OpenApi;

/// <summary>docs/api.md tells every endpoint and every code of the API, and none that is not there.</summary>
public sealed partial class ApiDocumentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Untold = "422";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] Speaking =
    [
        "src/Scheduling.Api/Access", "src/Scheduling.Api/Endpoints", "src/Scheduling.Api/Idempotency", "src/Scheduling.Api/Planning", "src/Scheduling.Api/Problems", "src/Scheduling.Store",
    ];

    private static readonly Dictionary<string, string> Failures = new() { ["NotFound"] = "404", ["Conflict"] = "409", ["Stale"] = "412", ["Invalid"] = "422" };

    [Fact]
    public async Task Every_endpoint_of_the_description_stands_in_the_page_and_no_other()
    {
        JsonNode document = await api.Host.Client.GetAsync("/openapi/v1.json").JsonAsync();
        IEnumerable<string> rows = from path in document["paths"]!.AsObject()
                                   from operation in path.Value!.AsObject()
                                   let method = operation.Key.ToUpperInvariant()
                                   orderby path.Key, Array.IndexOf(Methods, method)
                                   select $"| {method} | `{path.Key}` | {operation.Value!["summary"]} |{Version(operation.Value!)} |";
        string expected = string.Join('\n', rows.Order(StringComparer.Ordinal));
        string told = string.Join('\n', Section("Every endpoint").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| |", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.True(expected == told, $"The table 'Every endpoint' of docs/api.md is stale; it should hold\n{expected}");
    }

    [Fact]
    public void Every_code_of_the_API_stands_in_the_page_with_its_status_and_no_other()
    {
        string root = Artifacts.Repository;
        SortedSet<string> used = [.. Speaking.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .SelectMany(file => CodesOf(File.ReadAllText(file)))];
        SortedSet<string> told = [.. Row().Matches(Section("Errors")).SelectMany(row =>
            from status in row.Groups[1].Value.Split(", ")
            from code in Code().Matches(row.Groups[2].Value)
            select $"{status} {code.Groups[1].Value}")];

        Assert.Contains("412 stale-version", used);
        Assert.Equal(used, told);
    }

    [Fact]
    public void Every_code_of_files_stands_in_the_page_and_no_other()
    {
        SortedSet<string> used = [.. Directory.EnumerateFiles(Path.Combine(Artifacts.Repository, "src", "Scheduling.Api", "Files"), "*.cs")
            .SelectMany(file => ToldOfFiles().Matches(File.ReadAllText(file))).Select(m => m.Groups[1].Value)];
        SortedSet<string> told = [.. CodeRow().Matches(Section("Files")).SelectMany(row => Code().Matches(row.Groups[1].Value)).Select(m => m.Groups[1].Value)];

        Assert.Contains("workbook-unreadable", used);
        Assert.Contains("minimum-above-required", used);
        Assert.Equal(used, told);
    }

    private static string Version(JsonNode operation)
    {
        JsonNode? header = operation["parameters"]?.AsArray().FirstOrDefault(p => (string?)p!["name"] == "If-Match");
        return header is null ? "" : (bool?)header["required"] == true ? " needed" : " taken";
    }

    private static IEnumerable<string> CodesOf(string source)
    {
        foreach (Match told in Told().Matches(source))
        {
            string status = told.Groups["status"].Success ? told.Groups["status"].Value : Failures.GetValueOrDefault(told.Groups["failure"].Value, Untold);
            yield return $"{status} {told.Groups["code"].Value}";
        }

        foreach (Match told in ByStatus().Matches(source))
        {
            yield return $"{told.Groups[1].Value.Replace(">= ", "", StringComparison.Ordinal).Replace("_", "other", StringComparison.Ordinal)} {told.Groups[2].Value}";
        }
    }

    /// <summary>The text from a heading to the next.</summary>
    private static string Section(string heading) =>
        File.ReadAllText(Path.Combine(Artifacts.Repository, "docs", "api.md")).Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));

    // A code stands as an argument before a pointer or a Chinese sentence; the status or the kind of failure stands before it.
    [GeneratedRegex("""(?:StatusCodes\.Status(?<status>\d+)\w*,|\b(?<failure>Conflict|Invalid)\(|StoreFailure\.(?<failure>\w+), \[new(?: InputProblem)?\(|[(,])\s*"(?<code>[a-z0-9]+(?:-[a-z0-9]+)+)",\s*(?:\$"|"["/\P{IsBasicLatin}]|pointer\b)""")]
    private static partial Regex Told();

    // A code of a file is the first text of a problem, or the second argument where the first is a column.
    [GeneratedRegex("""(?:\b(?:Cell|Add|Wrong)|Whole<[A-Za-z<>]+>|new FileProblem)\((?:[A-Za-z]+, )?"([a-z]+(?:-[a-z]+)+)",""")]
    private static partial Regex ToldOfFiles();

    [GeneratedRegex(@"(?m)^\| (`[a-z][^|]+) \|")]
    private static partial Regex CodeRow();

    [GeneratedRegex("""(\d{3}|_) => "([a-z]+(?:-[a-z]+)+)",""")]
    private static partial Regex ByStatus();

    [GeneratedRegex(@"(?m)^\| ([0-9, ]+|other) \| (`[^|]+) \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z0-9-]+)`")]
    private static partial Regex Code();
}
