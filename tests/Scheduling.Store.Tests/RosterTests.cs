using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

public abstract class RosterTests : StoreTests
{
    [Fact]
    public async Task Every_edit_is_a_revision_and_the_numbers_have_no_gaps()
    {
        await MakeTeamAsync();

        await MakeDraftAsync();
        await MakeDraftAsync(1, day: 1);
        await MakeDraftAsync(2, day: 2);

        IReadOnlyList<RosterRow> rows = await Get<RosterStore>().HistoryAsync(Team, Week, Stop);
        Assert.Equal([3, 2, 1], rows.Select(r => r.Number));
        Assert.Equal([RosterState.Draft, RosterState.Superseded, RosterState.Superseded], rows.Select(r => r.State));
        int[] sizes = await Task.WhenAll(Enumerable.Range(1, 3).Select(async n => (await Get<RosterStore>().GetAsync(Team, Week, n, Stop)).Roster().Assignments.Count));
        Assert.Equal([1, 2, 3], sizes);
    }

    [Fact]
    public async Task An_edit_of_what_has_changed_meanwhile_is_refused_and_nothing_is_stored()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        await RefusedAsync(StoreFailure.Stale, () => MakeDraftAsync(null, day: 1));

        Assert.Single(await Get<RosterStore>().HistoryAsync(Team, Week, Stop));
    }

    [Fact]
    public async Task Of_many_edits_of_one_revision_at_once_one_wins()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        bool[] won = await Task.WhenAll(Enumerable.Range(1, 5).Select(async day =>
        {
            try
            {
                await MakeDraftAsync(1, day);
                return true;
            }
            catch (StoreException fault) when (fault.Failure == StoreFailure.Stale)
            {
                return false;
            }
        }));

        Assert.Single(won, w => w);
        Assert.Equal(2, (await Get<RosterStore>().HistoryAsync(Team, Week, Stop)).Count);
    }

    [Fact]
    public async Task An_edit_says_which_rule_it_breaks_and_is_stored_all_the_same()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        // o3 is on leave on Wednesday.
        EditJudgement asked = await Get<RosterEditor>().JudgeAsync(Team, Week, [Shift("o3", 2)], Stop);
        EditOutcome done = await Get<RosterEditor>().EditAsync(Team, Week, 1, [Shift("o3", 2)], "planner", Stop);

        Assert.False(asked.Allowed);
        Assert.Contains(asked.Added, v => v.Employee == "o3" && v.Level == 0);
        Assert.Equal(asked.After, done.Judgement.After);
        Assert.False(StoreJson.Read<RosterScore>(done.Row.Score).Passes);
    }

    [Fact]
    public async Task An_edit_that_the_problem_does_not_allow_at_all_is_refused()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        StoreException shift = await RefusedAsync(StoreFailure.Invalid, () => Get<RosterEditor>().EditAsync(Team, Week, 1, [Shift("o1", 1) with { ShiftType = "none" }], "planner", Stop));
        StoreException person = await RefusedAsync(StoreFailure.Invalid, () => Get<RosterEditor>().EditAsync(Team, Week, 1, [Shift("nobody", 1)], "planner", Stop));
        StoreException day = await RefusedAsync(StoreFailure.Invalid, () => Get<RosterEditor>().EditAsync(Team, Week, 1, [Shift("o1", 8)], "planner", Stop));
        StoreException twice = await RefusedAsync(StoreFailure.Invalid, () => Get<RosterEditor>().EditAsync(Team, Week, 1, [Shift("o1", 1), Shift("o1", 1)], "planner", Stop));

        Assert.Equal(["unknown-reference", "unknown-reference", "date-outside-horizon", "duplicate-edit"], new[] { shift, person, day, twice }.Select(f => f.Problems[0].Code));
        Assert.Single(await Get<RosterStore>().HistoryAsync(Team, Week, Stop));
    }

    [Fact]
    public async Task A_draft_that_breaks_hard_rules_is_published_with_a_reason_only()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        EditOutcome broken = await Get<RosterEditor>().EditAsync(Team, Week, 1, [Shift("o3", 2)], "planner", Stop);

        StoreException fault = await RefusedAsync(StoreFailure.Conflict, () => Get<RosterStore>().PublishAsync(Team, Week, broken.Row.Number, null, "planner", Stop));
        RosterRow published = await Get<RosterStore>().PublishAsync(Team, Week, broken.Row.Number, "agreed with o3", "planner", Stop);

        Assert.Equal("breaks-hard-rules", fault.Problems[0].Code);
        Assert.Equal((RosterState.Published, "planner"), (published.State, published.PublishedBy));
    }

    [Fact]
    public async Task Publishing_supersedes_what_was_published_and_a_new_edit_starts_a_draft_beside_it()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await Get<RosterStore>().PublishAsync(Team, Week, 1, "test", "planner", Stop);
        await MakeDraftAsync(1, day: 1);

        WeekView beside = await Get<RosterStore>().WeekAsync(Team, Week, Stop);
        await Get<RosterStore>().PublishAsync(Team, Week, 2, "test", "planner", Stop);
        WeekView after = await Get<RosterStore>().WeekAsync(Team, Week, Stop);

        Assert.Equal((1, 2), (beside.Published!.Row.Number, beside.Draft!.Row.Number));
        Assert.Equal(beside.Draft.Row.Number, beside.Head!.Row.Number);
        Assert.Equal((2, (int?)null), (after.Published!.Row.Number, after.Draft?.Row.Number));
        Assert.Equal(RosterState.Superseded, (await Get<RosterStore>().GetAsync(Team, Week, 1, Stop)).Row.State);
        await RefusedAsync(StoreFailure.Conflict, () => Get<RosterStore>().PublishAsync(Team, Week, 2, "test", "planner", Stop));
    }

    [Fact]
    public async Task A_published_week_is_judged_by_its_changes_and_its_past_days_are_fixed()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await Get<RosterStore>().PublishAsync(Team, Week, 1, "test", "planner", Stop);
        Clock.Now = Instant.FromUtc(2026, 7, 8, 4, 0);

        (SchedulingProblem problem, _) = await Get<TeamReader>().ProblemAsync(Team, Week, Stop);

        Assert.Single(problem.Published!);
        Assert.Contains(problem.Rules, r => r.Descriptor.Id == "least-change");
        Assert.Equal(12, problem.Pins.Count);
        Assert.Equal(problem.Published![0].ShiftType, problem.Pins.Single(p => p.Employee == "o1" && p.Date == Week).ShiftType);
        Assert.Empty(ProblemValidator.Validate(problem));
    }

    [Fact]
    public async Task A_published_week_is_the_history_of_the_next()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await Get<RosterStore>().PublishAsync(Team, Week, 1, "test", "planner", Stop);

        (SchedulingProblem next, _) = await Get<TeamReader>().ProblemAsync(Team, Week.PlusWeeks(1), Stop);
        (SchedulingProblem before, _) = await Get<TeamReader>().ProblemAsync(Team, Week.PlusWeeks(-1), Stop);

        Assert.Equal((7, 1), (next.Horizon.HistoryDays, next.History.Count));
        Assert.Equal((7, 1), (before.Horizon.FixedDaysAfter, before.FixedAfter.Count));
    }

    [Fact]
    public async Task Undo_brings_an_earlier_revision_back_as_a_new_one()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await MakeDraftAsync(1, day: 1);

        RosterRow undone = await Get<RosterStore>().RestoreAsync(Team, Week, 1, 2, "planner", Stop);
        RosterRow redone = await Get<RosterStore>().RestoreAsync(Team, Week, 2, 3, "planner", Stop);

        Assert.Equal((3, 1), (undone.Number, StoreJson.Read<Roster>(undone.Body).Assignments.Count));
        Assert.Equal((4, 2), (redone.Number, StoreJson.Read<Roster>(redone.Body).Assignments.Count));
        await RefusedAsync(StoreFailure.Stale, () => Get<RosterStore>().RestoreAsync(Team, Week, 1, 2, "planner", Stop));
        await RefusedAsync(StoreFailure.NotFound, () => Get<RosterStore>().RestoreAsync(Team, Week, 99, 4, "planner", Stop));
    }

    [Fact]
    public async Task A_draft_that_is_put_away_leaves_the_published_roster()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await Get<RosterStore>().PublishAsync(Team, Week, 1, "test", "planner", Stop);
        await MakeDraftAsync(1, day: 1);

        await Get<RosterStore>().DiscardDraftAsync(Team, Week, 2, "planner", Stop);

        Assert.Equal(1, (await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Head!.Row.Number);
    }

    [Fact]
    public async Task A_pin_is_part_of_the_problem_until_it_is_taken_away()
    {
        SchedulingProblem problem = await MakeTeamAsync();
        var pin = new Pin { Employee = "o1", Date = Week, ShiftType = problem.ShiftTypes[0].Id };

        await Get<RosterEditor>().PinAsync(Team, pin, "planner", Stop);
        await Get<RosterEditor>().PinAsync(Team, pin with { ShiftType = null }, "planner", Stop);
        Pin read = Assert.Single((await Get<TeamReader>().ProblemAsync(Team, Week, Stop)).Problem.Pins);
        await Get<RosterEditor>().UnpinAsync(Team, "o1", Week, "planner", Stop);

        Assert.Null(read.ShiftType);
        Assert.Empty((await Get<RosterStore>().WeekAsync(Team, Week, Stop)).Pins);
        await RefusedAsync(StoreFailure.Invalid, () => Get<RosterEditor>().PinAsync(Team, pin with { ShiftType = "none" }, "planner", Stop));
        await RefusedAsync(StoreFailure.NotFound, () => Get<RosterEditor>().PinAsync(Team, pin with { Employee = "none" }, "planner", Stop));
    }

    [Fact]
    public async Task A_week_without_roster_is_an_empty_view_and_an_unknown_team_none()
    {
        await MakeTeamAsync();

        WeekView view = await Get<RosterStore>().WeekAsync(Team, Week, Stop);

        Assert.Null(view.Head);
        Assert.Null(view.Run);
        await RefusedAsync(StoreFailure.NotFound, () => Get<RosterStore>().WeekAsync("none", Week, Stop));
    }

    [Fact]
    public async Task All_a_page_needs_is_one_query()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await Get<RosterStore>().PublishAsync(Team, Week, 1, "test", "planner", Stop);
        await MakeDraftAsync(1, day: 1);
        await Get<RosterEditor>().PinAsync(Team, new Pin { Employee = "o1", Date = Week }, "planner", Stop);
        await Get<RunStore>().AddManualAsync(Team, Week, new RunOptions(), "planner", Stop);

        using var week = new CountedCommands();
        WeekView view = await Get<RosterStore>().WeekAsync(Team, Week, Stop);
        int ofWeek = week.Count;
        using var list = new CountedCommands();
        await Get<TeamReader>().ListAsync(null, Stop);

        Assert.True(view.Draft is not null && view.Published is not null && view.Run is not null && view.Pins.Count == 1);
        Assert.Equal((1, 1), (ofWeek, list.Count));
    }
}
