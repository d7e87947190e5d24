using Scheduling.Api.Access;
using Scheduling.Api.Endpoints.Catalogue;
using Scheduling.Api.Hosting;
using Scheduling.Api.Problems;
using Scheduling.Engine.Explanation;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Worker.Jobs;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>A problem in which nothing is wrong.</summary>
internal sealed record ValidAnswer(bool Valid);

/// <summary><c>/schedules</c>: problems of nobody's team, and all runs.</summary>
internal static class ScheduleEndpoints
{
    /// <summary>Runs of one owner that may wait at once.</summary>
    public const int MostOpen = 50;

    public static void MapSchedules(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder schedules = api.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapPost("", PostAsync).For(
                Policies.UseEngine, "Solve, validate or score a problem",
                "operation=SOLVE (default) takes a problem, or {problem, options, start}, and answers 202 with the place of the run. VALIDATE takes a problem and answers 200 or 422. SCORE takes {problem, roster} and answers 200 with the judgement.")
            .Takes<SolveRequest>().WithMetadata(new OpenApi.BodyExample(System.Text.Encoding.UTF8.GetString(DemoData.All[0].Body)))
            .Produces<RunAnswer>(StatusCodes.Status202Accepted).Produces<ScoreAnswer>();
        schedules.MapGet("/{id:guid}", GetAsync).For(Policies.UseEngine, "Where a run stands, and the best roster so far").Produces<RunAnswer>();
        schedules.MapDelete("/{id:guid}", StopAsync).For(Policies.UseEngine, "Stop a run and keep its best roster").Produces<RunAnswer>();
        schedules.MapGet("/{id:guid}/events", RunEvents.WriteAsync).For(
                Policies.UseEngine, "Progress as server-sent events", "Events: state, progress, roster, end. Last-Event-ID resumes after a progress.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream");
        schedules.MapGet("/{id:guid}/score", ScheduleReports.ScoreAsync).For(Policies.UseEngine, "Every violation of the best roster in words, and which rules cut which wish").Produces<ScoreAnswer>();
        schedules.MapGet("/{id:guid}/certificate", ScheduleReports.CertificateAsync).For(Policies.UseEngine, "What is proven: status, bounds, the checker's verdict").Produces<CertificateAnswer>();
        schedules.MapGet("/{id:guid}/conflicts", ScheduleReports.ConflictsAsync).For(Policies.UseEngine, "Why there is no roster that keeps every hard rule").Produces<ConflictReport>();
        schedules.MapGet("/{id:guid}/diff", ScheduleReports.DiffAsync).For(
            Policies.UseEngine, "What differs from another run or from the published roster", "against: id of another run, or 'published' (default).").Produces<RosterDiff>();
    }

    private static async Task<IResult> PostAsync(HttpContext http, RunStore runs, RunQueue queue, SchedulingSettings settings, string operation = "SOLVE")
    {
        switch (operation.ToUpperInvariant())
        {
            case "SOLVE":
                return await SolveAsync(http, runs, queue, settings);
            case "VALIDATE":
                await ScheduleBody.ReadSolveAsync(http.Request);
                return Results.Ok(new ValidAnswer(true));
            case "SCORE":
                ScoreRequest score = await ScheduleBody.ReadScoreAsync(http.Request);
                return Results.Ok(ScoreAnswer.Of(score.Problem, score.Roster));
            default:
                throw new RequestRefusedException(
                    StatusCodes.Status400BadRequest, "unknown-operation", $"没有操作“{operation}”；可用：SOLVE、VALIDATE、SCORE。", $"There is no operation '{operation}'; use SOLVE, VALIDATE or SCORE.");
        }
    }

    private static async Task<IResult> SolveAsync(HttpContext http, RunStore runs, RunQueue queue, SchedulingSettings settings)
    {
        SolveRequest solve = await ScheduleBody.ReadSolveAsync(http.Request);
        RunOptions options = (solve.Options ?? new SolveRequestOptions()).ToRun(settings, "/options");
        Caller caller = Caller.Of(http);
        if (await runs.OpenAsync(caller.Id, http.RequestAborted) >= MostOpen)
        {
            throw new RequestRefusedException(
                StatusCodes.Status429TooManyRequests, "too-many-runs", $"您已有 {MostOpen} 个求解任务在等待；请等其中一些结束。", $"{MostOpen} of your runs are waiting; let some of them end.")
            { RetryAfterSeconds = 10 };
        }

        RunRow run = await runs.AddScheduleAsync(solve.Problem, solve.Start, options, caller.Id, caller.Id, http.RequestAborted);
        queue.Enqueue(run.Id, run.Queue);
        return Results.Accepted(RunAnswer.LocationOf(run.Id), RunAnswer.Of(run));
    }

    private static async Task<IResult> GetAsync(HttpContext http, Guid id, RunStore runs) => Results.Ok(RunAnswer.Of(await RunScope.OfAsync(http, runs, id)));

    private static async Task<IResult> StopAsync(HttpContext http, Guid id, RunStore runs)
    {
        await RunScope.ToStopAsync(http, runs, id);
        return Results.Ok(RunAnswer.Of(await runs.StopAsync(id, Caller.Of(http).Id, http.RequestAborted)));
    }
}
