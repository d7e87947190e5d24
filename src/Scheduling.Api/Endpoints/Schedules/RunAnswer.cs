using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>States and statuses as the API writes them.</summary>
internal static class RunWords
{
    public static string Of(RunState state) => state.ToString().ToUpperInvariant();

    public static string? Of(SolveStatus? status) => status?.ToString().ToUpperInvariant();

    public static bool HasEnded(RunState state) => state is RunState.Solved or RunState.Stopped or RunState.Failed;
}

/// <summary>The judgement of a roster in short.</summary>
internal sealed record ScoreSummary(bool Passes, int HardViolations, int Violations, IReadOnlyList<LevelAnswer> Levels)
{
    public static ScoreSummary Of(RosterScore score) => new(score.Passes, score.HardViolations, score.Violations, [.. score.Levels.Select(LevelAnswer.Of)]);
}

/// <summary>A solve: where it stands, and the best roster so far.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">QUEUED, SOLVING, SOLVED, STOPPED or FAILED.</param>
/// <param name="Status">OPTIMAL, FEASIBLE, INFEASIBLE or UNKNOWN; absent until the solver knows.</param>
/// <param name="StopRequested">Whether somebody has asked it to stop.</param>
/// <param name="Attempts">Times a worker has taken it up.</param>
/// <param name="Message">What a person should know: a crash that was tried again, why it failed.</param>
/// <param name="Options">How it ends, as it was taken on.</param>
/// <param name="Team">The team, for a week of one.</param>
/// <param name="Week">First day of the week, for a week of a team.</param>
/// <param name="RosterNumber">The roster version it made, for a week of a team.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When a worker took it up first.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Score">The judgement of the best roster so far.</param>
/// <param name="Roster">The best roster so far.</param>
internal sealed record RunAnswer(
    Guid Id, string State, string? Status, bool StopRequested, int Attempts, LocalizedText? Message, RunOptions Options, string? Team, LocalDate? Week, int? RosterNumber,
    Instant CreatedAt, Instant? StartedAt, Instant? EndedAt, ScoreSummary? Score, Roster? Roster)
{
    public static RunAnswer Of(RunRow run)
    {
        RosterScore? score = run.Score is null ? null : StoreJson.Read<RosterScore>(run.Score);
        return new RunAnswer(
            run.Id, RunWords.Of(run.State), RunWords.Of(score?.Status), run.StopRequested, run.Attempts, run.Message is null ? null : StoreJson.Read<LocalizedText>(run.Message),
            StoreJson.Read<RunOptions>(run.Options), run.TeamId, run.WeekStart, run.RosterNumber, run.CreatedAt, run.StartedAt, run.EndedAt,
            score is null ? null : ScoreSummary.Of(score), run.Roster is null ? null : StoreJson.Read<Roster>(run.Roster));
    }

    public static string LocationOf(Guid id) => $"/api/v1/schedules/{id}";
}
