using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.IntervalCoverage;

namespace Scheduling.Engine.Tests.Rules.IntervalCoverage;

public sealed class IntervalCoverageRuleTests : RuleContract
{
    private static readonly LocalTime Eight = new(8, 0);

    protected override Rule Rule => new IntervalCoverageRule();

    protected override IEnumerable<SchedulingProblem> Problems() =>
    [
        .. PhoneProblem.All(
            new IntervalCoverageRule { TolerancePercent = 25, SurplusTolerancePercent = 35 },
            new IntervalCoverageRule { Enforcement = Enforcement.Hard, Beyond = Enforcement.Off, Surplus = Enforcement.Off }),
        PhoneProblem.Of(1, new IntervalCoverageRule { Enforcement = Enforcement.Soft(3), TolerancePercent = 0, Surplus = Enforcement.Hard, Beyond = Enforcement.Soft(2, "coverage") },
            [PhoneProblem.Needs(null, Eight, [0, 1, 2, 0, 0])], [], [], []),
        BreakOffTheGrid(),
    ];

    /// <summary>A night worked before the horizon reaches into it, with a break where no window of today allows one.</summary>
    private static SchedulingProblem BreakOffTheGrid()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, new IntervalCoverageRule(), [PhoneProblem.Needs(null, LocalTime.Midnight, [1, 2, 1, 1])], [], []);
        ShiftType night = PhoneProblem.OnPhone(TinyProblem.Night) with { Breaks = [new BreakWindow { EarliestMinutes = 120, LatestMinutes = 180, Minutes = 20, StepMinutes = 60 }] };
        Assignment Worked(string employee, int after) => TinyProblem.Duty(employee, TinyProblem.Monday.PlusDays(-1), "N", problem.Posts[0].Id) with
        {
            Breaks = [new PlacedBreak { AfterMinutes = after, Minutes = 20 }],
        };
        return problem with
        {
            Horizon = problem.Horizon with { HistoryDays = 1 },
            ShiftTypes = [night],
            History = [Worked("A", 135), Worked("B", 165)],
        };
    }

    [Theory]
    [InlineData(29, 1, 0)]
    [InlineData(27, 3, 0)]
    [InlineData(26, 4, 1)]
    public void A_shortage_of_exactly_the_tolerance_costs_nothing_beyond(int minutes, long shortage, long beyond)
    {
        // One agent wanted for 30 minutes, 10 % tolerated.
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [PhoneProblem.Needs(null, Eight, [1])], [[]]) with
        {
            ShiftTypes = [PhoneProblem.OnPhone(TinyProblem.Shift("M", "early", Eight, Eight.PlusMinutes(minutes)))],
        };
        Assert.Equal([0L, beyond, 10 * shortage], Penalties(problem, "A"));
    }

    [Fact]
    public void An_agent_with_two_skills_serves_the_one_that_lacks_people()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [PhoneProblem.Needs("orders", new LocalTime(9, 30), [1]), PhoneProblem.Needs("billing", new LocalTime(9, 30), [1])],
            [PhoneProblem.Holds("orders")], [PhoneProblem.Holds("orders"), PhoneProblem.Holds("billing")], [PhoneProblem.Holds("orders")]);
        Assert.Equal([0L, 0L, 0L], Penalties(problem, "A", "B"));
        // 30 agent-minutes of billing are short (24 of them beyond 10 % of the 60), though two agents are there; nothing is above 60.
        Assert.Equal([0L, 24L, 300L], Penalties(problem, "A", "C"));
    }

    [Fact]
    public void A_trainee_counts_nothing_until_certified()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [PhoneProblem.Needs(null, new LocalTime(9, 30), [1])], [PhoneProblem.Holds("orders", certified: false)], [PhoneProblem.Holds("orders")]);
        problem = problem with { Posts = [problem.Posts[0] with { Skill = "orders" }] };
        Assert.Equal([0L, 27L, 300L], Penalties(problem, "A"));
        Assert.Equal([0L, 0L, 0L], Penalties(problem, "B"));
    }

    [Fact]
    public void A_surplus_costs_only_above_its_tolerance()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, new IntervalCoverageRule { SurplusTolerancePercent = 50 }, [PhoneProblem.Needs(null, new LocalTime(9, 30), [1])], [], []);
        Assert.Equal([0L, 0L, 0L], Penalties(problem, "A"));
        Assert.Equal([0L, 0L, 15L], Penalties(problem, "A", "B"));
    }

    [Fact]
    public void Subsets_served_by_the_same_people_are_one_row()
    {
        // Everybody with orders at level 2 has level 1 as well: {1} is the same people as {1, 2}; {2} stands alone.
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [PhoneProblem.Needs("orders", Eight, [1]), PhoneProblem.Needs("orders", Eight, [1], level: 2)],
            [PhoneProblem.Holds("orders", 2)], [PhoneProblem.Holds("orders")]);
        RosterModel model = RosterModel.Compile(problem);
        Assert.Equal([60L, 30L], model.Rows.Select(r => r.Required));
    }

    [Fact]
    public void The_report_tells_what_is_required_short_and_over_per_interval()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [PhoneProblem.Needs(null, new LocalTime(9, 0), [1, 1, 2])], [], []);
        CoverageReport report = CoverageReport.OfRequired(new RosterView(problem, RosterOf(problem, "A", "B")));
        Assert.Equal([(30L, 30L, 0L, 0L), (30L, 60L, 0L, 30L), (60L, 60L, 0L, 0L)], report.Intervals.Select(i => (i.RequiredMinutes, i.OnQueueMinutes, i.ShortMinutes, i.OverMinutes)));
        Assert.Equal((120L, 150L, 0L, 30L), (report.RequiredMinutes, report.OnQueueMinutes, report.ShortMinutes, report.OverMinutes));
        Assert.Equal(TinyProblem.Monday + new LocalTime(9, 30), report.Intervals[1].Start);
    }

    [Fact]
    public void Nine_different_demands_in_one_interval_are_refused()
    {
        SchedulingProblem problem = PhoneProblem.Of(1, Rule, [.. Enumerable.Range(1, 9).Select(level => PhoneProblem.Needs("orders", Eight, [1], level))], [[]]);
        List<InputProblem> problems = [];
        var rule = new IntervalCoverageRule { TolerancePercent = 101 };
        rule.Validate(problem, new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/tolerancePercent", "/rules/0/rule"], problems.Select(p => p.Pointer));
        problems.Clear();
        rule = new IntervalCoverageRule();
        rule.Validate(problem with { Demand = new Demand { Intervals = [.. problem.Demand.Intervals.Skip(1)] } }, new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Empty(problems);
    }

    private static IReadOnlyList<long> Penalties(SchedulingProblem problem, params string[] employees) =>
        RosterEvaluator.Evaluate(problem, RosterOf(problem, employees)).Penalties;

    /// <summary>The employees named work the problem's last shift type on Monday.</summary>
    private static Roster RosterOf(SchedulingProblem problem, params string[] employees) =>
        new() { Assignments = [.. employees.Select(e => TinyProblem.Duty(e, TinyProblem.Monday, problem.ShiftTypes[^1].Id, "phone"))] };
}
