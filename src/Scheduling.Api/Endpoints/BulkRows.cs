using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scheduling.Api.Files;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Store;

namespace Scheduling.Api.Endpoints;

/// <summary>What came of one row of several.</summary>
/// <param name="Row">Its place, from 0.</param>
/// <param name="Line">Its line in the file; absent for JSON.</param>
/// <param name="Id">What it is about, where that could be read.</param>
/// <param name="Status">201 new, 200 changed or unchanged, or the status it would have been refused with.</param>
/// <param name="Errors">What is wrong with it; pointers begin with its place.</param>
internal sealed record BulkAnswer(int Row, int? Line, string? Id, int Status, IReadOnlyList<ProblemItem> Errors);

/// <summary>What a cell of a file holds.</summary>
internal enum BulkForm
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A date, as people write it.</summary>
    Date,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Truth,
}

/// <summary>A column of a file, and the member of a row it stands for.</summary>
internal sealed record BulkColumn(string Member, string Zh, bool Needed, BulkForm Form = BulkForm.Text, params string[] Others)
{
    public FileColumn ToColumn() => new(Member, Zh, Needed, Others);
}

/// <summary>Many rows in one request, each carried out by itself: those that are right are taken, whatever is wrong with others, and every one has its result.</summary>
internal static class BulkRows
{
    private const int MostRows = 1000;

    private static readonly string[] Yes = ["true", "yes", "1", "是", "y"];
    private static readonly string[] No = ["false", "no", "0", "否", "n"];

    /// <summary>The rows of a JSON array.</summary>
    public static async Task<IReadOnlyList<(int? Line, JsonElement Value)>> ReadAsync(HttpContext http) =>
        Limited([.. (await http.Request.ReadAsync<IReadOnlyList<JsonElement>>()).Select(row => ((int?)null, row))]);

    /// <summary>The rows of a file as the JSON they stand for. A file that cannot be read, or whose header is wrong, is refused as a whole.</summary>
    public static async Task<IReadOnlyList<(int? Line, JsonElement Value)>> ReadFileAsync(HttpContext http, string fileName, IReadOnlyList<BulkColumn> columns)
    {
        string name = FileBody.Name(fileName);
        SheetTable table = SheetTable.Read(await http.Request.BytesAsync(), name).OrRefuse(name);
        Dictionary<BulkColumn, FileColumn> known = columns.ToDictionary(c => c, c => c.ToColumn());
        var problems = new FileProblems();
        FileColumns found = FileColumns.Find(table, [.. known.Values], problems);
        if (problems.Any)
        {
            problems.Refused<SheetTable>().OrRefuse(name);
        }

        return Limited([.. found.Rows(table).Select(row => ((int?)row.Line, JsonOf(row, found, known)))]);
    }

    /// <summary>Carries rows out one after the other. <paramref name="act"/> tells whether what a row is about is new.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext http, IReadOnlyList<(int? Line, JsonElement Value)> rows, string idMember, Func<ReadOnlyMemory<byte>, Task<bool>> act)
    {
        List<BulkAnswer> answers = [];
        for (int i = 0; i < rows.Count; i++)
        {
            (int? line, JsonElement row) = rows[i];
            ReadOnlyMemory<byte> bytes = JsonMarshal.GetRawUtf8Value(row).ToArray();
            (int status, IReadOnlyList<InputProblem> problems) = await TryAsync(() => act(bytes));
            answers.Add(new BulkAnswer(i, line, IdOf(row, idMember), status, [.. InputCheck.Under($"/{i}", problems).Select(p => new ProblemItem(p.Pointer, p.Code, p.Message.In(http.Request)))]));
        }

        return Results.Ok(answers);
    }

    /// <summary>What a row is about; null where that cannot be read, such as bytes that are no text.</summary>
    private static string? IdOf(JsonElement row, string idMember)
    {
        try
        {
            return row.ValueKind == JsonValueKind.Object && row.TryGetProperty(idMember, out JsonElement given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<(int Status, IReadOnlyList<InputProblem> Problems)> TryAsync(Func<Task<bool>> act)
    {
        try
        {
            return (await act() ? StatusCodes.Status201Created : StatusCodes.Status200OK, []);
        }
        catch (RequestRefusedException refusal)
        {
            return (refusal.Status, refusal.Problems);
        }
        catch (StoreException refusal)
        {
            return (ProblemHandling.StatusOf(refusal.Failure), refusal.Problems);
        }
    }

    private static IReadOnlyList<(int? Line, JsonElement Value)> Limited(IReadOnlyList<(int? Line, JsonElement Value)> rows)
    {
        new InputCheck().When(rows.Count > MostRows, "too-many-rows", "", $"一次最多 {MostRows} 行，收到 {rows.Count} 行。", $"{MostRows} rows at once at most; there are {rows.Count}.").Conclude();
        return rows;
    }

    private static JsonElement JsonOf(SheetRow row, FileColumns found, Dictionary<BulkColumn, FileColumn> known)
    {
        var json = new JsonObject();
        foreach ((BulkColumn column, FileColumn place) in known)
        {
            string text = found.Value(row, place);
            if (text.Length > 0)
            {
                json[column.Member] = ValueOf(text, column.Form);
            }
        }

        return JsonSerializer.SerializeToElement(json);
    }

    /// <summary>What cannot be read stays a text: the reader of the row then says what is wrong with it.</summary>
    private static JsonValue ValueOf(string text, BulkForm form) => form switch
    {
        BulkForm.Date when FileValues.Date(text) is { } date => JsonValue.Create(NodaTime.Text.LocalDatePattern.Iso.Format(date)),
        BulkForm.Number when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => JsonValue.Create(number),
        BulkForm.Truth when Yes.Contains(text, StringComparer.OrdinalIgnoreCase) => JsonValue.Create(true),
        BulkForm.Truth when No.Contains(text, StringComparer.OrdinalIgnoreCase) => JsonValue.Create(false),
        _ => JsonValue.Create(text),
    };
}
