using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Tests;

/// <summary>Changes of staff with the day from which they hold.</summary>
public abstract class StaffTests : ResolveSteps
{
    private Task<StaffOutcome> ApplyAsync(StaffChange change) => Get<StaffStore>().ApplyAsync(Team, change, "hr", Stop);

    private async Task<Employee> PersonAsync(string id, LocalDate? week = null) =>
        (await Get<TeamReader>().SnapshotAsync(Team, week ?? Week, Stop)).Employees.Single(e => e.Id == id);

    [Fact]
    public async Task Who_joins_is_there_from_the_first_day_and_only_weeks_from_then_on_are_solved_again()
    {
        SchedulingProblem problem = await MakeTeamAsync();
        await MakeDraftAsync();
        await MakeNextDraftAsync();
        var join = new StaffChange { Employee = "n1", Kind = StaffChangeKind.Join, Name = "New", Contract = problem.Contracts[0].Id, From = Week.PlusDays(9) };

        StaffOutcome joined = await ApplyAsync(join);
        StaffOutcome again = await ApplyAsync(join);

        Assert.Equal((true, true), (joined.Changed, joined.Created));
        Assert.Equal(Week.PlusWeeks(1), (await RunAsync(Assert.Single(joined.Runs))).WeekStart);
        Assert.Equal((false, false, 0), (again.Changed, again.Created, again.Runs.Count));
        Assert.Equal(Week.PlusDays(9), (await PersonAsync("n1")).EmployedFrom);
    }

    [Fact]
    public async Task Who_leaves_is_gone_after_the_last_day_and_may_come_again()
    {
        await MakeTeamAsync();
        await MakeDraftAsync();
        await MakeNextDraftAsync();

        StaffOutcome left = await ApplyAsync(new StaffChange { Employee = "o2", Kind = StaffChangeKind.Leave, Until = Week.PlusDays(6) });
        LocalDate? last = (await PersonAsync("o2")).EmployedUntil;
        StaffOutcome longer = await ApplyAsync(new StaffChange { Employee = "o2", Kind = StaffChangeKind.Leave, Until = Week.PlusDays(10) });
        await ApplyAsync(new StaffChange { Employee = "o2", Kind = StaffChangeKind.Join, Contract = (await PersonAsync("o2")).Contract, From = Week.PlusDays(30) });

        Assert.Equal(Week.PlusWeeks(1), (await RunAsync(Assert.Single(left.Runs))).WeekStart);
        Assert.Equal(Week.PlusDays(6), last);
        Assert.Single(longer.Runs);
        Employee again = await PersonAsync("o2");
        Assert.Equal((Week.PlusDays(30), (LocalDate?)null), (again.EmployedFrom, again.EmployedUntil));
    }

    [Fact]
    public async Task A_contract_counts_from_the_first_week_that_begins_with_it()
    {
        SchedulingProblem problem = await MakeTeamAsync();
        await SetUpAsync(setup => setup with { Contracts = [.. setup.Contracts, setup.Contracts[0] with { Id = "part" }] });
        await MakeDraftAsync();
        await MakeNextDraftAsync();
        var change = new StaffChange { Employee = "o1", Kind = StaffChangeKind.Contract, Contract = "part", From = Week.PlusDays(2) };

        StaffOutcome signed = await ApplyAsync(change);

        Assert.Equal(Week.PlusWeeks(1), (await RunAsync(Assert.Single(signed.Runs))).WeekStart);
        Assert.Equal(problem.Employees[0].Contract, (await PersonAsync("o1")).Contract);
        Assert.Equal("part", (await PersonAsync("o1", Week.PlusWeeks(1))).Contract);
        Assert.False((await ApplyAsync(change)).Changed);
        Assert.Equal(new ComingContract("o1", Week.PlusDays(2), "part"), Assert.Single(await Get<StaffStore>().TermsAsync(Team, Stop)));
        await RefusedAsync(StoreFailure.Invalid, () => ApplyAsync(change with { Contract = "none" }));
        await RefusedAsync(StoreFailure.Invalid, () => SetUpAsync(setup => setup with { Contracts = [setup.Contracts[0]] }));
    }

    [Fact]
    public async Task A_contract_said_by_hand_ends_those_that_were_to_come()
    {
        await MakeTeamAsync();
        await SetUpAsync(setup => setup with { Contracts = [.. setup.Contracts, setup.Contracts[0] with { Id = "part" }, setup.Contracts[0] with { Id = "mini" }] });
        await ApplyAsync(new StaffChange { Employee = "o1", Kind = StaffChangeKind.Contract, Contract = "part", From = Week.PlusDays(14) });

        await Get<TeamStore>().SaveEmployeesAsync(Team, [(await PersonAsync("o1")) with { Contract = "mini" }], replaceAll: false, "planner", Stop);

        Assert.Equal("mini", (await PersonAsync("o1", Week.PlusWeeks(3))).Contract);
    }

    [Fact]
    public async Task A_skill_s_level_changes_from_a_day_and_the_skill_may_end()
    {
        await MakeTeamAsync();
        await SetUpAsync(setup => setup with { Skills = [new Skill { Id = "vip" }] });
        await ApplyAsync(new StaffChange { Employee = "o1", Kind = StaffChangeKind.Skill, Skill = "vip", From = Week });
        var raise = new StaffChange { Employee = "o1", Kind = StaffChangeKind.Skill, Skill = "vip", Level = 3, From = Week.PlusDays(7) };

        await ApplyAsync(raise);
        StaffOutcome again = await ApplyAsync(raise);
        IReadOnlyList<EmployeeSkill> raised = (await PersonAsync("o1")).Skills;
        await ApplyAsync(new StaffChange { Employee = "o1", Kind = StaffChangeKind.SkillEnd, Skill = "vip", Until = Week.PlusDays(20) });

        Assert.False(again.Changed);
        Assert.Equal([(1, (LocalDate?)Week.PlusDays(6)), (3, null)], raised.Where(s => s.Skill == "vip").Select(s => (s.Level, s.Until)));
        Assert.Equal(Week.PlusDays(20), (await PersonAsync("o1")).Skills.Last(s => s.Skill == "vip").Until);
        await RefusedAsync(StoreFailure.Invalid, () => ApplyAsync(raise with { Skill = "none" }));
    }

    [Fact]
    public async Task What_a_kind_of_change_needs_is_asked_for()
    {
        await MakeTeamAsync();

        StoreException fault = await RefusedAsync(StoreFailure.Invalid, () => ApplyAsync(new StaffChange { Employee = "n1", Kind = StaffChangeKind.Join }));

        Assert.Equal(["/from", "/contract"], fault.Problems.Select(p => p.Pointer));
        await RefusedAsync(StoreFailure.Invalid, () => ApplyAsync(new StaffChange { Employee = "nobody", Kind = StaffChangeKind.Leave, Until = Week }));
        Assert.Single(await RowsAsync(c => c.Changes));
    }

    [Fact]
    public async Task Each_change_of_staff_is_in_the_log_by_its_kind()
    {
        await MakeTeamAsync();
        await ApplyAsync(new StaffChange { Employee = "o2", Kind = StaffChangeKind.Leave, Until = Week.PlusDays(6) });

        ChangeRow change = (await RowsAsync(c => c.Changes.OrderByDescending(x => x.Number)))[0];

        Assert.Equal(("staff.left", "o2", (LocalDate?)Week.PlusDays(7), (LocalDate?)null), (change.Kind, change.Subject, change.From, change.Until));
    }
}
