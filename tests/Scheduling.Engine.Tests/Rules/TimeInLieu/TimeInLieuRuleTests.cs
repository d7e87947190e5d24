using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.TimeInLieu;

namespace Scheduling.Engine.Tests.Rules.TimeInLieu;

public sealed class TimeInLieuRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new TimeInLieuRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // Nothing depends on the roster: kept by one problem, broken by another.
        yield return OvertimeProblem.Of(1, 2, Rule) with { Leave = [Lieu("A", 0, 0, 60)], Employees = [TinyProblem.Person("A") with { TimeInLieu = [new LieuTime { Minutes = 60 }] }] };
        yield return OvertimeProblem.Of(1, 2, Rule) with { Leave = [Lieu("A", 0, 0, 60), Lieu("A", 1, 9, 30)] };
        foreach (Enforcement enforcement in new[] { Enforcement.Hard, Enforcement.Soft(3) })
        {
            SchedulingProblem earning = OvertimeProblem.Of(1, 5, new TimeInLieuRule { EarnsOvertime = true, Enforcement = enforcement }).At(Monday, history: 1, after: 1);
            yield return earning with
            {
                Employees = [TinyProblem.Person("A") with { TimeInLieu = [new LieuTime { Minutes = 50, Expires = Monday.PlusDays(2) }, new LieuTime { Minutes = 40, Expires = Monday.PlusDays(1) }, new LieuTime { Minutes = 20 }] }],
                Leave = [Lieu("A", -3, 0, 45), Lieu("A", 2, 2, 90), Lieu("A", 4, 8, 200), Lieu("A", 2, 2, 500) with { Kind = "annual" }, Lieu("A", 2, 2, 80)],
                History = [OvertimeProblem.Duty("A", Monday.PlusDays(-1), "E", 120)],
                FixedAfter = [OvertimeProblem.Duty("A", Monday.PlusDays(5), "X")],
            };
        }

        SchedulingProblem autumn = OvertimeProblem.Of(2, 2, new TimeInLieuRule { EarnsOvertime = true, AppliesTo = new RuleScope { Employees = ["B"] } });
        yield return autumn.At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin") with
        {
            ShiftTypes = [OvertimeProblem.LongNight, TinyProblem.Night with { Id = "XN", IsOvertime = true }],
            Leave = [.. new[] { "A", "B" }.Select(e => new Leave { Employee = e, From = new LocalDate(2026, 10, 25), Until = new LocalDate(2026, 10, 25), Kind = Leave.TimeInLieuKind, CreditedMinutesPerDay = 500 })],
        };
    }

    [Theory]
    [InlineData(480, 0)]
    [InlineData(479, 1)]
    public void Exactly_what_the_bank_holds_may_be_taken(int bank, long lacking)
    {
        // A Monday of leave takes a fifth of 2400.
        SchedulingProblem problem = TinyProblem.Of(1, 7, Rule) with { Leave = [Lieu("A", 0, 0, null)], Employees = [Person(new LieuTime { Minutes = bank })] };
        Assert.Equal(lacking, OvertimeProblem.Penalty(problem, 2));
    }

    [Fact]
    public void What_expires_first_is_taken_first()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 7, Rule) with
        {
            Leave = [Lieu("A", 0, 1, 60)],
            Employees = [Person(new LieuTime { Minutes = 60, Expires = Monday.PlusDays(9) }, new LieuTime { Minutes = 60, Expires = Monday })],
        };
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 2));
        Assert.Equal(60, OvertimeProblem.Penalty(problem with { Employees = [Person(new LieuTime { Minutes = 60 }, new LieuTime { Minutes = 60, Expires = Monday.PlusDays(-1) })] }, 2));
    }

    [Fact]
    public void Overtime_may_be_taken_from_the_next_day_on_when_the_rule_says_so()
    {
        SchedulingProblem problem = OvertimeProblem.Of(1, 3, new TimeInLieuRule { EarnsOvertime = true }) with { Leave = [Lieu("A", 1, 1, 120)] };
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 2, OvertimeProblem.Duty("A", Monday, "E", 120)));
        Assert.Equal(120, OvertimeProblem.Penalty(problem, 2, OvertimeProblem.Duty("A", Monday.PlusDays(1), "E", 120)));
        Assert.Equal(120, OvertimeProblem.Penalty(problem with { Rules = [Rule] }, 2, OvertimeProblem.Duty("A", Monday, "E", 120)));
    }

    [Fact]
    public void A_holiday_of_the_leave_takes_nothing()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 7, Rule) with { Leave = [Lieu("A", 0, 0, null)] };
        Assert.Equal(480, OvertimeProblem.Penalty(problem, 2));
        Assert.Equal(0, OvertimeProblem.Penalty(problem with { Calendar = [OvertimeProblem.Holiday(Monday)] }, 2));
    }

    private static Employee Person(params LieuTime[] bank) => TinyProblem.Person("A") with { TimeInLieu = bank };

    private static Leave Lieu(string employee, int from, int until, int? minutes) => new()
    {
        Employee = employee,
        From = Monday.PlusDays(from),
        Until = Monday.PlusDays(until),
        CreditedMinutesPerDay = minutes,
        Kind = Leave.TimeInLieuKind,
    };
}
