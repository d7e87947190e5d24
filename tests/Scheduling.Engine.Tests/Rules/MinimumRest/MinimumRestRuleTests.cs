using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.MinimumRest;

namespace Scheduling.Engine.Tests.Rules.MinimumRest;

public sealed class MinimumRestRuleTests : RuleContract
{
    protected override Rule Rule => new MinimumRestRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return TinyProblem.Of(1, 4, Rule);
        yield return TinyProblem.Of(2, 3, Rule with { Enforcement = Enforcement.Soft(3), AppliesTo = new RuleScope { Employees = ["B"] } });
        SchedulingProblem joined = TinyProblem.Of(1, 3, new MinimumRestRule { RestMinutes = 960 });
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 2, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(3), "E")],
        };
        // Almost a whole day: collides with the day after the next.
        ShiftType day = TinyProblem.Shift("D", "night", new LocalTime(20, 0), new LocalTime(19, 0));
        yield return TinyProblem.Of(1, 4, Rule) with { ShiftTypes = [TinyProblem.Early, day] };
        SchedulingProblem spring = TinyProblem.Of(1, 3, Rule);
        yield return spring with { Horizon = spring.Horizon with { Start = new LocalDate(2026, 3, 27), TimeZone = "Europe/Berlin" } };
        // A whole day of work before a day of 23 hours reaches three dates on.
        yield return spring with
        {
            Horizon = spring.Horizon with { Start = new LocalDate(2026, 3, 27), Days = 4, TimeZone = "Europe/Berlin" },
            ShiftTypes = [TinyProblem.Shift("W", "night", new LocalTime(23, 59), new LocalTime(23, 59)), TinyProblem.Shift("Z", "early", LocalTime.Midnight, new LocalTime(8, 0))],
            Rules = [new MinimumRestRule { RestMinutes = 1440 }],
        };
    }

    [Theory]
    [InlineData(660, 0)]
    [InlineData(661, 1)]
    public void Rest_of_exactly_the_minimum_is_allowed(int restMinutes, long excess)
    {
        // Late ends 22:00; a shift at 09:00 starts 11 hours later.
        SchedulingProblem problem = TinyProblem.Of(1, 2, new MinimumRestRule { RestMinutes = restMinutes }) with
        {
            ShiftTypes = [TinyProblem.Late, TinyProblem.Shift("M", "mid", new LocalTime(9, 0), new LocalTime(17, 0))],
        };
        Roster roster = new() { Assignments = [TinyProblem.Duty("A", TinyProblem.Monday, "L"), TinyProblem.Duty("A", TinyProblem.Monday.PlusDays(1), "M")] };
        Assert.Equal(excess, RosterEvaluator.Evaluate(problem, roster).Penalties[0]);
    }

    [Fact]
    public void A_day_of_work_before_a_day_of_23_hours_leaves_an_hour_less_until_the_third_date_after()
    {
        // Ends on Saturday at 23:59; Sunday has 23 hours; from then to Monday's midnight it is 23 hours and a minute.
        SchedulingProblem problem = TinyProblem.Of(1, 4, new MinimumRestRule { RestMinutes = 1440 }) with
        {
            Horizon = new Horizon { Start = new LocalDate(2026, 3, 27), Days = 4, TimeZone = "Europe/Berlin" },
            ShiftTypes = [TinyProblem.Shift("W", "night", new LocalTime(23, 59), new LocalTime(23, 59)), TinyProblem.Shift("Z", "early", LocalTime.Midnight, new LocalTime(8, 0))],
        };
        Roster roster = new() { Assignments = [TinyProblem.Duty("A", new LocalDate(2026, 3, 27), "W"), TinyProblem.Duty("A", new LocalDate(2026, 3, 30), "Z")] };
        Assert.Equal(59, RosterEvaluator.Evaluate(problem, roster).Penalties[0]);
    }
}
