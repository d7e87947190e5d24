using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LongestDay;

namespace Scheduling.Engine.Tests.Rules.LongestDay;

public sealed class LongestDayRuleTests : RuleContract
{
    private static readonly ShiftType Long = TinyProblem.Shift("D", "mid", new LocalTime(8, 0), new LocalTime(20, 0)) with
    {
        Breaks = [new BreakWindow { EarliestMinutes = 240, LatestMinutes = 270, Minutes = 60 }, new BreakWindow { EarliestMinutes = 480, LatestMinutes = 480, Minutes = 20, Paid = true }],
    };

    protected override Rule Rule => new LongestDayRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        ShiftType night = TinyProblem.Shift("T", "night", new LocalTime(20, 0), new LocalTime(8, 0));
        yield return With(Rule);
        yield return With(new LongestDayRule { MaximumMinutes = 480, Enforcement = Enforcement.Soft(4), AppliesTo = new RuleScope { Employees = ["B"] } });
        SchedulingProblem joined = With(new LongestDayRule { MaximumMinutes = 30 });
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "T")],
            FixedAfter = [TinyProblem.Duty("B", TinyProblem.Monday.PlusDays(2), "T")],
        };
        foreach (LocalDate start in new[] { new LocalDate(2026, 3, 28), new LocalDate(2026, 10, 24) })
        {
            SchedulingProblem change = With(Rule);
            yield return change with { Horizon = change.Horizon with { Start = start, TimeZone = "Europe/Berlin" } };
        }

        SchedulingProblem With(Rule rule) => TinyProblem.Of(2, 2, rule) with { ShiftTypes = [TinyProblem.Early, night, TinyProblem.Standby, Long] };
    }

    [Theory]
    [InlineData(660, 0)]
    [InlineData(659, 1)]
    public void Exactly_the_maximum_after_unpaid_breaks_is_allowed(int maximumMinutes, long excess)
    {
        // 12 hours less an unpaid hour; the 20 paid minutes stay.
        SchedulingProblem problem = TinyProblem.Of(1, 1, new LongestDayRule { MaximumMinutes = maximumMinutes }) with { ShiftTypes = [Long] };
        Assert.Equal(excess, Penalty(problem, "D"));
    }

    [Fact]
    public void The_autumn_change_makes_a_night_an_hour_longer()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, new LongestDayRule { MaximumMinutes = 480 });
        Assert.Equal(60, Penalty(problem with { Horizon = problem.Horizon with { Start = new LocalDate(2026, 10, 24), TimeZone = "Europe/Berlin" } }, "N"));
        Assert.Equal(0, Penalty(problem, "N"));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1440, 0)]
    [InlineData(1441, 1)]
    public void Settings_outside_their_range_are_reported(int value, int problems)
    {
        List<InputProblem> found = [];
        var rule = new LongestDayRule { MaximumMinutes = value };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", found));
        Assert.Equal(problems, found.Count(p => p.Pointer == "/rules/0/maximumMinutes" && p.Code == "rule-setting-out-of-range"));
    }

    private static long Penalty(SchedulingProblem problem, string shiftType) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [TinyProblem.Duty("A", problem.Horizon.Start, shiftType)] }).Penalties[0];
}
