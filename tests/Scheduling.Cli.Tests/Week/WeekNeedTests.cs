using NodaTime;
using Scheduling.Cli.Week;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Tests.Week;

public sealed class WeekNeedTests
{
    private static readonly LocalDate Monday = new(2026, 7, 6);
    private static readonly SkillShare[] Shares = [new("a", 60), new("b", 25), new("c", 15)];

    [Fact]
    public void Shrinkage_is_added_exactly_and_rounded_up()
    {
        Assert.Equal(100, WeekNeed.Rostered(80, 0.2m));
        Assert.Equal(102, WeekNeed.Rostered(81, 0.2m));
        Assert.Equal(0, WeekNeed.Rostered(0, 0.2m));
        Assert.Equal(7, WeekNeed.Rostered(7, 0));
    }

    [Fact]
    public void A_split_over_skills_adds_up() =>
        Assert.All(Enumerable.Range(0, 200), total => Assert.Equal(total, WeekNeed.Split(total, Shares).Sum()));

    [Fact]
    public void The_team_holds_the_skills_in_their_shares_and_helps_out()
    {
        IReadOnlyList<Employee> team = WeekTeam.Of(120, 0, Shares, 1);
        Assert.Equal([72, 30, 18], Shares.Select(share => team.Count(e => e.Skills[0].Skill == share.Skill)));
        Assert.InRange(team.Count(e => e.Skills.Count >= 2), 40, 41);
        Assert.All(team, e => Assert.InRange(e.Skills.Select(s => s.Skill).Distinct().Count(), 1, 3));
        Assert.Equal(team.Select(e => string.Join(',', e.Skills.Select(s => s.Skill))), WeekTeam.Of(120, 0, Shares, 1).Select(e => string.Join(',', e.Skills.Select(s => s.Skill))));
    }

    [Fact]
    public void Delivered_hours_lose_shrinkage_and_breaks_and_short_is_counted_per_interval()
    {
        WeekNeed need = Need([], new IntervalNeed(Monday.At(new LocalTime(9, 0)), 2, [2], [3]), new IntervalNeed(Monday.At(new LocalTime(9, 30)), 0, [0], [0]));
        DeliveredCoverage delivered = DeliveredCoverage.Of(need, View(need, 2));
        // Two agents, 30 min each, one with 15 min of break: 45 min less 20 % are 36 of the 60 needed; 60 less 20 % are over in the second.
        Assert.Equal(1, delivered.RequiredHours, 9);
        Assert.Equal(24 / 60.0, delivered.ShortHours, 9);
        Assert.Equal(48 / 60.0, delivered.OverHours, 9);
    }

    [Fact]
    public void Agents_without_the_skill_do_not_make_up_for_it()
    {
        WeekNeed need = Need([new("a", 50), new("b", 50)], new IntervalNeed(Monday.At(new LocalTime(9, 30)), 2, [1, 1], [2, 1]));
        DeliveredCoverage delivered = DeliveredCoverage.Of(need, View(need, 2, "a"));
        Assert.Equal(0.5, delivered.ShortHours, 9);
    }

    [Fact]
    public void Without_a_roster_everything_is_short()
    {
        WeekNeed need = Need([], new IntervalNeed(Monday.At(new LocalTime(9, 0)), 4, [4], [5]));
        Assert.Equal(2, DeliveredCoverage.Of(need, null).ShortHours, 9);
    }

    private static WeekNeed Need(SkillShare[] skills, params IntervalNeed[] intervals) =>
        new() { IntervalMinutes = 30, Skills = skills, Shrinkage = 0.2m, Intervals = intervals };

    // Everybody works 09:00 to 10:00; the first has a break of 15 min at 09:00.
    private static RosterView View(WeekNeed need, int agents, string? skill = null)
    {
        ShiftType plain = new() { Id = "S", Band = "early", Posts = ["calls"], Parts = [new ShiftPart { Start = new LocalTime(9, 0), End = new LocalTime(10, 0) }] };
        ShiftType pausing = plain with { Id = "P", Breaks = [new BreakWindow { EarliestMinutes = 0, LatestMinutes = 0, Minutes = 15 }] };
        var problem = new SchedulingProblem
        {
            Horizon = new Horizon { Start = Monday, Days = 1, IntervalMinutes = need.IntervalMinutes },
            Posts = [new Post { Id = "calls" }],
            Bands = [new Band { Id = "early" }],
            Contracts = [new Contract { Id = "full" }],
            ShiftTypes = [plain, pausing],
            Skills = [.. need.Skills.Select(share => new Skill { Id = share.Skill })],
            Employees = [.. Enumerable.Range(0, agents).Select(i => new Employee { Id = $"E{i}", Contract = "full", Skills = skill is null ? [] : [new EmployeeSkill { Skill = skill }] })],
        };
        return new RosterView(problem, new Roster
        {
            Assignments = [.. problem.Employees.Select((employee, i) => new Assignment { Employee = employee.Id, Date = Monday, ShiftType = i == 0 ? "P" : "S", Post = "calls" })],
        });
    }
}
