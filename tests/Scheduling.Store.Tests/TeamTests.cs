using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

public abstract class TeamTests : StoreTests
{
    [Fact]
    public async Task The_problem_of_a_week_is_the_one_the_team_was_made_from()
    {
        SchedulingProblem problem = Sample("day-and-night-40.json");
        await Get<TeamStore>().CreateAsync("night", problem, "test", Stop);

        (SchedulingProblem read, long version) = await Get<TeamReader>().ProblemAsync("night", problem.Horizon.Start, Stop);

        Assert.Equal(1, version);
        Assert.Empty(ProblemValidator.Validate(read));
        Assert.Equal(StoreJson.Write(problem.Employees), StoreJson.Write(read.Employees));
        Assert.Equal(StoreJson.Write(problem.Demand.Shifts), StoreJson.Write(read.Demand.Shifts));
        Assert.Equal(problem.Demand.Intervals.SelectMany(d => d.Required), read.Demand.Intervals.SelectMany(d => d.Required));
        Assert.Equal(StoreJson.Write(problem.Rules), StoreJson.Write(read.Rules));
        Assert.Equal(problem.Wishes.Count, read.Wishes.Count);
        Assert.Equal(problem.Leave.Count, read.Leave.Count);
        Assert.Equal(problem.History.ToHashSet().Count, read.History.Count);
        Assert.Equal(7, read.Horizon.HistoryDays);
    }

    [Fact]
    public async Task Floors_that_only_the_night_before_could_keep_are_not_hard()
    {
        SchedulingProblem problem = Sample("day-and-night-40.json");
        await Get<TeamStore>().CreateAsync("night", problem, "test", Stop);
        IntervalDemand told = problem.Demand.Intervals.First(d => d.Post == "call" && d.Date == problem.Horizon.Start);

        Demand read = (await Get<TeamReader>().ProblemAsync("night", problem.Horizon.Start, Stop)).Problem.Demand;

        IntervalDemand monday = read.Intervals.First(d => d.Post == "call" && d.Date == problem.Horizon.Start);
        Assert.Equal(LocalTime.Midnight, told.From);
        Assert.All(told.Minimum.Take(14), floor => Assert.True(floor > 0));
        Assert.All(monday.Minimum.Take(14), floor => Assert.Equal(0, floor));
        Assert.Equal(told.Minimum.Skip(14), monday.Minimum.Skip(14));
        Assert.Equal(told.Required, monday.Required);
        Assert.Equal(StoreJson.Write(problem.Demand.Intervals.Where(d => d.Date != problem.Horizon.Start)), StoreJson.Write(read.Intervals.Where(d => d.Date != problem.Horizon.Start)));
    }

    [Fact]
    public async Task A_team_id_is_used_once_and_a_bad_one_is_refused()
    {
        SchedulingProblem problem = await MakeTeamAsync();

        StoreException twice = await RefusedAsync(StoreFailure.Conflict, () => Get<TeamStore>().CreateAsync(Team, problem, "test", Stop));
        await RefusedAsync(StoreFailure.Invalid, () => Get<TeamStore>().CreateAsync("Office 1", problem, "test", Stop));

        Assert.Equal("team-exists", twice.Problems[0].Code);
    }

    [Fact]
    public async Task A_set_up_that_leaves_employees_without_contract_is_refused_and_nothing_is_stored()
    {
        await MakeTeamAsync();
        TeamRow before = await Get<TeamReader>().GetAsync(Team, Stop);
        var setup = StoreJson.Read<TeamSetup>(before.Setup);

        await RefusedAsync(StoreFailure.Invalid, () => Get<TeamStore>().SaveSetupAsync(Team, "x", setup with { Contracts = [new Contract { Id = "other" }] }, before.Version, "test", Stop));

        TeamRow after = await Get<TeamReader>().GetAsync(Team, Stop);
        Assert.Equal((before.Name, before.Setup, before.InputVersion, before.Version), (after.Name, after.Setup, after.InputVersion, after.Version));
    }

    [Fact]
    public async Task A_set_up_saved_from_an_old_version_is_refused()
    {
        await MakeTeamAsync();
        TeamRow row = await Get<TeamReader>().GetAsync(Team, Stop);
        var setup = StoreJson.Read<TeamSetup>(row.Setup);

        long version = await Get<TeamStore>().SaveSetupAsync(Team, "new name", setup, row.Version, "test", Stop);

        Assert.Equal(row.Version + 1, version);
        await RefusedAsync(StoreFailure.Stale, () => Get<TeamStore>().SaveSetupAsync(Team, "third", setup, row.Version, "test", Stop));
        Assert.Equal("new name", (await Get<TeamReader>().GetAsync(Team, Stop)).Name);
    }

