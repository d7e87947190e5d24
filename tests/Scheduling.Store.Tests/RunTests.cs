using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Scheduling.Store.Access;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

public abstract class RunTests : StoreTests
{
    private static readonly LocalizedText Told = new("求解进程崩溃", "the solver crashed");

    private Task<bool> FinishAsync(ClaimedRun run, Roster? roster = null, bool stopped = false) => Get<RunLeases>().FinishAsync(
        run, roster ?? OneShift(run.Problem), SolveStatus.Feasible, [.. run.Problem.Levels.Select(l => new LevelScore(l, 0, 0))], null, stopped, Stop);

    private static Roster OneShift(SchedulingProblem problem, int day = 3) => EditJudgement.Apply(problem, new Roster { Assignments = [] }, [Shift("o4", day)]);

    [Fact]
    public async Task A_manual_run_is_claimed_once_and_its_result_is_the_draft()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions { TimeLimitSeconds = 5 }, "planner", Stop);

        ClaimedRun?[] claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Get<RunLeases>().ClaimAsync(asked.Id, $"w{i}", Duration.FromSeconds(30), Told, Stop)));
        ClaimedRun claimed = Assert.Single(claims, c => c is not null)!;
        bool stored = await FinishAsync(claimed);

        Assert.True(stored);
        Assert.Equal((1, 1L, 5.0), (claimed.Run.Attempts, claimed.Token, claimed.Options.TimeLimitSeconds));
        RunRow run = (await Get<RunStore>().FindAsync(asked.Id, Stop))!;
        WeekView week = await Get<RosterStore>().WeekAsync(Team, Week, Stop);
        Assert.Equal((RunState.Solved, 1), (run.State, run.RosterNumber));
        Assert.Equal((RosterState.Draft, asked.Id), (week.Draft!.Row.State, week.Draft.Row.RunId!.Value));
        Assert.Equal(asked.Id, week.Run!.Id);
        Assert.Equal(SolveStatus.Feasible, week.Draft.Score().Status);
    }

    [Fact]
    public async Task A_second_manual_run_of_a_week_waits_for_the_first()
    {
        await MakeTeamAsync();
        await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);

        StoreException fault = await RefusedAsync(StoreFailure.Conflict, () => Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop));

        Assert.Equal("already-solving", fault.Problems[0].Code);
    }

    [Fact]
    public async Task A_worker_that_lost_its_lease_writes_nothing()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        ClaimedRun slow = await ClaimAsync(asked.Id, "slow", seconds: 0);
        ClaimedRun fast = await ClaimAsync(asked.Id, "fast");

        bool noted = await Get<RunLeases>().ProgressAsync(asked.Id, slow.Token, 1, [], OneShift(slow.Problem, 0), null, Stop);
        bool renewed = (await Get<RunLeases>().RenewAsync(asked.Id, slow.Token, Duration.FromSeconds(30), Stop)).Held;
        bool returned = await Get<RunLeases>().ReturnAsync(asked.Id, slow.Token, Told, charge: true, Stop);
        bool failed = await Get<RunLeases>().FailAsync(asked.Id, slow.Token, Told, quarantine: false, Stop);
        bool finished = await FinishAsync(slow);
        bool byTheOther = await FinishAsync(fast);
        bool lateAgain = await FinishAsync(slow);

        Assert.Equal([false, false, false, false, false, true, false], new[] { noted, renewed, returned, failed, finished, byTheOther, lateAgain });
        Assert.Equal(2, fast.Run.Attempts);
        Assert.Single(await Get<RosterStore>().HistoryAsync(Team, Week, Stop));
        Assert.Null((await Get<RunStore>().FindAsync(asked.Id, Stop))!.Message);
    }

    [Fact]
    public async Task A_run_is_due_when_it_waits_and_when_its_lease_ran_out_only()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        async Task<bool> DueAsync() => (await Get<RunLeases>().DueAsync(cancellation: Stop)).Any(d => d.Id == asked.Id && d.Queue == QueueNames.Planner);

        bool waiting = await DueAsync();
        ClaimedRun held = await ClaimAsync(asked.Id);
        bool leased = await DueAsync();
        await Get<RunLeases>().RenewAsync(asked.Id, held.Token, Duration.FromSeconds(-1), Stop);
        bool expired = await DueAsync();
        await FinishAsync(await ClaimAsync(asked.Id));

        Assert.Equal((true, false, true, false), (waiting, leased, expired, await DueAsync()));
    }

    [Fact]
    public async Task A_crashed_attempt_is_told_and_the_best_roster_is_where_the_next_starts()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        ClaimedRun first = await ClaimAsync(asked.Id);
        Roster best = OneShift(first.Problem);
        await Get<RunLeases>().ProgressAsync(asked.Id, first.Token, 900, [new LevelScore("hard", 3, 0)], best, null, Stop);

        await Get<RunLeases>().ReturnAsync(asked.Id, first.Token, Told, charge: true, Stop);
        RunRow between = (await Get<RunStore>().FindAsync(asked.Id, Stop))!;
        ClaimedRun second = await ClaimAsync(asked.Id, "w2");

        Assert.Equal((RunState.Queued, Told), (between.State, StoreJson.Read<LocalizedText>(between.Message!)));
        Assert.Equal(2, second.Run.Attempts);
        Assert.Equal(StoreJson.Write(best), StoreJson.Write(second.Start));
        RunPoint point = Assert.Single(await Get<RunStore>().ProgressAsync(asked.Id, 0, Stop));
        Assert.Equal((1, 900L, 3L), (point.Sequence, point.ElapsedMilliseconds, point.Levels[0].Penalty));
    }

    [Fact]
    public async Task After_three_attempts_a_run_is_given_up_with_what_was_told_last()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        for (int attempt = 0; attempt < RunLeases.MaximumAttempts; attempt++)
        {
            ClaimedRun run = await ClaimAsync(asked.Id);
            await Get<RunLeases>().ReturnAsync(asked.Id, run.Token, Told, charge: true, Stop);
        }

        ClaimedRun? fourth = await Get<RunLeases>().ClaimAsync(asked.Id, "w", Duration.FromSeconds(30), new LocalizedText("放弃", "given up"), Stop);

        Assert.Null(fourth);
        RunRow failed = (await Get<RunStore>().FindAsync(asked.Id, Stop))!;
        Assert.Equal((RunState.Failed, Told), (failed.State, StoreJson.Read<LocalizedText>(failed.Message!)));
    }

    [Fact]
    public async Task A_worker_that_shuts_down_is_not_charged()
    {
        await MakeTeamAsync();
        RunRow asked = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        ClaimedRun run = await ClaimAsync(asked.Id);

        await Get<RunLeases>().ReturnAsync(asked.Id, run.Token, null, charge: false, Stop);

        Assert.Equal(0, (await Get<RunStore>().FindAsync(asked.Id, Stop))!.Attempts);
    }

    [Fact]
    public async Task A_waiting_run_is_stopped_at_once_and_a_solving_one_is_asked_to()
    {
        await MakeTeamAsync();
        RunRow waiting = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        RunRow stopped = await Get<RunStore>().StopAsync(waiting.Id, "planner", Stop);
        RunRow solving = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);
        ClaimedRun run = await ClaimAsync(solving.Id);

        await Get<RunStore>().StopAsync(solving.Id, "planner", Stop);
        bool asked = (await Get<RunLeases>().RenewAsync(solving.Id, run.Token, Duration.FromSeconds(30), Stop)).StopRequested;
        await FinishAsync(run, stopped: true);

        Assert.Equal(RunState.Stopped, stopped.State);
        Assert.Equal(2, (await Get<AuditStore>().RecentAsync(Team, cancellation: Stop)).Count(a => a is { Action: "run.stopped", By: "planner" }));
        Assert.True(asked);
        Assert.Equal(RunState.Stopped, (await Get<RunStore>().StopAsync(solving.Id, "planner", Stop)).State);
        Assert.Equal(1, (await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Draft!.Row.Number);
        await RefusedAsync(StoreFailure.NotFound, () => Get<RunStore>().StopAsync(Guid.NewGuid(), "planner", Stop));
    }

    [Fact]
    public async Task An_automatic_run_reads_the_newest_data_and_makes_a_proposal()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = (await Get<LeaveStore>().PutAsync(Team, "a", new Leave { Employee = "o2", From = Week, Until = Week }, "", approved: true, "hr", Stop)).Runs[0];
        await Get<LeaveStore>().PutAsync(Team, "b", new Leave { Employee = "o4", From = Week, Until = Week }, "", approved: true, "hr", Stop);

        ClaimedRun claimed = await ClaimAsync(run);
        await FinishAsync(claimed);

        Assert.Contains(claimed.Problem.Leave, l => l.Employee == "o4");
        Assert.Equal(3, claimed.Run.InputVersion);
        Assert.Equal("o1", Assert.Single(claimed.Problem.Published!).Employee);
        Assert.Contains(claimed.Problem.Rules, r => r.Descriptor.Id == "least-change" && r.Enforcement.Level == "coverage");
        WeekView week = await Get<RosterStore>().WeekAsync(Team, Week, Stop);
        Assert.Equal((1, 2), (week.Draft!.Row.Number, week.Proposal!.Row.Number));
        Assert.Equal(3, week.Proposal.Row.InputVersion);
        RosterRow accepted = await Get<RosterStore>().AcceptAsync(Team, Week, 2, "planner", Stop);
        Assert.Equal((3, RosterState.Draft, 2), (accepted.Number, accepted.State, accepted.BasedOn!.Value));
        Assert.Null((await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Proposal);
    }

    [Fact]
    public async Task An_automatic_run_that_changes_nothing_proposes_nothing()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = (await Get<LeaveStore>().PutAsync(Team, "a", new Leave { Employee = "o2", From = Week, Until = Week }, "", approved: true, "hr", Stop)).Runs[0];

        ClaimedRun claimed = await ClaimAsync(run);
        await FinishAsync(claimed, claimed.Start);

        Assert.Equal(RunState.Solved, (await Get<RunStore>().FindAsync(run, Stop))!.State);
        Assert.Null((await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Proposal);
    }

    [Fact]
    public async Task A_declined_proposal_is_gone_and_a_draft_edited_during_a_solve_is_kept()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun run = await ClaimAsync((await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop)).Id);
        await MakeDraftAsync(1, day: 1);

        await FinishAsync(run);
        WeekView week = await Get<RosterStore>().WeekAsync(Team, Week, Stop);
        await Get<RosterStore>().DeclineAsync(Team, Week, week.Proposal!.Row.Number, "planner", Stop);

        Assert.Equal(2, week.Draft!.Row.Number);
        Assert.Equal(RosterState.Declined, (await Get<RosterStore>().GetAsync(Team, Week, 3, Stop)).Row.State);
        await RefusedAsync(StoreFailure.Conflict, () => Get<RosterStore>().AcceptAsync(Team, Week, 3, "planner", Stop));
    }

    [Fact]
    public async Task A_posted_problem_is_solved_without_a_team_and_equal_problems_are_stored_once()
    {
        SchedulingProblem problem = Sample("office-6.json");
        RunRow one = await Get<RunStore>().AddScheduleAsync(problem, null, new RunOptions(), "client", "client", Stop);
        RunRow two = await Get<RunStore>().AddScheduleAsync(problem, null, new RunOptions(), "client", "client", Stop);

        ClaimedRun claimed = await ClaimAsync(two.Id);
        bool stored = await FinishAsync(claimed);

        Assert.True(stored);
        Assert.Equal(one.ProblemId, two.ProblemId);
        Assert.Equal(StoreJson.Write(problem), StoreJson.Write(await Get<RunStore>().ProblemAsync(one.Id, Stop)));
        RunRow run = (await Get<RunStore>().FindAsync(two.Id, Stop))!;
        Assert.Equal((RunState.Solved, (int?)null), (run.State, run.RosterNumber));
        Assert.Single(StoreJson.Read<Roster>(run.Roster!).Assignments);
    }
}
