using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Access;
using Scheduling.Store.Events;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>What a change owes the weeks it touches, and how that is paid once and never by older data.</summary>
public abstract class SolveRequestTests : ResolveSteps
{
    [Fact]
    public async Task A_change_is_written_down_with_its_audit_row_its_version_and_what_it_asks_for()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        Guid run = Assert.Single(await ApproveAsync("a"));

        List<ChangeRow> changes = await RowsAsync(c => c.Changes.OrderBy(x => x.Number));
        Assert.Equal([("team.created", 1L, 1L), ("leave.approved", 2L, 2L)], changes.Select(c => (c.Kind, c.Number, c.InputVersion)));
        Assert.Equal(("a", "hr", Week, Week, "2026-07-06"), (changes[1].Subject, changes[1].By, changes[1].From!.Value, changes[1].Until!.Value, changes[1].Weeks));
        SolveRequestRow request = await RequestAsync();
        Assert.Equal((2L, 0L, 0), (request.Wanted, request.Solved, request.Attempts));
        Assert.NotNull(request.FirstAt);
        TeamRow team = await TeamAsync();
        Assert.Equal((2L, 2L), (team.InputVersion, team.ChangeCount));
        Assert.Contains(await Get<AuditStore>().RecentAsync(Team, cancellation: Stop), a => a is { Action: "leave.approved", Subject: "a", By: "hr" });
        Assert.Equal((QueueNames.Automatic, RunState.Queued), ((await RunAsync(run)).Queue, (await RunAsync(run)).State));
    }

    [Fact]
    public async Task A_refused_change_leaves_nothing_behind()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        await RefusedAsync(StoreFailure.Invalid, () => ApproveAsync("a", "nobody"));

        Assert.Equal((1L, 1L), ((await TeamAsync()).InputVersion, (await TeamAsync()).ChangeCount));
        Assert.Single(await RowsAsync(c => c.Changes));
        Assert.Empty(await RowsAsync(c => c.SolveRequests));
        Assert.DoesNotContain(await Get<AuditStore>().RecentAsync(Team, cancellation: Stop), a => a.Action.StartsWith("leave", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_leave_that_is_only_asked_for_is_logged_and_counts_for_nothing()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        await Get<LeaveStore>().PutAsync(Team, "a", new Leave { Employee = "o2", From = Week, Until = Week }, "", approved: false, "hr", Stop);
        await Get<LeaveStore>().DecideAsync(Team, "a", approve: false, "", null, "boss", Stop);

        List<ChangeRow> changes = await RowsAsync(c => c.Changes.OrderBy(x => x.Number));
        Assert.Equal([(true, 1L), (false, 1L), (false, 1L)], changes.Select(c => (c.Counts, c.InputVersion)));
        Assert.Empty(await RowsAsync(c => c.Runs));
        Assert.Equal((1L, 3L), ((await TeamAsync()).InputVersion, (await TeamAsync()).ChangeCount));
    }

    [Fact]
    public async Task An_approved_leave_may_be_moved_by_its_id_and_both_its_weeks_are_solved_again()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await MakeNextDraftAsync();
        await ApproveAsync("a", day: 0);

        IReadOnlyList<Guid> runs = await ApproveAsync("a", day: 8);

        Assert.Equal(2, runs.Count);
        Assert.Equal(Week.PlusDays(8), (await Get<LeaveStore>().GetAsync(Team, "a", Stop)).From);
        Assert.Empty(await ApproveAsync("a", day: 8));
    }

    [Fact]
    public async Task Only_the_weeks_a_change_touches_are_solved_again()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await MakeNextDraftAsync();

        Guid run = Assert.Single(await ApproveAsync("a", day: 9));

        Assert.Equal(Week.PlusWeeks(1), (await RunAsync(run)).WeekStart);
        Assert.Equal(2, (await ApproveAsync("b", "o4", day: 6)).Count + (await ApproveAsync("c", "o4", day: 7)).Count);
    }

    [Fact]
    public async Task A_change_of_everything_waits_in_the_last_queue_until_a_change_of_some_days_comes()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await SetUpAsync(setup => setup with { Service = [new PostService { Post = setup.Posts[0].Id }] });
        RunRow bulk = Assert.Single(await RowsAsync(c => c.Runs));

        Guid run = Assert.Single(await ApproveAsync("a"));

        Assert.Equal((QueueNames.Bulk, QueueNames.Automatic), (bulk.Queue, (await RunAsync(run)).Queue));
        Assert.Equal(bulk.Id, run);
    }

    [Fact]
    public async Task Runs_are_due_by_the_importance_of_their_queue()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid automatic = Assert.Single(await ApproveAsync("a"));
        RunRow manual = await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);

        Assert.Equal([(manual.Id, QueueNames.Planner), (automatic, QueueNames.Automatic)], (await Get<RunLeases>().DueAsync(cancellation: Stop)).Select(d => (d.Id, d.Queue)));
    }

    [Fact]
    public async Task Changes_during_a_solve_make_one_follow_up_with_all_of_them()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun first = await ClaimAsync(Assert.Single(await ApproveAsync("a")));
        Guid[] asked = [.. await ApproveAsync("b", "o4"), .. await ApproveAsync("c", "o5"), .. await ApproveAsync("d", "o6")];
        Guid next = Assert.Single(asked.Distinct());

        bool stored = await FinishAsync(first);
        SolveRequestRow between = await RequestAsync();
        ClaimedRun second = await ClaimAsync(next);
        await FinishAsync(second, 4);
        SolveRequestRow after = await RequestAsync();

        Assert.True(stored);
        Assert.Equal((5L, 2L), (between.Wanted, between.Solved));
        Assert.Equal((5L, 5L), (after.Wanted, after.Solved));
        Assert.Equal(2, await Get<StoreSession>().ReadAsync(c => c.Runs.CountAsync(Stop), Stop));
        List<RosterRow> proposals = await RowsAsync(c => c.Rosters.Where(r => r.Origin == "resolve").OrderBy(r => r.Number));
        Assert.Equal([(2L, RosterState.Superseded), (5L, RosterState.Proposal)], proposals.Select(r => (r.InputVersion, r.State)));
        Assert.True(proposals[0].LeaseToken < proposals[1].LeaseToken);
    }

    [Fact]
    public async Task Of_a_team_one_automatic_run_is_solved_at_a_time()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await MakeNextDraftAsync();
        Guid one = Assert.Single(await ApproveAsync("a"));
        Guid other = Assert.Single(await ApproveAsync("b", day: 8));

        ClaimedRun?[] claims = await Task.WhenAll(new[] { one, other, one, other }.Select(id => Task.Run(() => TryClaimAsync(id), Stop)));
        ClaimedRun held = Assert.Single(claims, c => c is not null)!;
        Guid waits = held.Id == one ? other : one;
        IReadOnlyList<DueRun> dueMeanwhile = await Get<RunLeases>().DueAsync(cancellation: Stop);
        await FinishAsync(held, EditJudgement.Apply(held.Problem, new Roster { Assignments = [] }, [new CellEdit { Employee = "o4", Date = held.Run.WeekStart!.Value, ShiftType = held.Problem.ShiftTypes[0].Id }]));

        Assert.Empty(dueMeanwhile);
        Assert.True((await ClaimAsync(waits)).Token > held.Token);
    }

    [Fact]
    public async Task A_result_of_older_data_is_refused_and_counted_once_newer_data_are_answered()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun frozen = await ClaimAsync(Assert.Single(await ApproveAsync("a")), seconds: 0);
        ClaimedRun newer = await ClaimAsync(Assert.Single(await ApproveAsync("b", "o4")));
        await FinishAsync(newer);

        bool taken = await FinishAsync(frozen, 5);
        bool again = await FinishAsync(frozen, 5);

        Assert.False(taken || again);
        RunRow run = await RunAsync(frozen.Id);
        Assert.Equal((RunState.Stopped, 2, (int?)null), (run.State, run.Refused, run.RosterNumber));
        Assert.Equal(newer.Id, (await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Proposal!.Row.RunId);
        Assert.Single(await RowsAsync(c => c.Rosters.Where(r => r.Origin == "resolve")));
    }

    [Fact]
    public async Task A_result_under_a_lost_lease_is_refused_and_counted()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = Assert.Single(await ApproveAsync("a"));
        ClaimedRun slow = await ClaimAsync(run, seconds: 0);
        ClaimedRun fast = await ClaimAsync(run);

        bool late = await FinishAsync(slow, 5);

        Assert.False(late);
        Assert.Equal((RunState.Solving, 1), ((await RunAsync(run)).State, (await RunAsync(run)).Refused));
        Assert.True(await FinishAsync(fast));
    }

    [Fact]
    public async Task What_another_run_has_answered_is_not_solved_again()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun frozen = await ClaimAsync(Assert.Single(await ApproveAsync("a")), seconds: 0);
        ClaimedRun newer = await ClaimAsync(Assert.Single(await ApproveAsync("b", "o4")));
        await FinishAsync(newer);

        ClaimedRun? again = await TryClaimAsync(frozen.Id);

        Assert.Null(again);
        Assert.Equal(RunState.Stopped, (await RunAsync(frozen.Id)).State);
        Assert.Empty(await Get<RunLeases>().DueAsync(cancellation: Stop));
        Assert.Equal(0, (await RequestAsync()).Attempts);
    }

    [Fact]
    public async Task Three_workers_lost_in_a_row_take_the_team_into_quarantine_and_changes_between_do_not_hide_it()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await ApproveAsync("a");
        await Get<LeaveStore>().CancelAsync(Team, "a", "", null, "hr", Stop);
        int[] attempts = new int[3];
        for (int i = 0; i < 3; i++)
        {
            Guid run = Assert.Single(await ApproveAsync($"{i}", "o4"));
            await Get<LeaveStore>().CancelAsync(Team, $"{i}", "", null, "hr", Stop);
            ClaimedRun lost = await ClaimAsync(run);
            attempts[i] = lost.Attempts;
            await Get<RunLeases>().ReturnAsync(run, lost.Token, Told, charge: true, Stop);
        }

        Guid last = (await Get<RunLeases>().DueAsync(cancellation: Stop))[0].Id;
        ClaimedRun? fourth = await TryClaimAsync(last);
        TeamRow team = await TeamAsync();

        Assert.Equal([1, 2, 3], attempts);
        Assert.Null(fourth);
        Assert.NotNull(team.QuarantinedAt);
        Assert.Equal(Told, StoreJson.Read<LocalizedText>(team.QuarantineReason!));
        Assert.Contains(await Get<AuditStore>().RecentAsync(Team, cancellation: Stop), a => a.Action == "team.quarantined");
        Assert.Contains(await RowsAsync(c => c.Events), e => e.Kind == EventKinds.TeamQuarantined);
        Assert.Equal(1, (await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Draft!.Row.Number);
    }

    [Fact]
    public async Task A_quarantined_team_takes_changes_solves_by_hand_only_and_pays_its_debts_when_set_free()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun bad = await ClaimAsync(Assert.Single(await ApproveAsync("a")));
        await Get<RunLeases>().FailAsync(bad.Id, bad.Token, Told, quarantine: true, Stop);

        Guid waits = Assert.Single(await ApproveAsync("b", "o4"));
        ClaimedRun? shut = await TryClaimAsync(waits);
        bool due = (await Get<RunLeases>().DueAsync(cancellation: Stop)).Count > 0;
        ClaimedRun byHand = await ClaimAsync((await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop)).Id);
        await Get<QuarantineStore>().LiftAsync(Team, "admin", Stop);
        ClaimedRun free = await ClaimAsync(waits);
        await FinishAsync(free);

        Assert.Null(shut);
        Assert.False(due);
        Assert.Equal(1, byHand.Attempts);
        Assert.Equal(1, free.Attempts);
        Assert.Equal((await RequestAsync()).Wanted, (await RequestAsync()).Solved);
        Assert.Null((await TeamAsync()).QuarantinedAt);
        Assert.Contains(await Get<AuditStore>().RecentAsync(Team, cancellation: Stop), a => a is { Action: "quarantine.lifted", By: "admin" });
    }

    [Fact]
    public async Task What_lost_workers_left_of_a_team_ends_with_its_quarantine_and_is_owed_when_it_is_set_free()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun left = await ClaimAsync(Assert.Single(await ApproveAsync("a")), seconds: 0);
        ClaimedRun bad = await ClaimAsync(Assert.Single(await ApproveAsync("b", "o4")));

        await Get<RunLeases>().FailAsync(bad.Id, bad.Token, Told, quarantine: true, Stop);
        RunRow ended = await RunAsync(left.Id);
        bool late = await FinishAsync(left);
        await Get<QuarantineStore>().LiftAsync(Team, "admin", Stop);

        Assert.Equal((RunState.Stopped, (NodaTime.Instant?)null), (ended.State, ended.LeaseUntil));
        Assert.NotNull(ended.EndedAt);
        Assert.Equal((RunState.Failed, Told), ((await RunAsync(bad.Id)).State, StoreJson.Read<LocalizedText>((await RunAsync(bad.Id)).Message!)));
        Assert.False(late);
        DueRun due = Assert.Single(await Get<RunLeases>().DueAsync(cancellation: Stop));
        Assert.DoesNotContain(due.Id, new[] { left.Id, bad.Id });
    }

    [Fact]
    public async Task A_team_set_free_whose_week_has_no_run_gets_one()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        ClaimedRun bad = await ClaimAsync(Assert.Single(await ApproveAsync("a")));
        await Get<RunLeases>().FailAsync(bad.Id, bad.Token, Told, quarantine: true, Stop);

        await Get<QuarantineStore>().LiftAsync(Team, "admin", Stop);

        DueRun due = Assert.Single(await Get<RunLeases>().DueAsync(cancellation: Stop));
        Assert.NotEqual(bad.Id, due.Id);
        Assert.Equal(1, (await ClaimAsync(due.Id)).Attempts);
    }

    [Fact]
    public async Task A_week_that_cannot_be_solved_is_an_answer_that_is_told_and_no_quarantine()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = Assert.Single(await ApproveAsync("a"));
        await SetUpAsync(setup => setup with { WeekStart = IsoDayOfWeek.Sunday });

        Assert.Null(await TryClaimAsync(run));

        EventRow told = Assert.Single(await RowsAsync(c => c.Events.Where(e => e.Kind == EventKinds.SolveFailed)));
        Assert.Contains($"{run}", told.Data, StringComparison.Ordinal);
        Assert.Null((await TeamAsync()).QuarantinedAt);
        Assert.Empty(await Get<RunLeases>().DueAsync(cancellation: Stop));
    }

    [Fact]
    public async Task A_worker_that_shuts_down_costs_no_attempt()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = Assert.Single(await ApproveAsync("a"));
        ClaimedRun claimed = await ClaimAsync(run);

        await Get<RunLeases>().ReturnAsync(run, claimed.Token, null, charge: false, Stop);

        Assert.Equal(0, (await RequestAsync()).Attempts);
        Assert.Equal(1, (await ClaimAsync(run)).Attempts);
    }

    [Fact]
    public async Task A_waiting_run_that_a_person_stops_is_owed_no_more()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Guid run = Assert.Single(await ApproveAsync("a"));

        await Get<RunStore>().StopAsync(run, "planner", Stop);

        SolveRequestRow request = await RequestAsync();
        Assert.Equal((2L, 2L), (request.Wanted, request.Solved));
        Assert.Single(await ApproveAsync("b", "o4"));
    }

    [Fact]
    public async Task A_small_change_of_what_is_published_is_put_in_force_where_the_policy_says_so()
    {
        await MakeTeamAsync();
        await SetUpAsync(setup => setup with { Rules = [], AutoAcceptance = new AutoAcceptance { MostPeople = 1, MostCells = 1 } });
        await MakeDraftAsync();
        await Get<RosterStore>().PublishAsync(Team, Week, 1, null, "planner", Stop);
        ClaimedRun run = await ClaimAsync(Assert.Single(await ApproveAsync("a")));
        await FinishAsync(run, EditJudgement.Apply(run.Problem, run.Start!, [Shift("o4", 3)]));
        WeekView small = await Get<RosterStore>().WeekAsync(Team, Week, Stop);

        ClaimedRun next = await ClaimAsync(Assert.Single(await ApproveAsync("b", "o5")));
        await FinishAsync(next, EditJudgement.Apply(next.Problem, next.Start!, [Shift("o3", 3), Shift("o6", 4)]));
        WeekView large = await Get<RosterStore>().WeekAsync(Team, Week, Stop);

        Assert.Equal((2, "policy"), (small.Published!.Row.Number, small.Published.Row.PublishedBy));
        Assert.Null(small.Proposal);
        Assert.Equal((2, 3), (large.Published!.Row.Number, large.Proposal!.Row.Number));
        Assert.Contains(await RowsAsync(c => c.Changes), c => c.Kind == "proposal.auto-accepted");
    }

    [Fact]
    public async Task Many_changes_at_once_are_each_counted_once()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => ApproveAsync($"l{i % 20}", $"o{1 + (i % 6)}", i % 7), Stop)));

        List<ChangeRow> changes = await RowsAsync(c => c.Changes.OrderBy(x => x.Number));
        TeamRow team = await TeamAsync();
        Assert.Equal(Enumerable.Range(1, changes.Count).Select(n => (long)n), changes.Select(c => c.Number));
        Assert.Equal(changes.Count(c => c.Counts), team.InputVersion);
        Assert.True(changes.Count > 20);
        Assert.Single(await RowsAsync(c => c.Runs));
    }
}
