using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.HandoverBeforeDaysOff;

namespace Scheduling.Engine.Tests.Rules.HandoverBeforeDaysOff;

public sealed class HandoverBeforeDaysOffRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;
    private static readonly ShiftType Early = Phone("E", 6, 0, 14, 0);
    private static readonly ShiftType Late = Phone("L", 13, 30, 22, 0);
    private static readonly ShiftType Night = Phone("N", 22, 0, 6, 30);

    protected override Rule Rule => new HandoverBeforeDaysOffRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(2, 2, Rule, Early, Late);
        yield return With(3, 2, Rule with { Enforcement = Enforcement.Hard, AppliesTo = new RuleScope { Employees = ["A", "C"] } }, Early, Night);

        // Two days off, any colleague for whoever has named none, standby among the duties, two posts.
        yield return With(2, 3, new HandoverBeforeDaysOffRule { LeastDaysOff = 2, AnyColleague = true, OverlapMinutes = 60 }, Early, TinyProblem.Standby);
        yield return With(3, 2, new HandoverBeforeDaysOffRule { AnyColleague = true }, Early with { Posts = ["phone", "chat"] }, Late with { Posts = ["chat"] });

        // Nights of history may be handed over to; fixed days say whether days off follow.
        SchedulingProblem joined = With(3, 2, new HandoverBeforeDaysOffRule { LeastDaysOff = 2, OverlapMinutes = 30 }, Night, Phone("D", 4, 0, 6, 20));
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 2, FixedDaysAfter = 2 },
            History = [TinyProblem.Duty("B", Monday.PlusDays(-1), "N", "phone"), TinyProblem.Duty("A", Monday.PlusDays(-2), "N", "phone")],
            FixedAfter = [TinyProblem.Duty("B", Monday.PlusDays(2), "D", "phone"), TinyProblem.Duty("C", Monday.PlusDays(3), "N", "phone")],
        };

        // An activity at the end, a split shift and shifts that end at one moment; one colleague is in a meeting.
        ShiftType meeting = Phone("M", 8, 0, 14, 0) with { Parts = [Part(8, 0, 13, 45), Part(13, 45, 14, 0, PartKind.Activity)] };
        ShiftType split = Phone("P", 9, 0, 15, 0) with { Parts = [Part(9, 0, 12, 0), Part(12, 0, 14, 0), Part(14, 30, 15, 0)] };
        yield return With(2, 2, Rule, Early, meeting, split);

        // A duty with a post and no work, and one with work and no post, hand nothing over and take nothing over.
        yield return With(2, 2, new HandoverBeforeDaysOffRule { AnyColleague = true }, Early, TinyProblem.Late, Phone("Y", 6, 0, 14, 0) with { Parts = [Part(6, 0, 14, 0, PartKind.Activity)] });

        // The night in which an hour is missing.
        SchedulingProblem spring = With(2, 2, new HandoverBeforeDaysOffRule { OverlapMinutes = 90 }, Phone("N", 22, 0, 3, 30), Phone("D", 1, 30, 8, 0));
        yield return spring with { Horizon = spring.Horizon with { Start = new LocalDate(2026, 3, 28), FixedDaysAfter = 1, TimeZone = "Europe/Berlin" } };
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 30)]
    public void A_colleague_who_is_there_for_exactly_the_minutes_takes_over(int overlapMinutes, long penalty)
    {
        SchedulingProblem problem = With(2, 2, new HandoverBeforeDaysOffRule { OverlapMinutes = overlapMinutes, AppliesTo = new RuleScope { Employees = ["A"] } }, Early, Late);
        Assert.Equal(penalty, Penalty(problem, Duty("A", 0, "E"), Duty("B", 0, "L")));
    }

    [Fact]
    public void Who_works_on_the_next_day_hands_over_nothing_and_the_last_known_day_asks_nothing()
    {
        SchedulingProblem problem = With(2, 2, Rule, Early, Late);
        Assert.Equal(30, Penalty(problem, Duty("A", 0, "E")));
        Assert.Equal(0, Penalty(problem, Duty("A", 0, "E"), Duty("A", 1, "L")));
        Assert.Equal(0, Penalty(problem, Duty("A", 1, "E")));
    }

    [Fact]
    public void Without_work_or_without_a_post_there_is_nothing_to_hand_over()
    {
        SchedulingProblem problem = With(2, 2, Rule, Phone("Y", 6, 0, 14, 0) with { Parts = [Part(6, 0, 14, 0, PartKind.Activity)] }, TinyProblem.Early);
        Assert.Equal(0, Penalty(problem, Duty("A", 0, "Y")));
        Assert.Equal(0, Penalty(problem, TinyProblem.Duty("A", Monday, "E")));
    }

    [Fact]
    public void Only_colleagues_who_have_agreed_count_and_whoever_named_none_is_asked_nothing()
    {
        SchedulingProblem problem = With(3, 2, Rule, Early, Late);
        Assert.Equal(30, Penalty(problem, Duty("A", 0, "E"), Duty("C", 0, "L")));
        Assert.Equal(0, Penalty(problem, Duty("C", 0, "E")));
        Assert.Equal(30, Penalty(problem with { Rules = [new HandoverBeforeDaysOffRule { AnyColleague = true }] }, Duty("C", 0, "E")));
    }

    [Fact]
    public void A_night_is_handed_over_to_the_early_of_the_next_date()
    {
        SchedulingProblem problem = With(2, 3, Rule with { AppliesTo = new RuleScope { Employees = ["A"] } }, Early, Night);
        Assert.Equal(30, Penalty(problem, Duty("A", 0, "N")));
        Assert.Equal(0, Penalty(problem, Duty("A", 0, "N"), Duty("B", 1, "E")));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new HandoverBeforeDaysOffRule { LeastDaysOff = 0, OverlapMinutes = 241 };
        rule.Validate(With(2, 1, rule, Early), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/leastDaysOff", "/rules/0/overlapMinutes"], problems.Select(p => p.Pointer));
    }

    private static Assignment Duty(string employee, int day, string shift) => TinyProblem.Duty(employee, Monday.PlusDays(day), shift, "phone");

    private static long Penalty(SchedulingProblem problem, params Assignment[] duties) => RosterEvaluator.Evaluate(problem, new Roster { Assignments = duties }).Penalties[2];

    private static ShiftPart Part(int fromHour, int fromMinute, int toHour, int toMinute, PartKind kind = PartKind.Work) =>
        new() { Start = new LocalTime(fromHour, fromMinute), End = new LocalTime(toHour, toMinute), Kind = kind };

    private static ShiftType Phone(string id, int fromHour, int fromMinute, int toHour, int toMinute) =>
        TinyProblem.Shift(id, "early", new LocalTime(fromHour, fromMinute), new LocalTime(toHour, toMinute)) with { Posts = ["phone"] };

    /// <summary>A hands over to B, B to A and C; C has named nobody.</summary>
    private static SchedulingProblem With(int employees, int days, Rule rule, params ShiftType[] shiftTypes)
    {
        SchedulingProblem problem = TinyProblem.Of(employees, days, rule);
        return problem with
        {
            Posts = [new Post { Id = "phone", Name = "phone" }, new Post { Id = "chat" }],
            ShiftTypes = shiftTypes,
            Employees = [.. problem.Employees.Select((e, i) => e with { HandoverTo = i == 0 ? ["B"] : i == 1 ? employees > 2 ? ["A", "C"] : ["A"] : [] })],
        };
    }
}
