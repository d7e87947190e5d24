using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.OvertimeCost;
using Scheduling.Engine.Rules.ShiftCoverage;

namespace Scheduling.Engine.Tests.Rules.OvertimeCost;

public sealed class OvertimeCostRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new OvertimeCostRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // Friday to Monday: a workday, a make-up Saturday, a holiday, a day of rest by decree.
        SchedulingProblem turn = OvertimeProblem.Of(1, 4, Rule).At(Monday.PlusDays(4), history: 1, after: 1);
        turn = turn with
        {
            Calendar = [OvertimeProblem.MakeUp(Monday.PlusDays(5)), OvertimeProblem.Holiday(Monday.PlusDays(6)), new CalendarDay { Date = Monday.PlusDays(7), Kind = CalendarDayKind.RestDay }],
            History = [OvertimeProblem.Duty("A", Monday.PlusDays(3), "X")],
            FixedAfter = [OvertimeProblem.Duty("A", Monday.PlusDays(8), "E", 60)],
        };
        yield return turn;
        yield return turn with
        {
            Horizon = turn.Horizon with { Weekend = [IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday] },
            Rules = [new OvertimeCostRule { WorkdayPercent = 133, RestDayPercent = 0, Enforcement = Enforcement.Hard }],
        };
        SchedulingProblem scoped = OvertimeProblem.Of(2, 2, Rule with { AppliesTo = new RuleScope { Employees = ["B"] } }).At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin");
        yield return scoped with { ShiftTypes = [OvertimeProblem.LongNight, TinyProblem.Night with { Id = "XN", IsOvertime = true }], Horizon = scoped.Horizon with { Weekend = [IsoDayOfWeek.Saturday] } };
    }

    [Theory]
    [InlineData(0, 90)]
    [InlineData(5, 120)]
    [InlineData(4, 180)]
    [InlineData(6, 90)]
    public void An_hour_is_worth_90_minutes_on_a_workday_120_on_a_day_of_rest_and_180_on_a_holiday(int day, long value)
    {
        SchedulingProblem problem = OvertimeProblem.Of(1, 7, Rule) with { Calendar = [OvertimeProblem.Holiday(Monday.PlusDays(4)), OvertimeProblem.MakeUp(Monday.PlusDays(6))] };
        Assert.Equal(value, OvertimeProblem.Penalty(problem, 2, OvertimeProblem.Duty("A", Monday.PlusDays(day), "E", 60)));
    }

    [Fact]
    public void Part_of_a_minute_is_rounded_up() =>
        Assert.Equal(80, OvertimeProblem.Penalty(OvertimeProblem.Of(1, 1, new OvertimeCostRule { WorkdayPercent = 133 }), 2, OvertimeProblem.Duty("A", Monday, "E", 60)));

    [Fact]
    public void Overtime_on_a_workday_is_preferred_to_overtime_on_the_weekend()
    {
        // Either extra shift of Friday or Saturday would do; the one of Friday is cheaper.
        SchedulingProblem problem = OvertimeProblem.Of(1, 2, Rule, new ShiftCoverageRule { Enforcement = Enforcement.Soft(100) }).At(Monday.PlusDays(4)) with { ShiftTypes = [OvertimeProblem.Extra] };
        problem = problem with { Demand = new Demand { Shifts = [.. Enumerable.Range(4, 2).Select(d => new ShiftDemand { ShiftType = "X", Date = Monday.PlusDays(d), Required = 3 })] } };
        long friday = OvertimeProblem.Penalty(problem, 2, OvertimeProblem.Duty("A", Monday.PlusDays(4), "X"));
        long saturday = OvertimeProblem.Penalty(problem, 2, OvertimeProblem.Duty("A", Monday.PlusDays(5), "X"));
        Assert.Equal(90, saturday - friday);
    }

    [Fact]
    public void Settings_outside_their_range_are_reported() =>
        Assert.Equal(
            ["rule-setting-out-of-range workdayPercent", "rule-setting-out-of-range restDayPercent", "rule-setting-out-of-range publicHolidayPercent"],
            OvertimeProblem.Faults(new OvertimeCostRule { WorkdayPercent = -1, RestDayPercent = 1001, PublicHolidayPercent = 1001 }));
}
