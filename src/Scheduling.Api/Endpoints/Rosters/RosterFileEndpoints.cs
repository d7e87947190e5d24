using NodaTime.Text;
using Scheduling.Api.Access;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Store.Rosters;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Rosters;

/// <summary>What an imported grid made of a week.</summary>
/// <param name="Revision">The new version; the one that stands when the grid says nothing new, absent when there is none.</param>
/// <param name="Changes">What differs from the version before.</param>
/// <param name="Judgement">What it does to rules and penalties.</param>
internal sealed record RosterImportAnswer(RevisionAnswer? Revision, RosterDiff Changes, JudgementAnswer Judgement);

/// <summary>The roster of a week from a file, and a file to fill in.</summary>
internal static class RosterFileEndpoints
{
    private const string Example = "id,name,2026-07-06,2026-07-07,2026-07-08\ne1,Chen Jie,E,E 07:30,\ne2,Li Na,,L@chat,off\n";

    public static void MapRosterFiles(this IEndpointRouteBuilder week)
    {
        week.MapPost("/roster/import", ImportAsync).For(
                Policies.ChangeRoster, "Make a grid from a spreadsheet the draft",
                "If-Match: the head's number, 0 when there is none. CSV, text with tabs or XLSX: people × dates with codes of shifts, as /export writes them. People and dates it does not name stay as they are; a grid that says nothing new makes no version.")
            .TakesFile(Example).Produces<RosterImportAnswer>().ByVersion();
        week.MapGet("/roster/template", TemplateAsync).For(Policies.ReadDraft, "A grid to fill in", "People × days with what stands. format: xlsx (default) or csv. language: zh-CN or en.")
            .Produces<byte[]>(StatusCodes.Status200OK, FileBody.Workbook, "text/csv");
    }

    private static async Task<IResult> ImportAsync(HttpContext http, string team, Day week, FileImport files, string fileName = "roster")
    {
        long seen = IfMatch.Required(http.Request);
        string name = FileBody.Name(fileName);
        RosterImport import = (await files.RosterAsync(
            team, week.Date, seen == 0 ? null : (int)seen, await http.Request.BytesAsync(), name, Caller.Of(http).Id, http.RequestAborted)).OrRefuse(name);
        IfMatch.Tell(http.Response, import.Row?.Number ?? 0);
        return Results.Ok(new RosterImportAnswer(
            import.Row is null ? null : RevisionAnswer.Of(import.Row, http.Request), import.Changes, JudgementAnswer.Of(import.Problem, EditJudgement.Of(import.Problem, import.Before, import.After))));
    }

    private static async Task<IResult> TemplateAsync(HttpContext http, string team, Day week, RosterStore rosters, TeamReader teams, string format = "xlsx", string? language = null)
    {
        (SchedulingProblem problem, _) = await teams.ProblemAsync(team, week.Date, http.RequestAborted);
        Revision? head = (await rosters.WeekAsync(team, week.Date, http.RequestAborted)).Head;
        Roster roster = head is null ? new Roster { Assignments = [] } : RosterEditor.Fit(problem, head.Roster());
        IfMatch.Tell(http.Response, head?.Row.Number ?? 0);
        return FileBody.Of(problem, roster, format, FileBody.Culture(http, language), $"{team}-{LocalDatePattern.Iso.Format(week.Date)}-template");
    }
}
