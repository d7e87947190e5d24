using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveDaysOff;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.ForbiddenSuccessions;
using Scheduling.Engine.Rules.LeaveAndAvailability;
using Scheduling.Engine.Rules.MostWeekends;
using Scheduling.Engine.Rules.ShiftCount;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.Wishes;

namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// A staff scheduling instance in our own words: its limits are hard rules, its requests wishes, its cover demand per shift. The penalty is the cost of the one soft level.
/// Nothing is known before and after the horizon, which is what the instances mean by their borders: a run that touches one is never too short.
/// </summary>
internal static class CurtoisProblem
{
    /// <summary>Name of the level of all soft rules.</summary>
    public const string Level = "penalty";

    private const int MostPriority = 9;

    /// <summary>Any Monday does.</summary>
    private static readonly LocalDate Monday = new(2024, 1, 1);

    public static SchedulingProblem Create(string name, CurtoisInstance instance)
    {
        (int under, int over) = (Unit(instance.Cover.Select(c => c.UnderWeight)), Unit(instance.Cover.Select(c => c.OverWeight)));
        return new SchedulingProblem
        {
            Name = name,
            Levels = ["hard", Level],
            Horizon = new Horizon { Start = Monday, Days = instance.Days, TimeZone = "Etc/UTC", IntervalMinutes = 60 },
            Bands = [new Band { Id = "day" }],
            Contracts = [new Contract { Id = "staff" }],
            ShiftTypes = [.. instance.Shifts.Select(Shift)],
            Employees = [.. instance.Staff.Select(e => new Employee { Id = e.Id, Name = e.Id, Contract = "staff" })],
            Demand = new Demand { Shifts = [.. instance.Cover.Select(c => Demand(c, under, over))] },
            Leave = [.. instance.DaysOff.Distinct().Select(d => new Leave { Employee = d.Employee, From = Monday.PlusDays(d.Day), Until = Monday.PlusDays(d.Day), CreditedMinutesPerDay = 0 })],
            Wishes = [.. instance.OnRequests.SelectMany(r => Wishes(r, WishKind.Prefer)), .. instance.OffRequests.SelectMany(r => Wishes(r, WishKind.Avoid))],
            Rules =
            [
                new LeaveAndAvailabilityRule(),
                new ForbiddenSuccessionsRule { NotFollowedBy = instance.Shifts.Where(s => s.NotFollowedBy.Count > 0).ToDictionary(s => s.Id, s => s.NotFollowedBy) },
                .. Limits(instance),
                new WishesRule { Enforcement = Enforcement.Soft(1, Level) },
                new ShiftCoverageRule { Enforcement = Enforcement.Soft(under, Level), Surplus = Enforcement.Soft(over, Level) },
            ],
        };
    }

    /// <summary>The roster in the form of the checker: rows of employee, day index and shift.</summary>
    public static IEnumerable<string> Rows(Roster roster) =>
        roster.Assignments.Select(a => $"{a.Employee},{Period.DaysBetween(Monday, a.Date)},{a.ShiftType}");