    [Fact]
    public async Task Employees_are_added_changed_and_removed_in_their_order()
    {
        SchedulingProblem problem = await MakeTeamAsync();
        Employee first = problem.Employees[0];

        await Get<TeamStore>().SaveEmployeesAsync(Team, [first with { Name = "改名" }, first with { Id = "new" }], replaceAll: false, "hr", Stop);
        await Get<TeamStore>().RemoveEmployeeAsync(Team, problem.Employees[1].Id, "hr", Stop);

        IReadOnlyList<EmployeeRow> rows = await Get<TeamReader>().EmployeesAsync(Team, Stop);
        Assert.Equal([first.Id, .. problem.Employees.Skip(2).Select(e => e.Id), "new"], rows.Select(r => r.Id));
        Assert.Equal("改名", StoreJson.Read<Employee>(rows[0].Body).Name);
        Assert.Equal(3, (await Get<TeamReader>().GetAsync(Team, Stop)).InputVersion);
        await RefusedAsync(StoreFailure.NotFound, () => Get<TeamStore>().RemoveEmployeeAsync(Team, "nobody", "hr", Stop));
    }

    [Fact]
    public async Task An_employee_with_an_unknown_contract_is_refused_with_all_others()
    {
        SchedulingProblem problem = await MakeTeamAsync();

        StoreException fault = await RefusedAsync(StoreFailure.Invalid, () => Get<TeamStore>().SaveEmployeesAsync(
            Team, [problem.Employees[0] with { Id = "good" }, problem.Employees[0] with { Id = "bad", Contract = "none" }], replaceAll: false, "hr", Stop));

        Assert.Contains("none", fault.Problems[0].Message.En, StringComparison.Ordinal);
        Assert.DoesNotContain(await Get<TeamReader>().EmployeesAsync(Team, Stop), e => e.Id == "good");
    }

    [Fact]
    public async Task The_list_of_teams_shows_only_those_asked_for()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();

        IReadOnlyList<TeamOverview> all = await Get<TeamReader>().ListAsync(null, Stop);
        IReadOnlyList<TeamOverview> none = await Get<TeamReader>().ListAsync(["other"], Stop);

