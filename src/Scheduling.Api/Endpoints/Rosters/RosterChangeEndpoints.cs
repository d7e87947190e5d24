using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Endpoints.Schedules;
using Scheduling.Api.Hosting;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;
using Scheduling.Worker.Jobs;

namespace Scheduling.Api.Endpoints.Rosters;

/// <summary>Changing the rosters of <c>/teams/{team}/weeks/{week}</c>. Every change names the version it was made from.</summary>
internal static class RosterChangeEndpoints
{
    private const string EditExample = """{"edits":[{"employee":"e1","date":"2026-07-06","shiftType":"day"},{"employee":"e2","date":"2026-07-06"}]}""";

    public static void MapRosterChanges(this IEndpointRouteBuilder week)
    {
        week.MapPost("/solve", SolveAsync).For(Policies.ChangeRoster, "Solve a week", "Starts from the draft; the result becomes the next draft. 409 while the week is being solved.")
            .Takes<WeekSolveRequest>("""{"options":{"timeLimit":"PT30S"}}""").Produces<RunAnswer>(StatusCodes.Status202Accepted);
        week.MapPatch("/roster", EditAsync).For(Policies.ChangeRoster, "Change cells of a week", "If-Match: the head's number, 0 when there is none. Makes a new version; hard rules may be broken by hand, the judgement says so.")
            .Takes<EditRequest>(EditExample).Produces<EditAnswer>().ByVersion();
        week.MapPost("/roster/check", CheckAsync).For(Policies.ChangeRoster, "What an edit would do; nothing is stored").Takes<EditRequest>(EditExample).Produces<JudgementAnswer>();
        week.MapPost("/roster/restore", RestoreAsync).For(Policies.ChangeRoster, "Make an earlier version the draft again (undo, redo)", "If-Match: the head's number.")
            .Takes<RestoreRequest>("""{"number":1}""").Produces<RevisionAnswer>().ByVersion();
        week.MapPost("/roster/publish", PublishAsync).For(Policies.PublishRoster, "Publish the draft", "If-Match: the draft's number. A draft that breaks hard rules needs acceptNote.")
            .Takes<PublishRequest>("""{"acceptNote":"agreed with the works council"}""").Produces<RevisionAnswer>().ByVersion();
        week.MapPost("/roster/discard", DiscardAsync).For(Policies.ChangeRoster, "Put the draft away", "If-Match: the draft's number.").Produces(StatusCodes.Status204NoContent).ByVersion();
        week.MapPost("/proposal/accept", AcceptAsync).For(Policies.PublishRoster, "Make the proposal the draft", "If-Match: the proposal's number.").Produces<RevisionAnswer>().ByVersion();
        week.MapPost("/proposal/decline", DeclineAsync).For(Policies.PublishRoster, "Put the proposal aside", "If-Match: the proposal's number.").Produces(StatusCodes.Status204NoContent).ByVersion();
        week.MapPut("/pins/{employee}/{date}", PinAsync).For(Policies.ChangeRoster, "Fix a cell for the solver").Takes<PinRequest>("""{"shiftType":"day"}""").Produces<Pin>();
        week.MapDelete("/pins/{employee}/{date}", UnpinAsync).For(Policies.ChangeRoster, "Set a cell free").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> SolveAsync(HttpContext http, string team, Day week, RunStore runs, RunQueue queue, SchedulingSettings settings)
    {
        var request = await http.Request.ReadOrDefaultAsync<WeekSolveRequest>();
        RunOptions options = (request.Options ?? new SolveRequestOptions()).ToRun(settings, "/options");
        RunRow run = await runs.AddManualAsync(team, week.Date, options, Caller.Of(http).Id, http.RequestAborted);
        queue.Enqueue(run.Id, run.Queue);
        return Results.Accepted(RunAnswer.LocationOf(run.Id), RunAnswer.Of(run));
    }

    private static async Task<IResult> EditAsync(HttpContext http, string team, Day week, RosterEditor editor, RosterStore rosters)
    {
        long seen = IfMatch.Required(http.Request);
        var request = await http.Request.ReadAsync<EditRequest>();
        EditOutcome outcome = await editor.EditAsync(team, week.Date, Number(seen), request.Edits, Caller.Of(http).Id, http.RequestAborted);
        Revision made = await rosters.GetAsync(team, week.Date, outcome.Row.Number, http.RequestAborted);
        IfMatch.Tell(http.Response, outcome.Row.Number);
        return Results.Ok(new EditAnswer(RevisionAnswer.Of(outcome.Row, http.Request), JudgementAnswer.Of(made.Problem(), outcome.Judgement)));
    }

    private static async Task<IResult> CheckAsync(HttpContext http, string team, Day week, RosterEditor editor, TeamReader teams)
    {
        var request = await http.Request.ReadAsync<EditRequest>();
        EditJudgement judgement = await editor.JudgeAsync(team, week.Date, request.Edits, http.RequestAborted);
        (SchedulingProblem problem, _) = await teams.ProblemAsync(team, week.Date, http.RequestAborted);
        return Results.Ok(JudgementAnswer.Of(problem, judgement));
    }

    private static async Task<IResult> RestoreAsync(HttpContext http, string team, Day week, RosterStore rosters)
    {
        long seen = IfMatch.Required(http.Request);
        var request = await http.Request.ReadAsync<RestoreRequest>();
        WeekView view = await RosterReadEndpoints.ViewAsync(http, team, week, rosters);
        if (view.Head?.Row.Number != Number(seen))
        {
            throw StoreException.Stale($"{seen}", $"{view.Head?.Row.Number ?? 0}");
        }

        return Told(http, await rosters.RestoreAsync(team, week.Date, request.Number, view.Draft?.Row.Number, Caller.Of(http).Id, http.RequestAborted));
    }

    private static async Task<IResult> PublishAsync(HttpContext http, string team, Day week, RosterStore rosters)
    {
        int draft = (int)IfMatch.Required(http.Request);
        var request = await http.Request.ReadOrDefaultAsync<PublishRequest>();
        return Told(http, await rosters.PublishAsync(team, week.Date, draft, request.AcceptNote, Caller.Of(http).Id, http.RequestAborted));
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, string team, Day week, RosterStore rosters)
    {
        await rosters.DiscardDraftAsync(team, week.Date, (int)IfMatch.Required(http.Request), Caller.Of(http).Id, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, string team, Day week, RosterStore rosters) =>
        Told(http, await rosters.AcceptAsync(team, week.Date, (int)IfMatch.Required(http.Request), Caller.Of(http).Id, http.RequestAborted));

    private static async Task<IResult> DeclineAsync(HttpContext http, string team, Day week, RosterStore rosters)
    {
        await rosters.DeclineAsync(team, week.Date, (int)IfMatch.Required(http.Request), Caller.Of(http).Id, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> PinAsync(HttpContext http, string team, Day week, string employee, Day date, RosterEditor editor)
    {
        CheckInside(week.Date, date.Date);
        var request = await http.Request.ReadOrDefaultAsync<PinRequest>();
        var pin = new Pin { Employee = employee, Date = date.Date, ShiftType = request.ShiftType, Start = request.Start, Post = request.Post };
        await editor.PinAsync(team, pin, Caller.Of(http).Id, http.RequestAborted);
        return Results.Ok(pin);
    }

    private static async Task<IResult> UnpinAsync(HttpContext http, string team, Day week, string employee, Day date, RosterEditor editor)
    {
        CheckInside(week.Date, date.Date);
        await editor.UnpinAsync(team, employee, date.Date, Caller.Of(http).Id, http.RequestAborted);
        return Results.NoContent();
    }

    private static void CheckInside(LocalDate week, LocalDate date) => new InputCheck().When(
        date < week || date > week.PlusDays(6), "date-outside-horizon", "/date", $"{date:uuuu-MM-dd} 不在 {week:uuuu-MM-dd} 一周内。", $"{date:uuuu-MM-dd} is not in the week of {week:uuuu-MM-dd}.").Conclude();

    private static IResult Told(HttpContext http, RosterRow row)
    {
        IfMatch.Tell(http.Response, row.Number);
        return Results.Ok(RevisionAnswer.Of(row, http.Request));
    }

    private static int? Number(long seen) => seen == 0 ? null : (int)seen;
}