    /// <summary>One rule for each limit, for all employees who share it.</summary>
    private static IEnumerable<Rule> Limits(CurtoisInstance instance)
    {
        foreach ((CurtoisShift shift, int most) in instance.Shifts.SelectMany(s => instance.Staff.Select(e => (s, MostOf(e, s.Id))).Distinct()).Where(l => l.Item2 < instance.Days))
        {
            yield return new ShiftCountRule { ShiftTypes = [shift.Id], Maximum = most, AppliesTo = For(instance, e => MostOf(e, shift.Id) == most) };
        }

        foreach ((int least, int most) in instance.Staff.Select(e => (e.LeastMinutes, e.MostMinutes)).Distinct())
        {
            int cap = Math.Min(most, instance.Days * 1440);
            RuleScope? scope = For(instance, e => e.LeastMinutes == least && e.MostMinutes == most);
            yield return new ContractMinutesRule { Period = ContractPeriod.Horizon, MinimumMinutes = least, MaximumMinutes = cap, AppliesTo = scope };
        }

        foreach ((int least, int most) in instance.Staff.Select(e => (e.LeastConsecutiveShifts, e.MostConsecutiveShifts)).Distinct())
        {
            RuleScope? scope = For(instance, e => e.LeastConsecutiveShifts == least && e.MostConsecutiveShifts == most);
            foreach (Rule rule in RunsOfWork(least, most))
            {
                yield return rule with { AppliesTo = scope };
            }
        }

        foreach (int least in instance.Staff.Select(e => e.LeastConsecutiveDaysOff).Where(l => l > 1).Distinct())
        {
            yield return new ConsecutiveDaysOffRule { MinimumDays = least, AppliesTo = For(instance, e => e.LeastConsecutiveDaysOff == least) };
        }

        int weekends = (instance.Days + 1) / 7;
        foreach (int most in instance.Staff.Select(e => e.MostWeekends).Where(m => m < weekends).Distinct())
        {
            yield return new MostWeekendsRule { Maximum = most, WindowWeeks = Math.Max(1, weekends), AppliesTo = For(instance, e => e.MostWeekends == most) };
        }
    }

    /// <summary>A most below the fewest leaves only the runs at the borders; one rule does not take both then.</summary>
    private static Rule[] RunsOfWork(int least, int most) => most switch
    {
        0 => [new ShiftCountRule { Maximum = 0 }],
        _ when least <= most => [new ConsecutiveWorkDaysRule { MinimumDays = Math.Max(1, least), MaximumDays = Math.Min(366, most) }],
        _ => [new ConsecutiveWorkDaysRule { MaximumDays = most }, new ConsecutiveWorkDaysRule { MinimumDays = Math.Min(366, least), MaximumDays = 366 }],
    };

    private static int MostOf(CurtoisEmployee employee, string shift) => employee.MostShifts.GetValueOrDefault(shift, int.MaxValue);

    private static RuleScope? For(CurtoisInstance instance, Func<CurtoisEmployee, bool> belongs)
    {
        string[] employees = [.. instance.Staff.Where(belongs).Select(e => e.Id)];
        return employees.Length == instance.Staff.Count ? null : new RuleScope { Employees = employees };
    }

    /// <summary>From midnight on, so that no shift reaches into the day after it.</summary>
    private static ShiftType Shift(CurtoisShift shift) => new()
    {
        Id = shift.Id,
        Name = shift.Id,
        Band = "day",
        Parts = [new ShiftPart { Start = LocalTime.Midnight, End = LocalTime.FromMinutesSinceMidnight(shift.Minutes % 1440) }],
    };

    /// <summary>A weight of 0 is said by what is wanted: nobody, or any number.</summary>
    private static ShiftDemand Demand(CurtoisCover cover, int under, int over) => new()
    {
        ShiftType = cover.Shift,
        Date = Monday.PlusDays(cover.Day),
        Required = cover.UnderWeight == 0 ? 0 : cover.Wanted,
        Maximum = cover.OverWeight == 0 ? null : cover.Wanted,
        ShortFactor = Factor(cover.UnderWeight, under),
        SurplusFactor = Factor(cover.OverWeight, over),
    };

    private static int? Factor(int weight, int unit) => weight == 0 || weight == unit ? null : weight / unit;

    /// <summary>The largest weight of which all others are multiples; 1 when all are 0.</summary>
    private static int Unit(IEnumerable<int> weights)
    {
        int unit = 0;
        foreach (int weight in weights)
        {
            (int a, int b) = (unit, weight);
            while (b != 0)
            {
                (a, b) = (b, a % b);
            }

            unit = a;
        }

        return Math.Max(1, unit);
    }

    /// <summary>A weight above the highest priority is several wishes; one of 0 is none.</summary>
    private static IEnumerable<Wish> Wishes(CurtoisRequest request, WishKind kind)
    {
        for (int left = request.Weight; left > 0; left -= MostPriority)
        {
            yield return new Wish { Employee = request.Employee, Date = Monday.PlusDays(request.Day), Kind = kind, ShiftType = request.Shift, Priority = Math.Min(left, MostPriority) };
        }
    }
}