        TeamOverview team = Assert.Single(all);
        Assert.Equal((6, RosterState.Draft), (team.Employees, Assert.Single(team.Weeks).State));
        Assert.Empty(none);
    }

    [Fact]
    public async Task Only_approved_leave_is_an_input_of_the_roster()
    {
        await MakeTeamAsync();
        var leave = new Leave { Employee = "o1", From = Week, Until = Week.PlusDays(1) };
        async Task<int> CountAsync() => (await Get<TeamReader>().ProblemAsync(Team, Week, Stop)).Problem.Leave.Count;
        int before = await CountAsync();

        LeaveOutcome requested = await Get<LeaveStore>().PutAsync(Team, "hr-1", leave, "家事", approved: false, "hr", Stop);
        int whileRequested = await CountAsync();
        await Get<LeaveStore>().DecideAsync(Team, "hr-1", approve: true, "好", null, "manager", Stop);
        int afterwards = await CountAsync();
        LeaveOutcome cancelled = await Get<LeaveStore>().CancelAsync(Team, "hr-1", "", null, "hr", Stop);

        Assert.True(requested.Created);
        Assert.Equal((before, before + 1, before), (whileRequested, afterwards, await CountAsync()));
        Assert.Equal(LeaveState.Cancelled, cancelled.Leave.State);
        Assert.Equal(3, (await Get<TeamReader>().GetAsync(Team, Stop)).InputVersion);
    }

    [Fact]
    public async Task The_same_leave_sent_again_is_no_change_and_a_decided_one_cannot_be_changed()
    {
        await MakeTeamAsync();
        var leave = new Leave { Employee = "o1", From = Week, Until = Week };
        await Get<LeaveStore>().PutAsync(Team, "hr-1", leave, "", approved: true, "hr", Stop);

        LeaveOutcome again = await Get<LeaveStore>().PutAsync(Team, "hr-1", leave, "", approved: true, "hr", Stop);

        Assert.False(again.Created);
        Assert.Equal(1, again.Leave.Version);
        Assert.Equal(2, (await Get<TeamReader>().GetAsync(Team, Stop)).InputVersion);
        StoreException fault = await RefusedAsync(StoreFailure.Conflict, () => Get<LeaveStore>().PutAsync(Team, "hr-1", leave with { Until = Week.PlusDays(2) }, "", approved: false, "hr", Stop));
        Assert.Equal("leave-decided", fault.Problems[0].Code);
        await RefusedAsync(StoreFailure.Stale, () => Get<LeaveStore>().CancelAsync(Team, "hr-1", "", 7, "hr", Stop));
    }

    [Fact]
    public async Task A_leave_of_nobody_or_of_a_period_that_ends_before_it_starts_is_refused()
    {
        await MakeTeamAsync();

        StoreException fault = await RefusedAsync(StoreFailure.Invalid, () => Get<LeaveStore>().PutAsync(
            Team, "hr-1", new Leave { Employee = "nobody", From = Week, Until = Week.PlusDays(-1) }, "", approved: false, "hr", Stop));

        Assert.Equal(["unknown-reference", "end-before-start"], fault.Problems.Select(p => p.Code));
        Assert.DoesNotContain(await Get<LeaveStore>().ListAsync(Team, cancellation: Stop), l => l.ExternalId == "hr-1");
    }

    [Fact]
    public async Task A_decided_leave_asks_for_one_new_solve_of_each_week_with_a_roster()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        async Task<LeaveOutcome> ApproveAsync(string id, LocalDate from, LocalDate until) =>
            await Get<LeaveStore>().PutAsync(Team, id, new Leave { Employee = "o2", From = from, Until = until }, "", approved: true, "hr", Stop);

        LeaveOutcome first = await ApproveAsync("a", Week.PlusDays(1), Week.PlusDays(1));
        LeaveOutcome second = await ApproveAsync("b", Week.PlusDays(2), Week.PlusDays(20));
        LeaveOutcome other = await ApproveAsync("c", Week.PlusDays(7), Week.PlusDays(8));

        Assert.Equal(first.Runs, second.Runs);
        Assert.Empty(other.Runs);
        RunRow run = (await Get<RunStore>().FindAsync(Assert.Single(first.Runs), Stop))!;
        Assert.Equal((RunKind.Automatic, RunState.Queued, Week), (run.Kind, run.State, run.WeekStart!.Value));
        Assert.Contains("2026-07-08", StoreJson.Read<LocalizedText>(run.Cause).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_that_is_over_is_not_solved_again()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        Clock.Now = Instant.FromUtc(2026, 7, 13, 4, 0);

        LeaveOutcome late = await Get<LeaveStore>().PutAsync(Team, "late", new Leave { Employee = "o2", From = Week, Until = Week }, "", approved: true, "hr", Stop);

        Assert.Equal(LeaveState.Approved, late.Leave.State);
        Assert.Empty(late.Runs);
    }

    [Fact]
    public async Task Uploads_of_a_post_make_one_history_in_which_the_newer_day_counts()
    {
        SchedulingProblem problem = await MakeTeamAsync();
        Assert.NotEmpty(problem.Posts);
        string post = problem.Posts[0].Id;
        CallHistory Days(double calls, params int[] days) => CallHistory.FromDays(60, days.ToDictionary(d => Week.PlusDays(d), _ => (IReadOnlyList<double?>)[.. Enumerable.Repeat<double?>(calls, 24)]));
        await Get<DemandStore>().AddVolumesAsync(Team, post, "old.csv", Days(1, -7, -6), "planner", Stop);
        Clock.Now += Duration.FromMinutes(1);
        await Get<DemandStore>().AddVolumesAsync(Team, post, "new.csv", Days(2, -6, -5), "planner", Stop);

        CallHistory history = (await Get<DemandStore>().HistoryAsync(Team, post, Stop))!;

        Assert.Equal([1.0, 2.0, 2.0], history.Dates.Select(d => history.CallsAt(d, 3)!.Value));
        Assert.Equal(["new.csv", "old.csv"], (await Get<DemandStore>().UploadsAsync(Team, Stop)).Select(u => u.FileName));
        Assert.Null(await Get<DemandStore>().HistoryAsync(Team, "other", Stop));
        await RefusedAsync(StoreFailure.Invalid, () => Get<DemandStore>().AddVolumesAsync(Team, "other", "x.csv", Days(1, 0), "planner", Stop));
    }

    [Fact]
    public async Task The_newest_demand_of_a_week_is_in_force_and_asks_for_a_new_solve()
    {
        SchedulingProblem problem = await MakeTeamAsync();
        await MakeDraftAsync();
        var demand = new Demand { Shifts = [new ShiftDemand { ShiftType = problem.ShiftTypes[0].Id, Date = Week, Required = 3 }] };

        (int number, IReadOnlyList<Guid> runs, _) = await Get<DemandStore>().SaveAsync(Team, Week, demand, [], "planner", cancellation: Stop);

        Assert.Equal(2, number);
        Assert.Single(runs);
        await RefusedAsync(StoreFailure.Stale, () => Get<DemandStore>().SaveAsync(Team, Week, new Demand(), [], "planner", seen: 1, cancellation: Stop));
        Assert.Equal(StoreJson.Write(demand), StoreJson.Write((await Get<DemandStore>().GetAsync(Team, Week, Stop)).Demand));
        await RefusedAsync(StoreFailure.Invalid, () => Get<DemandStore>().SaveAsync(Team, Week, new Demand { Shifts = [new ShiftDemand { ShiftType = "none", Date = Week, Required = 3 }] }, [], "planner", cancellation: Stop));
        await RefusedAsync(StoreFailure.Invalid, () => Get<DemandStore>().SaveAsync(Team, Week.PlusDays(1), demand, [], "planner", cancellation: Stop));
    }

    [Fact]
    public async Task Two_changes_at_once_both_count()
    {
        SchedulingProblem problem = await MakeTeamAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Get<LeaveStore>().PutAsync(
            Team, $"hr-{i}", new Leave { Employee = problem.Employees[i % 6].Id, From = Week, Until = Week }, "", approved: true, "hr", Stop)));

        Assert.Equal(9, (await Get<TeamReader>().GetAsync(Team, Stop)).InputVersion);
        Assert.Equal(8, (await Get<AuditStore>().RecentAsync(Team, cancellation: Stop)).Count(a => a.Action == "leave.approved"));
    }
}
