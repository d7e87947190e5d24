using System.Globalization;
using NodaTime.Text;
using Scheduling.Api.Access;
using Scheduling.Api.Endpoints.Schedules;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;
using Scheduling.Engine.Explanation;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Rosters;

/// <summary>Reading the rosters of <c>/teams/{team}/weeks/{week}</c>.</summary>
internal static class RosterReadEndpoints
{
    public static void MapRosterReads(this IEndpointRouteBuilder week)
    {
        week.MapGet("/roster", GetAsync).For(Policies.ReadRoster, "What stands of a week: draft or published roster, proposal, newest run, pins", "ETag: the number of the head. An agent sees what is published.").Produces<WeekAnswer>();
        week.MapGet("/roster/versions", ListAsync).For(Policies.ReadDraft, "Every version of a week's roster, newest first").Produces<IReadOnlyList<RevisionAnswer>>();
        week.MapGet("/roster/versions/{number:int}", VersionAsync).For(Policies.ReadDraft, "A version of a week's roster").Produces<RevisionAnswer>();
        week.MapGet("/roster/diff", DiffAsync).For(Policies.ReadDraft, "What differs between two versions", "from, to: a number, or draft, published, proposal, head. Default published to head.").Produces<RosterDiff>();
        week.MapGet("/roster/score", ScoreAsync).For(Policies.ReadDraft, "Every violation of a version in words", "version: as in diff; default head.").Produces<ScoreAnswer>();
        week.MapGet("/export", ExportAsync).For(Policies.ReadDraft, "A version as a file", "format: xlsx (default), csv (people × days) or list (CSV, a row per shift); the first two can be imported again. language: zh-CN or en.")
            .Produces<byte[]>(StatusCodes.Status200OK, FileBody.Workbook, "text/csv");
    }

    private static async Task<IResult> GetAsync(HttpContext http, string team, Day week, RosterStore rosters)
    {
        WeekView view = await ViewAsync(http, team, week, rosters, judged: false);
        RevisionAnswer? Told(Revision? revision) => revision is null ? null : RevisionAnswer.Of(revision.Row, http.Request);
        bool drafts = Caller.Of(http).May(Policies.ReadDraft);
        Revision? head = drafts ? view.Head : view.Published;
        IfMatch.Tell(http.Response, head?.Row.Number ?? 0);
        return Results.Ok(new WeekAnswer(
            team, week.Date, Told(head), Told(view.Published), drafts ? Told(view.Proposal) : null,
            drafts && view.Run is not null ? RunAnswer.Of(view.Run) with { Roster = null } : null, drafts ? view.Pins : []));
    }

    private static async Task<IResult> ListAsync(HttpContext http, string team, Day week, RosterStore rosters)
    {
        await ViewAsync(http, team, week, rosters);
        return Results.Ok((await rosters.HistoryAsync(team, week.Date, http.RequestAborted)).Select(r => RevisionAnswer.Of(r, http.Request)));
    }

    private static async Task<IResult> VersionAsync(HttpContext http, string team, Day week, int number, RosterStore rosters)
    {
        Revision revision = await rosters.GetAsync(team, week.Date, number, http.RequestAborted);
        IfMatch.Tell(http.Response, number);
        return Results.Ok(RevisionAnswer.Of(revision.Row, http.Request));
    }

    private static async Task<IResult> DiffAsync(HttpContext http, string team, Day week, RosterStore rosters, string from = "published", string to = "head")
    {
        WeekView view = await ViewAsync(http, team, week, rosters);
        Revision before = await NamedAsync(http, view, week, from, rosters);
        Revision after = await NamedAsync(http, view, week, to, rosters);
        return Results.Ok(RosterDiff.Of(before.Roster(), after.Roster(), after.Problem().ShiftTypes));
    }

    private static async Task<IResult> ScoreAsync(HttpContext http, string team, Day week, RosterStore rosters, string version = "head")
    {
        Revision revision = await NamedAsync(http, await ViewAsync(http, team, week, rosters), week, version, rosters);
        RosterScore score = revision.Score();
        return Results.Ok(ScoreAnswer.Of(revision.Problem(), revision.Roster(), score.Status, score.Levels));
    }

    private static async Task<IResult> ExportAsync(HttpContext http, string team, Day week, RosterStore rosters, string format = "xlsx", string version = "head", string? language = null)
    {
        Revision revision = await NamedAsync(http, await ViewAsync(http, team, week, rosters), week, version, rosters);
        string name = $"{team}-{LocalDatePattern.Iso.Format(week.Date)}-v{revision.Row.Number.ToString(CultureInfo.InvariantCulture)}";
        return FileBody.Of(revision.Problem(), revision.Roster(), format, FileBody.Culture(http, language), name);
    }

    /// <summary>What stands of a week; fails when the day is not the first of one.</summary>
    internal static async Task<WeekView> ViewAsync(HttpContext http, string team, Day week, RosterStore rosters, bool judged = true)
    {
        WeekView view = await (judged ? rosters.WeekAsync(team, week.Date, http.RequestAborted) : rosters.StandingAsync(team, week.Date, http.RequestAborted));
        WeekStarts.Check(StoreJson.Read<TeamSetup>(view.Team.Setup), week.Date);
        return view;
    }

    private static async Task<Revision> NamedAsync(HttpContext http, WeekView view, Day week, string name, RosterStore rosters)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return await rosters.GetAsync(view.Team.Id, week.Date, number, http.RequestAborted);
        }

        Revision? revision = name switch
        {
            "draft" => view.Draft,
            "published" => view.Published,
            "proposal" => view.Proposal,
            "head" => view.Head,
            _ => throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, "unknown-version", $"没有版本“{name}”；可用：编号、draft、published、proposal、head。", $"There is no version '{name}'; use a number, draft, published, proposal or head."),
        };
        return revision ?? throw StoreException.NotFound("roster version", "排班版本", $"{LocalDatePattern.Iso.Format(week.Date)}/{name}");
    }
}
