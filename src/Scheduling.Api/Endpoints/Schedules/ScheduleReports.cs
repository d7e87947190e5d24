using System.Reflection;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>The independent checker's verdict, made anew for this answer.</summary>
/// <param name="Passes">Whether the shape is sound and no hard rule is broken.</param>
/// <param name="Penalties">Penalty per level, counted again.</param>
/// <param name="Agrees">Whether that is what the run was stored with.</param>
internal sealed record VerdictAnswer(bool Passes, IReadOnlyList<long> Penalties, bool Agrees);

/// <summary>What is proven of a run's roster.</summary>
/// <param name="Status">OPTIMAL, FEASIBLE, INFEASIBLE or UNKNOWN.</param>
/// <param name="Levels">Penalty, lower bound and gap of each level.</param>
/// <param name="Checker">The checker's verdict.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Repeatable">Whether the same input, seed and version give the same roster.</param>
/// <param name="EngineVersion">Version of the engine that answers.</param>
/// <param name="InputHash">SHA-256 of the stored problem in hexadecimal.</param>
internal sealed record CertificateAnswer(
    string? Status, IReadOnlyList<LevelAnswer> Levels, VerdictAnswer Checker, int Seed, bool Repeatable, string EngineVersion, string InputHash);

/// <summary>What can be told of a run's best roster.</summary>
internal static class ScheduleReports
{
    private const string Published = "published";

    private static readonly string EngineVersion =
        typeof(SchedulingProblem).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static async Task<IResult> ScoreAsync(HttpContext http, Guid id, RunStore runs)
    {
        (RunRow run, Roster roster) = await WithRosterAsync(http, id, runs);
        (SchedulingProblem problem, _) = await ProblemAsync(http, id, runs);
        RosterScore? score = ScoreOf(run);
        return Results.Ok(ScoreAnswer.Of(problem, roster, score?.Status, score?.Levels));
    }

    public static async Task<IResult> CertificateAsync(HttpContext http, Guid id, RunStore runs)
    {
        (RunRow run, Roster roster) = await WithRosterAsync(http, id, runs);
        (SchedulingProblem problem, string hash) = await ProblemAsync(http, id, runs);
        RosterScore? score = ScoreOf(run);
        Evaluation evaluation = RosterEvaluator.Evaluate(problem, roster);
        var options = StoreJson.Read<RunOptions>(run.Options);
        IReadOnlyList<LevelScore> levels = score?.Levels ?? [.. problem.Levels.Select((name, level) => new LevelScore(name, evaluation.Penalties[level], 0))];
        return Results.Ok(new CertificateAnswer(
            RunWords.Of(score?.Status), [.. levels.Select(LevelAnswer.Of)],
            new VerdictAnswer(evaluation.Passes, evaluation.Penalties, levels.Select(l => l.Penalty).SequenceEqual(evaluation.Penalties)),
            options.Seed, options.DeterministicLimit is not null, EngineVersion, hash));
    }

    public static async Task<IResult> ConflictsAsync(HttpContext http, Guid id, RunStore runs)
    {
        RunRow run = await RunScope.OfAsync(http, runs, id);
        if (run.Conflicts is null && !RunWords.HasEnded(run.State))
        {
            throw StoreException.Conflict("not-ended", "求解尚未结束，还不知道是否有冲突。", "The run has not ended; whether there is a conflict is not known yet.");
        }

        return Results.Ok(run.Conflicts is not null ? StoreJson.Read<ConflictReport>(run.Conflicts) : new ConflictReport
        {
            IsProven = false,
            IsMinimal = false,
            Members = [],
            Message = new LocalizedText("没有发现冲突。", "No conflict was found."),
        });
    }

    public static async Task<IResult> DiffAsync(HttpContext http, Guid id, RunStore runs, string against = Published)
    {
        (_, Roster roster) = await WithRosterAsync(http, id, runs);
        (SchedulingProblem problem, _) = await ProblemAsync(http, id, runs);
        Roster before;
        if (against == Published)
        {
            before = problem.Published is { } published
                ? new Roster { Assignments = published }
                : throw StoreException.Conflict("nothing-published", "问题中没有已发布的排班；请在 against 中给出另一个求解任务的编号。", "The problem has no published roster; give the id of another run in against.");
        }
        else if (Guid.TryParse(against, out Guid other))
        {
            (_, before) = await WithRosterAsync(http, other, runs);
        }
        else
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "invalid-id", $"against 为“{against}”；应为求解任务的编号或 published。", $"against is '{against}'; it must be the id of a run, or 'published'.");
        }

        return Results.Ok(RosterDiff.Of(before, roster, problem.ShiftTypes));
    }

    private static RosterScore? ScoreOf(RunRow run) => run.Score is null ? null : StoreJson.Read<RosterScore>(run.Score);

    private static async Task<(RunRow Run, Roster Roster)> WithRosterAsync(HttpContext http, Guid id, RunStore runs)
    {
        RunRow run = await RunScope.OfAsync(http, runs, id);
        return run.Roster is { } body
            ? (run, StoreJson.Read<Roster>(body))
            : throw StoreException.Conflict("no-roster-yet", "求解还没有得到任何排班；请稍后再试。", "The run has no roster yet; ask again later.");
    }

    private static async Task<(SchedulingProblem Problem, string Hash)> ProblemAsync(HttpContext http, Guid id, RunStore runs)
    {
        ProblemRow row = await runs.StoredProblemAsync(id, http.RequestAborted) ?? throw new InvalidOperationException($"Run {id} has a roster and no problem.");
        return (StoreJson.Read<SchedulingProblem>(row.Body), row.Hash);
    }
}
