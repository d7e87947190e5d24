using Scheduling.Api.Files;
using Scheduling.Api.OpenApi;
using Scheduling.Api.Pages;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Store;

namespace Scheduling.Api.Endpoints;

/// <summary>Files in and out. What a body is, CSV, text with tabs or XLSX, is told by its bytes.</summary>
internal static class FileBody
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv; charset=utf-8";

    private const int LongestName = 100;

    /// <summary>It takes a file; the example is CSV.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, string example) =>
        endpoint.Accepts<string>("text/csv", "text/plain", "text/tab-separated-values", Workbook, "application/octet-stream").WithMetadata(new BodyExample(example));

    /// <summary>It gives CSV.</summary>
    public static RouteHandlerBuilder GivesCsv(this RouteHandlerBuilder endpoint) => endpoint.Produces<byte[]>(StatusCodes.Status200OK, "text/csv");

    /// <summary>What messages call the file.</summary>
    public static string Name(string fileName) => fileName[..Math.Min(LongestName, fileName.Length)];

    /// <summary>The language of a file: the one that is asked for in the address, else that of the request.</summary>
    public static string Culture(HttpContext http, string? language) => language is null ? RequestLanguage.Of(http.Request) : Wording.Of(language).Culture;

    /// <summary>What was read, or a refusal with everything that is wrong with the file; the pointers are <c>FILE:LINE:COLUMN</c>.</summary>
    public static T OrRefuse<T>(this FileResult<T> result, string fileName)
        where T : class => result.Succeeded ? result.Value : throw new StoreException(StoreFailure.Invalid, [.. result.Problems.Select(problem => problem.In(fileName))]);

    /// <summary>A roster as a file.</summary>
    public static IResult Of(SchedulingProblem problem, Roster roster, string format, string culture, string name)
    {
        if (RosterShape.Check(problem, roster) is { Count: > 0 } unsound)
        {
            throw new StoreException(StoreFailure.Conflict, unsound);
        }

        return format switch
        {
            "xlsx" => Results.File(RosterWorkbook.Write(problem, roster, culture), Workbook, name + ".xlsx"),
            "csv" => Results.File(RosterCsv.Write(problem, roster, culture), Csv, name + ".csv"),
            "list" => Results.File(RosterCsv.WriteList(problem, roster, culture), Csv, name + "-list.csv"),
            _ => throw new RequestRefusedException(StatusCodes.Status400BadRequest, "unknown-format", $"没有格式“{format}”；可用：xlsx、csv、list。", $"There is no format '{format}'; use xlsx, csv or list."),
        };
    }
}
