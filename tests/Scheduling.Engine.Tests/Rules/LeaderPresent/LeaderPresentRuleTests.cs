using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LeaderPresent;

namespace Scheduling.Engine.Tests.Rules.LeaderPresent;

public sealed class LeaderPresentRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;
    private static readonly ShiftType Early = OnPosts(TinyProblem.Early, "phone", "chat");
    private static readonly ShiftType Night = OnPosts(TinyProblem.Night, "phone");

    protected override Rule Rule => new LeaderPresentRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // Every band of the department, the standby one not; one on Mondays only.
        yield return With(3, 1, Rule, Early, TinyProblem.Late, TinyProblem.Standby);
        yield return With(3, 2, new LeaderPresentRule { Least = 2, Enforcement = Enforcement.Hard, Bands = ["early", "night", "mid"], Weekdays = [IsoDayOfWeek.Tuesday] }, Early with { Days = [IsoDayOfWeek.Monday] }, Night);

        // A span, per post, of the people in scope; leaders by tag or by a skill that is held from the second day on.
        SchedulingProblem span = With(3, 2, new LeaderPresentRule
        {
            Skill = "orders",
            MinimumLevel = 2,
            MostPerLeader = 1,
            Posts = ["phone", "chat"],
            AppliesTo = new RuleScope { Contracts = ["full"] },
        }, Early, Night);
        yield return span with
        {
            Employees = [.. span.Employees, TinyProblem.Person("D", "half")],
            Horizon = span.Horizon with { Days = 1 },
        };
        yield return span with { ShiftTypes = [Early], Horizon = span.Horizon with { HistoryDays = 1 }, History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "E", "phone")] };
        ShiftType changing = Early with
        {
            Id = "P",
            Parts = [new ShiftPart { Start = new LocalTime(7, 0), End = new LocalTime(11, 0) }, new ShiftPart { Start = new LocalTime(11, 0), End = new LocalTime(15, 0), Post = "chat" }],
        };
        foreach (LeaderPer per in Enum.GetValues<LeaderPer>())
        {
            yield return With(3, 1, new LeaderPresentRule { Posts = ["chat"], Per = per }, changing, Early);
            yield return With(3, 1, new LeaderPresentRule { Posts = ["phone"], Per = per, MostPerLeader = 1 }, changing, OnPosts(TinyProblem.Early with { Id = "D" }, "phone", "chat"));
        }

        yield return With(4, 1, new LeaderPresentRule { MostPerLeader = 2, Enforcement = Enforcement.Hard }, TinyProblem.Early, TinyProblem.Late);

        // Interval by interval: nights of history and into fixed days, opening hours, split shifts, nights of the change of clocks.
        ShiftType split = OnPosts(TinyProblem.Shift("P", "mid", new LocalTime(4, 0), new LocalTime(18, 0)), "phone") with
        {
            Parts = [new ShiftPart { Start = new LocalTime(4, 0), End = new LocalTime(9, 20) }, new ShiftPart { Start = new LocalTime(15, 0), End = new LocalTime(18, 0) }],
        };
        foreach (int? most in new int?[] { null, 2 })
        {
            SchedulingProblem nights = With(3, 1, new LeaderPresentRule { Per = LeaderPer.Interval, MostPerLeader = most, Posts = ["phone"], Enforcement = Enforcement.Soft(3) }, Night, split);
            yield return nights with
            {
                Horizon = nights.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
                OpeningHours = [new OpeningPeriod { Day = IsoDayOfWeek.Monday, From = new LocalTime(8, 0), To = new LocalTime(2, 0) }],
                History = [TinyProblem.Duty("B", Monday.PlusDays(-1), "N", "phone")],
                FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(1), "P", "phone")],
            };
            // Whoever leads from the second day on does not lead in the night before it.
            yield return With(2, 2, new LeaderPresentRule { Tag = "", Skill = "orders", Per = LeaderPer.Interval, MostPerLeader = most }, Night, OnPosts(TinyProblem.Shift("D", "early", new LocalTime(4, 0), new LocalTime(8, 0)), "phone"));
            SchedulingProblem spring = With(2, 2, new LeaderPresentRule { Per = LeaderPer.Interval, MostPerLeader = most, Least = 2, Bands = ["night"], Weekdays = [IsoDayOfWeek.Sunday] }, Night, Early);
            yield return spring with { Horizon = spring.Horizon with { Start = new LocalDate(2026, 3, 28), TimeZone = "Europe/Berlin" } };
        }
    }

    [Theory]
    [InlineData("leader", 0)]
    [InlineData("newcomer", 50)]
    public void A_leader_is_who_carries_the_tag(string tag, long penalty)
    {
        SchedulingProblem problem = With(2, 1, Rule, TinyProblem.Early);
        problem = problem with { Employees = problem.Employees.Select((e, i) => e with { Tags = i == 0 ? [tag] : [] }).ToList() };
        Assert.Equal(penalty, Penalty(problem, "E", "E"));
    }

    [Fact]
    public void With_a_span_nobody_is_asked_where_nobody_works_and_one_leader_looks_after_so_many()
    {
        SchedulingProblem problem = With(4, 1, new LeaderPresentRule { MostPerLeader = 2 }, TinyProblem.Early);
        Assert.Equal(0, Penalty(problem));
        Assert.Equal(0, Penalty(problem, "E", "E", "E"));
        Assert.Equal(50, Penalty(problem, "E", "E", "E", "E"));
    }

    [Theory]
    [InlineData("", "班段“early”")]
    [InlineData("早班", "班段“早班”")]
    public void A_band_without_a_name_is_told_by_its_id(string name, string told)
    {
        SchedulingProblem problem = With(1, 1, Rule, TinyProblem.Early) with { Bands = [TinyProblem.EarlyBand with { Name = name }] };
        Assert.Contains(told, Assert.Single(RosterEvaluator.Evaluate(problem, new Roster { Assignments = [] }).Violations).Message.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_is_certified_at_the_level_leads_as_well()
    {
        SchedulingProblem problem = With(1, 1, new LeaderPresentRule { Tag = "", Skill = "orders", MinimumLevel = 2 }, TinyProblem.Early);
        Employee Holding(int level, bool certified) => TinyProblem.Person("A") with { Skills = [new EmployeeSkill { Skill = "orders", Level = level, Certified = certified }] };
        Assert.Equal(0, Penalty(problem with { Employees = [Holding(2, true)] }, "E"));
        Assert.Equal(50, Penalty(problem with { Employees = [Holding(1, true)] }, "E"));
        Assert.Equal(50, Penalty(problem with { Employees = [Holding(2, false)] }, "E"));
    }

    [Fact]
    public void A_rule_without_leaders_and_settings_that_name_nothing_known_are_refused()
    {
        Assert.Equal(["/rules/0/tag"], Refused(new LeaderPresentRule { Tag = "" }));
        Assert.Equal(
            ["/rules/0/tag", "/rules/0/skill", "/rules/0/minimumLevel", "/rules/0/least", "/rules/0/mostPerLeader", "/rules/0/bands", "/rules/0/posts"],
            Refused(new LeaderPresentRule { Tag = "boss", Skill = "x", MinimumLevel = 0, Least = 0, MostPerLeader = 0, Bands = ["x"], Posts = ["x"] }));

        static IEnumerable<string> Refused(LeaderPresentRule rule)
        {
            List<InputProblem> problems = [];
            rule.Validate(With(2, 1, rule, TinyProblem.Early), new RuleSettingsReport(rule, "/rules/0", problems));
            return problems.Select(p => p.Pointer);
        }
    }

    private static long Penalty(SchedulingProblem problem, params string[] shifts) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. shifts.Select((s, i) => TinyProblem.Duty(problem.Employees[i].Id, Monday, s))] }).Penalties[2];

    private static ShiftType OnPosts(ShiftType shift, params string[] posts) => shift with { Posts = posts };

    /// <summary>A leads, B is certified in orders at level 2 from the second day on, the others are neither.</summary>
    private static SchedulingProblem With(int employees, int days, Rule rule, params ShiftType[] shiftTypes)
    {
        SchedulingProblem problem = TinyProblem.Of(employees, days, rule);
        return problem with
        {
            Skills = [new Skill { Id = "orders" }],
            Posts = [new Post { Id = "phone", Name = "phone" }, new Post { Id = "chat" }],
            ShiftTypes = shiftTypes,
            Employees = [.. problem.Employees.Select((e, i) => i switch
            {
                0 => e with { Tags = ["team", "leader"] },
                1 => e with { Skills = [new EmployeeSkill { Skill = "orders", Level = 2, From = Monday.PlusDays(1) }] },
                _ => e,
            })],
        };
    }
}
