using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.LongestPeriod;

namespace Scheduling.Engine.Tests.Rules.LongestPeriod;

public sealed class LongestPeriodRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new LongestPeriodRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        // The days of July run out: 23 workdays, of which 21 were worked before the known days.
        SchedulingProblem month = OvertimeProblem.Of(1, 4, Rule).At(new LocalDate(2026, 7, 29), history: 2, after: 1).WithPerson(e => e with
        {
            EarlierWork = [Earlier(new LocalDate(2026, 7, 1), new LocalDate(2026, 7, 26), 9600, 300), Earlier(new LocalDate(2026, 6, 1), new LocalDate(2026, 6, 30), 9000, 0)],
        });
        month = month with
        {
            History = [OvertimeProblem.Duty("A", new LocalDate(2026, 7, 27), "E", 60)],
            FixedAfter = [OvertimeProblem.Duty("A", new LocalDate(2026, 8, 2), "E")],
        };
        yield return month;
        yield return month with { Rules = [new LongestPeriodRule { CountsOvertime = false, MinutesPerWorkday = 460, Enforcement = Enforcement.Soft(3) }] };
        foreach (LongPeriod period in Enum.GetValues<LongPeriod>())
        {
            // New Year's Eve and after: every period but one in a row ends or cuts; somebody half-time beside.
            SchedulingProblem year = OvertimeProblem.Of(2, 2, new LongestPeriodRule
            {
                Period = period,
                Weeks = 2,
                Anchor = new LocalDate(2027, 1, 15),
                MaximumMinutes = period == LongPeriod.Weeks ? 700 : 1700,
                Enforcement = Enforcement.Soft(2),
            }).At(new LocalDate(2026, 12, 31), history: 2, after: 1);
            yield return year with
            {
                Employees =
                [
                    TinyProblem.Person("A") with { EarlierWork = [Earlier(new LocalDate(2026, 12, 6), new LocalDate(2026, 12, 20), 1111, 0)] },
                    TinyProblem.Person("B", "half") with { EarlierWork = [Earlier(new LocalDate(2026, 12, 3), new LocalDate(2026, 12, 4), 77, 7), Earlier(new LocalDate(2026, 10, 1), new LocalDate(2026, 11, 30), 300, 0)] },
                ],
                History = [OvertimeProblem.Duty("A", new LocalDate(2026, 12, 29), "E"), OvertimeProblem.Duty("B", new LocalDate(2026, 12, 30), "X")],
                FixedAfter = [OvertimeProblem.Duty("B", new LocalDate(2027, 1, 2), "E")],
            };
        }

        // Targets at the ends of part time.
        yield return Targets(0, 1, 2399, 2400, 2401);

        SchedulingProblem autumn = TinyProblem.Of(2, 2, new LongestPeriodRule { Period = LongPeriod.Quarter, MaximumMinutes = 560, AppliesTo = new RuleScope { Employees = ["A"] } });
        yield return autumn.At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin") with { ShiftTypes = [TinyProblem.Night, TinyProblem.Standby] };
    }

    [Fact]
    public void Exactly_the_minutes_of_the_workdays_are_allowed_and_a_minute_more_is_not()
    {
        // July 2026 has 23 workdays.
        SchedulingProblem problem = TinyProblem.Of(1, 1, Rule).WithPerson(e => e with { EarlierWork = [Earlier(new LocalDate(2026, 7, 1), new LocalDate(2026, 7, 5), 22 * 480, 0)] });
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", Monday, "E")));
        problem = problem.WithPerson(e => e with { EarlierWork = [e.EarlierWork[0] with { Minutes = (22 * 480) + 1 }] });
        Assert.Equal(1, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", Monday, "E")));
    }

    [Fact]
    public void Holidays_take_from_the_limit_and_make_up_workdays_add_to_it()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, new LongestPeriodRule { Period = LongPeriod.Weeks, Weeks = 1, Anchor = Monday.PlusDays(700), MinutesPerWorkday = 96 });
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", Monday, "E")));
        Assert.Equal(96, OvertimeProblem.Penalty(problem with { Calendar = [OvertimeProblem.Holiday(Monday.PlusDays(4))] }, 0, TinyProblem.Duty("A", Monday, "E")));
        problem = problem with { Calendar = [OvertimeProblem.Holiday(Monday.PlusDays(4)), OvertimeProblem.MakeUp(Monday.PlusDays(5)), OvertimeProblem.Holiday(Monday.PlusDays(6))] };
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", Monday, "E")));
    }

    [Fact]
    public void Earlier_work_that_reaches_over_the_first_day_of_the_month_counts_nothing()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 1, new LongestPeriodRule { MaximumMinutes = 0 }).WithPerson(e => e with { EarlierWork = [Earlier(new LocalDate(2026, 6, 30), new LocalDate(2026, 7, 5), 480, 0)] });
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0));
        problem = problem.WithPerson(e => e with { EarlierWork = [e.EarlierWork[0] with { From = new LocalDate(2026, 7, 1) }] });
        Assert.Equal(480, OvertimeProblem.Penalty(problem, 0));
    }

    [Theory]
    [InlineData("full", 480)]
    [InlineData("half", 720)]
    public void Who_is_part_time_may_work_that_part_of_the_maximum(string contract, long excess)
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, new LongestPeriodRule { MaximumMinutes = 480 }) with { Employees = [TinyProblem.Person("A", contract)] };
        Assert.Equal(excess, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("A", Monday.PlusDays(1), "E")));
        problem = problem with { Rules = [new LongestPeriodRule { MaximumMinutes = 480, ProRata = false }] };
        Assert.Equal(480, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("A", Monday.PlusDays(1), "E")));
    }

    [Theory]
    [InlineData(0, 480)]
    [InlineData(1, 960)]
    [InlineData(2399, 481)]
    [InlineData(2400, 480)]
    [InlineData(2401, 480)]
    public void A_target_of_nothing_and_one_of_full_time_or_more_leave_the_whole_maximum(int target, long excess)
    {
        SchedulingProblem problem = Targets(target);
        Assert.Equal(excess, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", Monday, "E"), TinyProblem.Duty("A", Monday.PlusDays(1), "E")));
    }

    private static SchedulingProblem Targets(params int[] targets)
    {
        SchedulingProblem problem = TinyProblem.Of(targets.Length, 2, new LongestPeriodRule { MaximumMinutes = 480 });
        return problem with
        {
            ShiftTypes = [TinyProblem.Early],
            Contracts = [.. targets.Select((target, i) => new Contract { Id = $"contract {i}", TargetMinutesPerWeek = target })],
            Employees = [.. problem.Employees.Select((e, i) => e with { Contract = $"contract {i}" })],
        };
    }

    [Fact]
    public void A_night_over_the_end_of_the_month_belongs_to_the_month_it_starts_in()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 2, new LongestPeriodRule { MaximumMinutes = 480 }).At(new LocalDate(2026, 7, 31));
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, TinyProblem.Duty("A", new LocalDate(2026, 7, 31), "N"), TinyProblem.Duty("A", new LocalDate(2026, 8, 1), "N")));
    }

    [Fact]
    public void Of_28_days_in_a_row_each_window_is_judged()
    {
        SchedulingProblem problem = TinyProblem.Of(1, 3, new LongestPeriodRule { Period = LongPeriod.FourWeeks, MaximumMinutes = 0 }).At(Monday, history: 26) with
        {
            History = [TinyProblem.Duty("A", Monday.PlusDays(-26), "E")],
        };
        Assert.Equal(2 * 480, OvertimeProblem.Penalty(problem, 0));
    }

    [Fact]
    public void Settings_outside_their_range_are_reported()
    {
        Assert.Equal(["rule-setting-missing anchor"], OvertimeProblem.Faults(new LongestPeriodRule { Period = LongPeriod.Weeks }));
        Assert.Equal(["rule-setting-out-of-range weeks"], OvertimeProblem.Faults(new LongestPeriodRule { Weeks = 53 }));
        Assert.Equal(["rule-setting-out-of-range minutesPerWorkday"], OvertimeProblem.Faults(new LongestPeriodRule { MinutesPerWorkday = 1441 }));
        Assert.Equal(["rule-setting-out-of-range maximumMinutes"], OvertimeProblem.Faults(new LongestPeriodRule { MaximumMinutes = -1 }));
        Assert.Equal(["rule-setting-out-of-range anchor"], OvertimeProblem.Faults(new LongestPeriodRule { Anchor = new LocalDate(1, 1, 1) }));
        Assert.Empty(OvertimeProblem.Faults(new LongestPeriodRule { MaximumMinutes = 527040 }));
    }

    private static EarlierWork Earlier(LocalDate from, LocalDate until, int minutes, int overtime) =>
        new() { From = from, Until = until, Minutes = minutes, OvertimeMinutes = overtime };
}
