using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;
using Scheduling.Store.Events;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Runs;

/// <content>How runs end: with a roster, given back, or given up.</content>
public sealed partial class RunLeases
{
    private static readonly LocalizedText Stale = new("求解期间已有更新数据的结果，本结果未采用。", "A result of newer data came first; this one was not taken.");

    /// <summary>
    /// Ends a run with its final roster, judged by the independent evaluator, and files it: as a draft for a planner's run (a proposal when the draft has
    /// changed meanwhile), as a proposal for an automatic one, unless it changes nothing. False when the lease is lost, or an automatic run has been overtaken by one
    /// of newer data: no roster is stored, and the refusal is counted.
    /// </summary>
    public Task<bool> FinishAsync(
        ClaimedRun claimed, Roster roster, SolveStatus status, IReadOnlyList<LevelScore> levels, ConflictReport? conflicts, bool stopped, CancellationToken cancellation = default)
    {
        Evaluation evaluation = RosterEvaluator.Evaluate(claimed.Problem, roster);
        RosterScore score = RosterScore.Of(claimed.Problem, evaluation, status, levels);
        return store.WriteAsync(async context =>
        {
            if (!await HoldAsync(context, claimed.Id, claimed.Run.TeamId, claimed.Token, cancellation))
            {
                await RefuseAsync(context, claimed.Id, cancellation);
                return false;
            }

            RunRow run = await context.Runs.SingleAsync(r => r.Id == claimed.Id, cancellation);
            Instant now = store.Clock.GetCurrentInstant();
            run.EndedAt = now;
            run.LeaseUntil = null;
            if (!await AnswerAsync(context, run, cancellation))
            {
                run.State = RunState.Stopped;
                run.Message = StoreJson.Write(Stale);
                await context.SaveChangesAsync(cancellation);
                await RefuseAsync(context, claimed.Id, cancellation);
                return false;
            }

            run.State = stopped ? RunState.Stopped : RunState.Solved;
            run.Roster = StoreJson.Write(roster);
            run.Score = StoreJson.Write(score);
            run.Conflicts = conflicts is null ? null : StoreJson.Write(conflicts);
            run.RosterNumber = run.TeamId is null || evaluation.ShapeProblems.Count > 0 ? null : await RunFiling.FileAsync(context, store, run, claimed.Problem, score, cancellation);
            return true;
        }, cancellation);
    }

    /// <summary>Counts a result that its worker throws away by itself, for it knows that the lease is lost; always true.</summary>
    public Task<bool> RefuseAsync(Guid id, CancellationToken cancellation = default) =>
        store.WriteAsync(async context => await RefuseAsync(context, id, cancellation) >= 0, cancellation);

    /// <summary>
    /// Gives a run back to be tried again, with what a person should know of it. <paramref name="charge"/> false: the attempt does not count (a worker
    /// that shuts down). The best roster so far stays and is where the next attempt starts. False when the lease is lost.
    /// </summary>
    public Task<bool> ReturnAsync(Guid id, long token, LocalizedText? message, bool charge, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            RunRow known = await context.Runs.AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
            if (!await HoldAsync(context, id, known.TeamId, token, cancellation))
            {
                return false;
            }

            int refund = charge ? 0 : 1;
            RunRow run = await context.Runs.SingleAsync(r => r.Id == id, cancellation);
            // An automatic run of the week may be waiting already, and only one may wait: it will do the work with newer data.
            bool covered = run.Kind == RunKind.Automatic
                && await context.Runs.AnyAsync(r => r.TeamId == run.TeamId && r.WeekStart == run.WeekStart && r.Kind == RunKind.Automatic && r.State == RunState.Queued, cancellation);
            run.State = covered ? RunState.Stopped : RunState.Queued;
            run.EndedAt = covered ? store.Clock.GetCurrentInstant() : null;
            run.LeaseUntil = null;
            run.DueAt = null;
            run.Attempts -= refund;
            run.Message = message is null ? run.Message : StoreJson.Write(message);
            if (run.Kind == RunKind.Automatic)
            {
                await RequestOf(context, run).Where(r => r.Attempts > 0).ExecuteUpdateAsync(set => set.SetProperty(r => r.Attempts, r => r.Attempts - refund), cancellation);
            }

            return true;
        }, cancellation);

    /// <summary>
    /// Gives a run up with the reason, which is told as an event; false when the lease is lost. <paramref name="quarantine"/>: its solves took their processes down; an
    /// automatic run then takes its team into quarantine, so that it does no more harm. What is published stays.
    /// </summary>
    public async Task<bool> FailAsync(Guid id, long token, LocalizedText message, bool quarantine, CancellationToken cancellation = default)
    {
        string? shut = null;
        bool held = await store.WriteAsync(async context =>
        {
            RunRow known = await context.Runs.AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
            if (!await HoldAsync(context, id, known.TeamId, token, cancellation))
            {
                return false;
            }

            RunRow run = await context.Runs.SingleAsync(r => r.Id == id, cancellation);
            run.State = RunState.Failed;
            run.Message = StoreJson.Write(message);
            run.EndedAt = store.Clock.GetCurrentInstant();
            run.LeaseUntil = null;
            if (run is { TeamId: { } team, WeekStart: { } week })
            {
                if (quarantine && run.Kind == RunKind.Automatic)
                {
                    shut = team;
                    await QuarantineStore.EnterAsync(context, store, run, message, cancellation);
                }
                else
                {
                    await AnswerAsync(context, run, cancellation);
                }

                await TeamEvents.AddAsync(context, store, team, EventKinds.SolveFailed, new FailureEvent(team, week, id, message), cancellation);
            }

            return true;
        }, cancellation);
        if (shut is not null && log is not null)
        {
            LogQuarantine(log, shut, id);
        }

        return held;
    }

    /// <summary>Whether the lease is still the caller's; if so nobody else can claim the run, or change its team, until the transaction ends.</summary>
    private static async Task<bool> HoldAsync(SchedulingContext context, Guid id, string? team, long token, CancellationToken cancellation)
    {
        if (team is not null)
        {
            await TeamChange.LockAsync(context, team, cancellation);
        }

        return await context.Runs.Where(r => r.Id == id && r.LeaseToken == token && r.State == RunState.Solving)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, (Instant?)null), cancellation) == 1;
    }

    [LoggerMessage(LogLevel.Error, "Team {Team} is quarantined for run {Run}: nothing of it is solved automatically until somebody sets it free")]
    private static partial void LogQuarantine(ILogger log, string team, Guid run);

    private static Task<int> RefuseAsync(SchedulingContext context, Guid id, CancellationToken cancellation) =>
        context.Runs.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Refused, r => r.Refused + 1), cancellation);

    /// <summary>Notes that what an automatic run was made from is answered; false when something newer was answered already. Other runs answer no request.</summary>
    private static async Task<bool> AnswerAsync(SchedulingContext context, RunRow run, CancellationToken cancellation) =>
        run.Kind != RunKind.Automatic || await RequestOf(context, run).Where(r => r.Solved < run.InputVersion).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.Solved, run.InputVersion).SetProperty(r => r.Attempts, 0), cancellation) == 1;
}
