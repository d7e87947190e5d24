using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.LongestPeriod;
using Scheduling.Engine.Rules.LongestWeek;
using Scheduling.Engine.Rules.OvertimeLimit;
using Scheduling.Engine.Tests.Properties;
using Scheduling.Engine.Tests.Rules;

namespace Scheduling.Engine.Tests.Evaluation;

/// <summary>
/// A thousand random histories across ends of months, quarters and years, make-up days and both changes of clocks: evaluator and model count the hours that
/// <see cref="WorkedDays"/> counts without NodaTime. Each rule has a level of its own.
/// </summary>
public sealed class HourTotalsTests
{
    private const int Histories = 1000;

    private static readonly string[] Zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];

    /// <summary>Ends of months, quarters and years, and the changes of clocks of the zones.</summary>
    private static readonly DateOnly[] Turns =
    [
        new(2026, 1, 1), new(2027, 1, 1), new(2026, 2, 1), new(2028, 3, 1), new(2026, 4, 1), new(2026, 7, 1), new(2026, 10, 1), new(2026, 3, 29), new(2026, 10, 25),
        new(2026, 3, 8), new(2026, 11, 1), new(2026, 4, 5), new(2026, 10, 4),
    ];

    private static readonly PlainShift[] Shifts =
    [
        new("E", 7 * 60, 15 * 60, 30, null, false),
        new("N", 22 * 60, 6 * 60, 0, null, false),
        new("S", 150, 9 * 60, 0, null, false),
        new("L", 18 * 60, 150, 45, null, false),
        new("P", 22 * 60, 6 * 60, 0, 450, false),
        new("X", 60, 4 * 60, 0, null, true),
    ];

    [Fact]
    public void A_thousand_random_histories_count_the_same_hours_with_and_without_NodaTime()
    {
        TimeZoneInfo?[] zones = [.. Zones.Select(z => TimeZoneInfo.TryFindSystemTimeZoneById(z, out TimeZoneInfo? zone) ? zone : null)];
        Assert.SkipWhen(zones.Any(z => z is null), "This machine lacks zone data.");
        int[] charged = new int[6];
        for (int seed = 0; seed < Histories; seed++)
        {
            var dice = new Dice(seed);
            int zone = dice.Number(0, Zones.Length - 1);
            WorkedDays worked = Worked(dice, zones[zone]!);
            Limits limits = Limits.Draw(dice, worked);
            SchedulingProblem problem = Problem(worked, limits, Zones[zone]);
            Assert.True(ProblemValidator.Validate(problem) is [], $"Seed {seed}: {string.Join("; ", ProblemValidator.Validate(problem).Select(p => p.Message.En))}");
            var roster = new Roster { Assignments = [.. worked.Duties.Where(d => d.Date >= worked.Start && d.Date <= worked.End).Select(Duty)] };
            long[] expected = limits.Excesses(worked);
            Scheduling.Engine.Evaluation.Evaluation evaluation = RosterEvaluator.Evaluate(problem, roster);
            RosterModel model = RosterModel.Compile(problem);
            string where = $"Seed {seed}: {worked.Start:O}, {worked.Days} days, {Zones[zone]}, {limits}; {string.Join("; ", evaluation.Violations.Select(v => v.Message.En))}";
            Assert.True(expected.SequenceEqual(evaluation.Penalties), $"{where}\nexpected {string.Join(' ', expected)}, evaluator {string.Join(' ', evaluation.Penalties)}");
            long[] compiled = ModelCost.Of(model, RosterCodec.Encode(model, roster));
            Assert.True(expected.SequenceEqual(compiled), $"{where}\nexpected {string.Join(' ', expected)}, model {string.Join(' ', compiled)}");
            for (int level = 0; level < expected.Length; level++)
            {
                charged[level] += expected[level] > 0 ? 1 : 0;
            }
        }

        Assert.All(charged.Skip(1), c => Assert.InRange(c, Histories / 20, Histories - 1));
    }

    private static WorkedDays Worked(Dice dice, TimeZoneInfo zone)
    {
        int days = dice.Number(1, 10);
        DateOnly start = dice.Pick(Turns).AddDays(-dice.Number(0, days));
        int history = dice.Pick([0, 1, 7, 14, 35]);
        int after = dice.Pick([0, 0, 3, 7]);
        double share = dice.Pick([0.3, 0.7, 0.95]);
        List<PlainDuty> duties = [];
        for (int day = -history; day < days + after; day++)
        {
            if (dice.Chance(share))
            {
                PlainShift shift = dice.Pick(Shifts);
                duties.Add(new PlainDuty(start.AddDays(day), shift, shift.IsExtra ? 0 : dice.Pick([0, 0, 60, 120])));
            }
        }

        List<PlainSum> earlier = [];
        DateOnly until = start.AddDays(-history - 1);
        for (int i = dice.Number(0, 5); i > 0; i--)
        {
            DateOnly from = dice.Chance(0.7) ? WorkedDays.MonthOf(until) : until.AddDays(-dice.Number(0, 40));
            int minutes = (until.DayNumber - from.DayNumber + 1) * dice.Number(0, 500);
            earlier.Add(new PlainSum(from, until, minutes, Math.Min(minutes, dice.Number(0, 1500))));
            until = from.AddDays(-1);
        }

        Dictionary<DateOnly, bool> calendar = [];
        for (int i = dice.Number(0, 25); i > 0; i--)
        {
            calendar[start.AddDays(dice.Number(-40, 40))] = dice.Chance(0.4);
        }

        return new WorkedDays
        {
            Zone = zone,
            Start = start,
            Days = days,
            HistoryDays = history,
            FixedDaysAfter = after,
            WeekStart = dice.Pick([DayOfWeek.Monday, DayOfWeek.Sunday, DayOfWeek.Wednesday]),
            Weekend = dice.Pick<DayOfWeek[]>([[DayOfWeek.Saturday, DayOfWeek.Sunday], [DayOfWeek.Friday, DayOfWeek.Saturday], [DayOfWeek.Sunday]]),
            Calendar = calendar,
            Duties = duties,
            Earlier = earlier,
        };
    }

    private static SchedulingProblem Problem(WorkedDays worked, Limits limits, string zone)
    {
        PlainDuty[] outside = [.. worked.Duties.Where(d => d.Date < worked.Start || d.Date > worked.End)];
        return new SchedulingProblem
        {
            Horizon = new Horizon
            {
                Start = Date(worked.Start),
                Days = worked.Days,
                TimeZone = zone,
                HistoryDays = worked.HistoryDays,
                FixedDaysAfter = worked.FixedDaysAfter,
                WeekStart = Weekday(worked.WeekStart),
                Weekend = [.. worked.Weekend.Select(Weekday)],
            },
            Levels = ["hard", "period", "overtime", "warning", "contract", "week"],
            Bands = [TinyProblem.EarlyBand],
            Contracts = [new Contract { Id = "c", MinimumMinutesPerWeek = limits.Minimum, MaximumMinutesPerWeek = limits.Maximum, TargetMinutesPerWeek = limits.Target }],
            ShiftTypes = [.. Shifts.Select(ShiftTypeOf)],
            Calendar = [.. worked.Calendar.Select((day, i) => new CalendarDay
            {
                Date = Date(day.Key), Kind = day.Value ? CalendarDayKind.MakeUpWorkday : i % 2 == 0 ? CalendarDayKind.PublicHoliday : CalendarDayKind.RestDay,
            })],
            Employees =
            [
                new Employee
                {
                    Id = "A", Name = "A", Contract = "c",
                    EarlierWork = [.. worked.Earlier.Select(s => new EarlierWork { From = Date(s.From), Until = Date(s.Until), Minutes = s.Minutes, OvertimeMinutes = s.Overtime })],
                },
            ],
            Leave = limits.LeaveDays == 0 ? [] : [new Leave { Employee = "A", From = Date(worked.Start), Until = Date(worked.Start.AddDays(limits.LeaveDays - 1)) }],
            History = [.. outside.Where(d => d.Date < worked.Start).Select(Duty)],
            FixedAfter = [.. outside.Where(d => d.Date > worked.End).Select(Duty)],
            Rules =
            [
                new LongestPeriodRule { Period = limits.Period, Weeks = 2, Anchor = Date(limits.Anchor), MaximumMinutes = limits.PeriodMinutes, Enforcement = Enforcement.Soft(1, "period") },
                new OvertimeLimitRule
                {
                    MaximumMinutesPerDay = limits.OvertimePerDay, MaximumMinutesPerWeek = limits.OvertimePerWeek, MaximumMinutesPerMonth = limits.OvertimePerMonth,
                    WarningPercent = 80, Warning = Enforcement.Soft(1, "warning"), Enforcement = Enforcement.Soft(1, "overtime"),
                },
                new ContractMinutesRule { FollowsCalendar = true, Enforcement = Enforcement.Soft(1, "contract") },
                new LongestWeekRule { MaximumMinutes = limits.WeekMinutes, Enforcement = Enforcement.Soft(1, "week") },
            ],
        };
    }

    private static ShiftType ShiftTypeOf(PlainShift shift) => new()
    {
        Id = shift.Id,
        Name = shift.Id,
        Band = "early",
        Parts = [new ShiftPart { Start = Time(shift.From), End = Time(shift.To) }],
        Breaks = shift.UnpaidBreak == 0 ? [] : [new BreakWindow { EarliestMinutes = 120, LatestMinutes = 120, Minutes = shift.UnpaidBreak }],
        PaidMinutes = shift.Agreed,
        IsOvertime = shift.IsExtra,
        Overtime = shift.IsExtra ? null : new OvertimeTail { MaximumMinutes = 120 },
    };

    private static Assignment Duty(PlainDuty duty) => TinyProblem.Duty("A", Date(duty.Date), duty.Shift.Id) with { OvertimeMinutes = duty.Tail };

    private static LocalDate Date(DateOnly date) => new(date.Year, date.Month, date.Day);

    private static LocalTime Time(int minute) => LocalTime.FromMinutesSinceMidnight(minute);

    private static IsoDayOfWeek Weekday(DayOfWeek day) => day == DayOfWeek.Sunday ? IsoDayOfWeek.Sunday : (IsoDayOfWeek)(int)day;

    /// <summary>What the rules allow, and what is beyond it.</summary>
    private sealed record Limits(
        LongPeriod Period, DateOnly Anchor, int? PeriodMinutes, int OvertimePerDay, int OvertimePerWeek, int OvertimePerMonth, int Minimum, int Maximum, int Target, int WeekMinutes, int LeaveDays)
    {
        public static Limits Draw(Dice dice, WorkedDays worked)
        {
            int minimum = dice.Number(0, 40) * 60;
            return new Limits(
                dice.Pick(Enum.GetValues<LongPeriod>()), worked.Start.AddDays(dice.Number(-50, 30)), dice.Maybe(0.5, () => dice.Number(0, 200) * 60), dice.Number(0, 3) * 60, dice.Number(0, 8) * 60,
                dice.Number(0, 36) * 60, minimum, minimum + (dice.Number(0, 10) * 60), dice.Pick([2400, 1200, 2000]), dice.Number(10, 50) * 60, dice.Pick([0, 0, 1, 5]));
        }

        public long[] Excesses(WorkedDays worked)
        {
            long period = 0;
            foreach ((DateOnly first, DateOnly last) in worked.Horizon.Select(PeriodOf).Distinct())
            {
                long allowed = PeriodMinutes ?? (worked.Workdays(first, last) * 480L);
                period += Math.Max(0, worked.Paid(first, last) + worked.EarlierIn(first, last).Paid - (Math.Min(Target, 2400) * allowed / 2400));
            }

            long overtime = worked.Horizon.Sum(d => Math.Max(0, worked.Overtime(d, d) - OvertimePerDay));
            long warning = 0;
            long contract = 0;
            long week = 0;
            foreach (DateOnly first in worked.Horizon.Select(worked.WeekOf).Distinct())
            {
                DateOnly last = first.AddDays(6);
                Limit(first, last, OvertimePerWeek);
                week += Math.Max(0, worked.Paid(first, last) - WeekMinutes);
                DateOnly known = first < worked.KnownFrom ? worked.KnownFrom : first;
                DateOnly knownLast = last > worked.KnownUntil ? worked.KnownUntil : last;
                long normal = worked.Paid(first, last) - worked.Overtime(first, last) + Leave(worked, known, knownLast);
                contract += Math.Max(0, (Minimum * worked.Workdays(known, knownLast) / 5) - normal);
                contract += Math.Max(0, normal - (((Maximum * worked.Workdays(first, last)) + 4) / 5));
            }

            foreach (DateOnly month in worked.Horizon.Select(WorkedDays.MonthOf).Distinct())
            {
                Limit(month, month.AddMonths(1).AddDays(-1), OvertimePerMonth);
            }

            return [0, period, overtime, warning, contract, week];

            void Limit(DateOnly first, DateOnly last, int most)
            {
                long minutes = worked.Overtime(first, last) + worked.EarlierIn(first, last).Overtime;
                overtime += Math.Max(0, minutes - most);
                warning += Math.Max(0, minutes - (most * 80 / 100));
            }
        }

        private long Leave(WorkedDays worked, DateOnly first, DateOnly last)
        {
            long minutes = 0;
            for (int day = 0; day < LeaveDays; day++)
            {
                DateOnly date = worked.Start.AddDays(day);
                minutes += date >= first && date <= last && worked.IsWorkday(date) ? Target / 5 : 0;
            }

            return minutes;
        }

        private (DateOnly First, DateOnly Last) PeriodOf(DateOnly date)
        {
            switch (Period)
            {
                case LongPeriod.FourWeeks:
                    return (date.AddDays(-27), date);
                case LongPeriod.Month:
                    return (WorkedDays.MonthOf(date), WorkedDays.MonthOf(date).AddMonths(1).AddDays(-1));
                case LongPeriod.Quarter:
                    return (WorkedDays.QuarterOf(date), WorkedDays.QuarterOf(date).AddMonths(3).AddDays(-1));
                case LongPeriod.Year:
                    return (new DateOnly(date.Year, 1, 1), new DateOnly(date.Year, 12, 31));
                default:
                    DateOnly first = Anchor;
                    while (first > date)
                    {
                        first = first.AddDays(-14);
                    }

                    while (first.AddDays(13) < date)
                    {
                        first = first.AddDays(14);
                    }

                    return (first, first.AddDays(13));
            }
        }
    }
}
