using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.HandoverOverlap;

namespace Scheduling.Engine.Tests.Rules.HandoverOverlap;

public sealed class HandoverOverlapRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;
    private static readonly ShiftType Early = Phone("E", 6, 0, 14, 15);
    private static readonly ShiftType Late = Phone("L", 14, 0, 22, 0);
    private static readonly ShiftType Night = Phone("N", 21, 45, 6, 15);

    protected override Rule Rule => new HandoverOverlapRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return With(3, 1, Rule, Early, Late, Phone("D", 9, 0, 17, 0));
        yield return With(4, 1, new HandoverOverlapRule { PerLeaver = true, Enforcement = Enforcement.Hard }, Early, Late, Phone("D", 9, 0, 17, 0));

        // Closed at 22:00; nights of history end in the horizon, the last one after it; the scope names who leaves.
        SchedulingProblem nights = With(3, 2, new HandoverOverlapRule { OverlapMinutes = 15, Posts = ["phone"], AppliesTo = new RuleScope { Employees = ["A", "B"] } }, Early, Night);
        nights = nights with
        {
            Horizon = nights.Horizon with { HistoryDays = 2, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N", "phone"), TinyProblem.Duty("B", Monday.PlusDays(-2), "N", "phone")],
            FixedAfter = [TinyProblem.Duty("C", Monday.PlusDays(2), "E", "phone")],
        };
        yield return nights;
        yield return nights with { OpeningHours = [new OpeningPeriod { Day = IsoDayOfWeek.Monday, From = new LocalTime(6, 15), To = new LocalTime(14, 15) }, new OpeningPeriod { Day = IsoDayOfWeek.Monday, From = new LocalTime(22, 0), To = new LocalTime(6, 0) }] };

        // Who left ten minutes into the horizon must have been met before it: that is the past. A quarter of an hour is not.
        foreach (int minute in new[] { 10, 15 })
        {
            SchedulingProblem past = With(2, 1, Rule, Phone("X", 18, 0, 0, minute), Phone("Z", 0, 0, 8, 0));
            yield return past with
            {
                Horizon = past.Horizon with { HistoryDays = 1 },
                History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "X", "phone")],
            };
        }

        // Whole days that end when the next begins, and midnight at the end of the horizon.
        yield return With(2, 2, Rule, Phone("W", 0, 0, 0, 0), Phone("H", 12, 0, 0, 0));
        yield return With(2, 1, Rule, Phone("H", 12, 0, 0, 0), Phone("Z", 23, 45, 1, 0), Phone("Y", 23, 46, 1, 0));

        // A second post, a split shift that stays and a shift that ends with an activity.
        ShiftType split = Phone("P", 13, 0, 18, 0) with { Parts = [Part(13, 0, 14, 0), Part(14, 0, 16, 0), Part(17, 0, 18, 0)] };
        ShiftType meeting = Phone("M", 7, 0, 14, 45) with { Parts = [Part(7, 0, 14, 15), Part(14, 15, 14, 45, PartKind.Activity)] };
        yield return With(3, 1, Rule, split, meeting, Early with { Posts = ["phone", "chat"] });

        yield return With(3, 1, new HandoverOverlapRule { OverlapMinutes = 10, OverlapMinutesByPost = new Dictionary<string, int> { ["chat"] = 30 } },
            Early with { Posts = ["phone", "chat"] }, Phone("D", 14, 0, 17, 0) with { Posts = ["phone", "chat"] });

        // Work goes from the phone to the chat and, in another shift, back again.
        yield return With(3, 1, Rule, PhoneThenChat(), Early with { Posts = ["phone", "chat"] }, Phone("B", 8, 0, 13, 0) with { Parts = [Part(8, 0, 9, 0), Part(9, 0, 12, 0) with { Post = "chat" }, Part(12, 0, 13, 0)] });

        // A duty with a post and no work, and one with work and no post: neither leaves the post nor stays on it.
        yield return With(2, 1, Rule, Early, TinyProblem.Late, Phone("Y", 12, 0, 15, 0) with { Parts = [Part(12, 0, 15, 0, PartKind.Activity)] });

        // The night in which an hour comes twice.
        SchedulingProblem autumn = With(2, 2, Rule, Phone("N", 22, 0, 2, 30), Phone("B", 2, 0, 8, 0)) with { OpeningHours = [new OpeningPeriod { Day = IsoDayOfWeek.Sunday, From = new LocalTime(2, 30), To = new LocalTime(9, 0) }] };
        yield return autumn with { Horizon = autumn.Horizon with { Start = new LocalDate(2026, 10, 24), TimeZone = "Europe/Berlin" } };
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(16, 100)]
    public void An_overlap_of_exactly_the_minutes_is_a_handover(int overlapMinutes, long penalty)
    {
        SchedulingProblem problem = With(2, 1, new HandoverOverlapRule { OverlapMinutes = overlapMinutes }, Early, Late) with { OpeningHours = UntilTen() };
        Assert.Equal(penalty, Penalty(problem, "E", "L"));
    }

    [Fact]
    public void A_post_left_during_the_shift_is_left_and_one_that_is_joined_then_has_no_stayer_before()
    {
        // From 10:00 to 14:00 on the phone, then on the chat; the other is on the phone, or on the chat, until 14:15.
        SchedulingProblem problem = With(2, 1, Rule, PhoneThenChat(), Early with { Posts = ["phone", "chat"] }) with { OpeningHours = [new OpeningPeriod { Day = IsoDayOfWeek.Monday, From = new LocalTime(0, 0), To = new LocalTime(14, 10) }] };
        Assert.Equal(100, On(problem, "chat"));
        Assert.Equal(0, On(problem, "phone"));

        static long On(SchedulingProblem problem, string post) => RosterEvaluator.Evaluate(problem, new Roster
        {
            Assignments = [TinyProblem.Duty("A", Monday, "C", "phone"), TinyProblem.Duty("B", Monday, "E", post)],
        }).Penalties[2];
    }

    private static ShiftType PhoneThenChat() => Phone("C", 10, 0, 18, 0) with { Parts = [Part(10, 0, 14, 0), Part(14, 0, 18, 0) with { Post = "chat" }] };

    [Fact]
    public void Nobody_needs_to_take_over_when_the_department_closes()
    {
        Assert.Equal(0, Penalty(With(2, 1, Rule, Early, Late) with { OpeningHours = UntilTen() }, "L", "L"));
        Assert.Equal(200, Penalty(With(2, 1, Rule, Early, Late), "L", "L"));
    }

    [Fact]
    public void One_stayer_takes_over_from_all_unless_each_leaver_needs_one()
    {
        SchedulingProblem problem = With(3, 1, Rule, Early, Late) with { OpeningHours = UntilTen() };
        Assert.Equal(0, Penalty(problem, "E", "E", "L"));
        Assert.Equal(100, Penalty(problem with { Rules = [new HandoverOverlapRule { PerLeaver = true }] }, "E", "E", "L"));
    }

    [Fact]
    public void An_overlap_out_of_range_and_an_unknown_post_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new HandoverOverlapRule { OverlapMinutes = 9, Posts = ["phone", "fax"] };
        rule.Validate(With(1, 1, rule, Early), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/overlapMinutes", "/rules/0/posts"], problems.Select(p => p.Pointer));
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(16, 100)]
    public void A_post_may_have_minutes_of_its_own(int minutes, long penalty)
    {
        var rule = new HandoverOverlapRule { OverlapMinutes = 30, OverlapMinutesByPost = new Dictionary<string, int> { ["phone"] = minutes } };
        Assert.Equal(penalty, Penalty(With(2, 1, rule, Early, Late) with { OpeningHours = UntilTen() }, "E", "L"));
    }

    [Fact]
    public void Minutes_of_an_unknown_post_or_out_of_range_are_refused()
    {
        List<InputProblem> problems = [];
        var rule = new HandoverOverlapRule { OverlapMinutesByPost = new Dictionary<string, int> { ["fax"] = 10, ["phone"] = 31 } };
        rule.Validate(With(1, 1, rule, Early), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/overlapMinutesByPost", "/rules/0/overlapMinutesByPost/phone"], problems.Select(p => p.Pointer));
    }

    private static OpeningPeriod[] UntilTen() => [new OpeningPeriod { Day = IsoDayOfWeek.Monday, From = new LocalTime(6, 0), To = new LocalTime(22, 0) }];

    private static long Penalty(SchedulingProblem problem, params string[] shifts) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [.. shifts.Select((s, i) => TinyProblem.Duty(problem.Employees[i].Id, Monday, s, "phone"))] }).Penalties[2];

    private static ShiftPart Part(int fromHour, int fromMinute, int toHour, int toMinute, PartKind kind = PartKind.Work) =>
        new() { Start = new LocalTime(fromHour, fromMinute), End = new LocalTime(toHour, toMinute), Kind = kind };

    private static ShiftType Phone(string id, int fromHour, int fromMinute, int toHour, int toMinute) =>
        TinyProblem.Shift(id, "early", new LocalTime(fromHour, fromMinute), new LocalTime(toHour, toMinute)) with { Posts = ["phone"] };

    private static SchedulingProblem With(int employees, int days, Rule rule, params ShiftType[] shiftTypes) =>
        TinyProblem.Of(employees, days, rule) with { Posts = [new Post { Id = "phone", Name = "phone" }, new Post { Id = "chat" }], ShiftTypes = shiftTypes };
}
