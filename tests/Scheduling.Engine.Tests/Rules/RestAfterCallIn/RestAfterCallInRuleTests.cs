using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.RestAfterCallIn;

namespace Scheduling.Engine.Tests.Rules.RestAfterCallIn;

public sealed class RestAfterCallInRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new RestAfterCallInRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // Before the horizon, across its first midnight and inside it; two call-ins before one duty; standby among the duties.
        yield return With(2, 2, Rule, Called("A", -1, 20, 4), Called("A", -1, 23, 3), Called("B", 0, 6, 3), Called("B", 0, 10, 20));
        yield return With(2, 2, Rule with { Enforcement = Enforcement.Soft(2), AppliesTo = new RuleScope { Employees = ["B"] } }, Called("A", 0, 1, 5), Called("B", 1, 8, 1), Called("B", -9, 0, 24));

        SchedulingProblem joined = With(1, 2, new RestAfterCallInRule { RestMinutes = 1440 }, Called("A", -1, 12, 24));
        yield return joined with
        {
            Horizon = joined.Horizon with { HistoryDays = 1, FixedDaysAfter = 1 },
            History = [TinyProblem.Duty("A", Monday.PlusDays(-1), "N")],
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "E")],
        };

        // The duty after the horizon stands too near to a call-in at its end, and is not this roster's doing.
        SchedulingProblem atTheEnd = With(1, 2, new RestAfterCallInRule { RestMinutes = 1440 }, Called("A", 1, 20, 2));
        yield return atTheEnd with
        {
            Horizon = atTheEnd.Horizon with { FixedDaysAfter = 1 },
            FixedAfter = [TinyProblem.Duty("A", Monday.PlusDays(2), "E")],
        };

        // The hour that comes twice: the call-in ends at its second end.
        SchedulingProblem autumn = With(1, 2, new RestAfterCallInRule { RestMinutes = 300 },
            new CallIn { Employee = "A", Start = new LocalDateTime(2026, 10, 25, 2, 15), End = new LocalDateTime(2026, 10, 25, 2, 30) });
        yield return autumn with { Horizon = autumn.Horizon with { Start = new LocalDate(2026, 10, 25), TimeZone = "Europe/Berlin" } };
    }

    [Theory]
    [InlineData(660, 0)]
    [InlineData(661, 1)]
    public void Rest_of_exactly_the_minutes_is_enough(int minutes, long excess)
    {
        // Called in until 20:00; early starts at 07:00.
        Assert.Equal(excess, Penalty(With(1, 1, new RestAfterCallInRule { RestMinutes = minutes }, Called("A", -1, 18, 2)), "E"));
    }

    [Fact]
    public void The_standby_duty_of_the_call_in_is_not_charged_and_a_duty_that_starts_in_it_is()
    {
        Assert.Equal(0, Penalty(With(1, 1, Rule, Called("A", 0, 8, 2)), "S"));
        Assert.Equal(0, Penalty(With(1, 1, Rule, Called("A", 0, 12, 2)), "S"));
        // Early starts at 07:00, two hours before the end.
        Assert.Equal(660 + 120, Penalty(With(1, 1, Rule, Called("A", 0, 6, 3)), "E"));
    }

    [Fact]
    public void Of_several_call_ins_the_one_that_ended_last_counts()
    {
        Assert.Equal(60, Penalty(With(1, 1, Rule, Called("A", -1, 16, 1), Called("A", -1, 10, 11)), "E"));
    }

    [Fact]
    public void Rest_beyond_a_day_is_refused()
    {
        List<InputProblem> problems = [];
        var rule = new RestAfterCallInRule { RestMinutes = 1441 };
        rule.Validate(TinyProblem.Of(1, 1, rule), new RuleSettingsReport(rule, "/rules/0", problems));
        Assert.Equal(["/rules/0/restMinutes"], problems.Select(p => p.Pointer));
    }

    private static CallIn Called(string employee, int day, int hour, int hours)
    {
        LocalDateTime start = Monday.PlusDays(day) + new LocalTime(hour, 0);
        return new CallIn { Employee = employee, Start = start, End = start.PlusHours(hours) };
    }

    private static long Penalty(SchedulingProblem problem, string shift) =>
        RosterEvaluator.Evaluate(problem, new Roster { Assignments = [TinyProblem.Duty("A", Monday, shift)] }).Penalties[0];

    private static SchedulingProblem With(int employees, int days, Rule rule, params CallIn[] callIns) =>
        TinyProblem.Of(employees, days, rule) with { ShiftTypes = [TinyProblem.Early, TinyProblem.Night, TinyProblem.Standby], CallIns = callIns };
}
