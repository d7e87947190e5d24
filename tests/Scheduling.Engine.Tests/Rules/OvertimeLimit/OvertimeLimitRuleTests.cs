using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.OvertimeLimit;

namespace Scheduling.Engine.Tests.Rules.OvertimeLimit;

public sealed class OvertimeLimitRuleTests : RuleContract
{
    private static readonly LocalDate Monday = TinyProblem.Monday;

    protected override Rule Rule => new OvertimeLimitRule();

    protected override IEnumerable<SchedulingProblem> Problems()
    {
        yield return OvertimeProblem.Of(1, 5, new OvertimeLimitRule { MaximumMinutesPerDay = 100, MaximumMinutesPerMonth = 400 });

        // The week and the month both turn: Friday 31 July to Monday 3 August, joined to what is known.
        foreach (Enforcement warning in new[] { Enforcement.Off, Enforcement.Soft(4, "coverage"), Enforcement.Hard })
        {
            SchedulingProblem turn = OvertimeProblem.Of(1, 4, new OvertimeLimitRule
            {
                MaximumMinutesPerDay = 120,
                MaximumMinutesPerWeek = 301,
                MaximumMinutesPerMonth = 333,
                WarningPercent = 77,
                Warning = warning,
                Enforcement = Enforcement.Soft(3),
            }).At(new LocalDate(2026, 7, 31), history: 2, after: 2);
            yield return turn.WithPerson(e => e with
            {
                EarlierWork =
                [
                    // Over the start of the month, inside it, over the start of the week.
                    new EarlierWork { From = new LocalDate(2026, 6, 29), Until = new LocalDate(2026, 7, 2), Minutes = 1500, OvertimeMinutes = 400 },
                    new EarlierWork { From = new LocalDate(2026, 7, 3), Until = new LocalDate(2026, 7, 24), Minutes = 5000, OvertimeMinutes = 50 },
                    new EarlierWork { From = new LocalDate(2026, 7, 25), Until = new LocalDate(2026, 7, 27), Minutes = 900, OvertimeMinutes = 30 },
                    new EarlierWork { From = new LocalDate(2026, 7, 28), Until = new LocalDate(2026, 7, 28), Minutes = 500, OvertimeMinutes = 10 },
                ],
            }) with
            {
                History = [OvertimeProblem.Duty("A", new LocalDate(2026, 7, 29), "E", 120), OvertimeProblem.Duty("A", new LocalDate(2026, 7, 30), "X")],
                FixedAfter = [OvertimeProblem.Duty("A", new LocalDate(2026, 8, 4), "E", 60)],
            };
        }

        // One day of a week and of a month at either end of the horizon; earlier work from the first day of each on.
        var limits = new OvertimeLimitRule { MaximumMinutesPerWeek = 100, MaximumMinutesPerMonth = 150, Warning = Enforcement.Soft(2) };
        SchedulingProblem ends = OvertimeProblem.Of(1, 2, limits).At(new LocalDate(2026, 8, 31), after: 1);
        yield return ends.WithPerson(e => e with
        {
            EarlierWork =
            [
                new EarlierWork { From = new LocalDate(2026, 8, 1), Until = new LocalDate(2026, 8, 24), Minutes = 5000, OvertimeMinutes = 40 },
                new EarlierWork { From = new LocalDate(2026, 8, 25), Until = new LocalDate(2026, 8, 30), Minutes = 1500, OvertimeMinutes = 20 },
            ],
        }) with
        {
            Horizon = ends.Horizon with { WeekStart = IsoDayOfWeek.Tuesday },
            FixedAfter = [OvertimeProblem.Duty("A", new LocalDate(2026, 9, 2), "E", 60)],
        };

        SchedulingProblem scoped = OvertimeProblem.Of(2, 2, new OvertimeLimitRule { MaximumMinutesPerDay = 59, MaximumMinutesPerMonth = 60, Warning = Enforcement.Off, AppliesTo = new RuleScope { Employees = ["B"] } });
        yield return scoped.At(new LocalDate(2026, 10, 24), zone: "Europe/Berlin") with { ShiftTypes = [OvertimeProblem.LongNight, TinyProblem.Night with { Id = "XN", IsOvertime = true }] };
    }

    [Theory]
    [InlineData(120, 0)]
    [InlineData(119, 1)]
    public void Exactly_the_overtime_of_a_day_is_allowed(int maximum, long excess) =>
        Assert.Equal(excess, OvertimeProblem.Penalty(Day(maximum), 0, OvertimeProblem.Duty("A", Monday, "E", 120)));

    [Fact]
    public void Of_an_extra_shift_every_paid_minute_is_overtime() =>
        Assert.Equal(60, OvertimeProblem.Penalty(Day(120), 0, OvertimeProblem.Duty("A", Monday, "X")));

    [Fact]
    public void Earlier_work_of_the_month_counts_and_that_of_the_month_before_does_not()
    {
        SchedulingProblem problem = OvertimeProblem.Of(1, 1, Rule).WithPerson(e => e with
        {
            EarlierWork =
            [
                new EarlierWork { From = new LocalDate(2026, 7, 1), Until = new LocalDate(2026, 7, 5), Minutes = 2400, OvertimeMinutes = 2100 },
                new EarlierWork { From = new LocalDate(2026, 6, 1), Until = new LocalDate(2026, 6, 30), Minutes = 9600, OvertimeMinutes = 2100 },
            ],
        });
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("A", Monday, "E", 60)));
        Assert.Equal(60, OvertimeProblem.Penalty(problem, 0, OvertimeProblem.Duty("A", Monday, "E", 120)));
    }

    [Fact]
    public void A_warning_comes_before_the_limit_of_the_month()
    {
        // 80 % of 200 is 160: 180 minutes are 20 above the warning and within the limit.
        SchedulingProblem problem = OvertimeProblem.Of(1, 2, new OvertimeLimitRule { MaximumMinutesPerMonth = 200 });
        Assignment[] duties = [OvertimeProblem.Duty("A", Monday, "E", 120), OvertimeProblem.Duty("A", Monday.PlusDays(1), "E", 60)];
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 0, duties));
        Assert.Equal(20, OvertimeProblem.Penalty(problem, 2, duties));
        Assert.Equal(0, OvertimeProblem.Penalty(problem, 2, duties[0]));
    }

    [Fact]
    public void Settings_outside_their_range_are_reported() =>
        Assert.Equal(
            ["rule-setting-out-of-range maximumMinutesPerDay", "rule-setting-out-of-range maximumMinutesPerWeek", "rule-setting-out-of-range maximumMinutesPerMonth", "rule-setting-out-of-range warningPercent"],
            OvertimeProblem.Faults(new OvertimeLimitRule { MaximumMinutesPerDay = 1441, MaximumMinutesPerWeek = -1, MaximumMinutesPerMonth = 44_641, WarningPercent = 0 }));

    private static SchedulingProblem Day(int maximum) => OvertimeProblem.Of(1, 1, new OvertimeLimitRule { MaximumMinutesPerDay = maximum });
}
