using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>What several samples are made of.</summary>
internal static class SampleParts
{
    /// <summary>Calls per half-hour of a weekday from midnight on, in percent of the busiest.</summary>
    public static readonly int[] DayShape =
    [
        8, 7, 6, 5, 5, 4, 4, 4, 4, 4, 5, 6,
        8, 12, 20, 32, 50, 66, 82, 92, 100, 100, 96, 90,
        76, 68, 70, 76, 86, 92, 92, 88, 84, 80, 76, 70,
        64, 60, 60, 60, 56, 50, 44, 38, 30, 24, 16, 11,
    ];

    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];

    private static readonly string[] GivenNames = ["敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "超", "霞", "平", "刚", "桂英", "晓明", "文博", "雨桐", "子涵", "思远", "佳怡", "浩然", "欣妍"];

    /// <summary>Different names, the same for the same seed.</summary>
    public static IReadOnlyList<string> Names(int count, SeededNumbers numbers)
    {
        HashSet<string> taken = [];
        List<string> names = [];
        while (names.Count < count)
        {
            string name = numbers.Of(Surnames) + numbers.Of(GivenNames);
            if (taken.Add(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    public static LocalTime At(int hour, int minute = 0) => new(hour, minute);

    public static ShiftPart Work(LocalTime start, LocalTime end) => new() { Start = start, End = end };

    public static BreakWindow Lunch(int earliest, int latest, int minutes) => new() { EarliestMinutes = earliest, LatestMinutes = latest, Minutes = minutes, StepMinutes = 30 };

    public static BreakWindow Pause(int earliest, int latest) => new() { EarliestMinutes = earliest, LatestMinutes = latest, Minutes = 15, Paid = true, StepMinutes = 30 };

    public static EmployeeSkill Certified(string skill, int level = 1) => new() { Skill = skill, Level = level };

    public static Assignment Duty(string employee, LocalDate date, string shiftType, string? post) => new() { Employee = employee, Date = date, ShiftType = shiftType, Post = post };

    /// <summary>The largest volume, in agent-intervals per shape percent, whose series need no more than some minutes in all.</summary>
    public static double Scale(Func<double, IEnumerable<IntervalDemand>> series, int intervalMinutes, long minutes)
    {
        int thousandths = 1;
        while (series((thousandths + 1) / 1000.0).Sum(s => s.Required.Sum(r => (long)r)) * intervalMinutes <= minutes)
        {
            thousandths++;
        }

        return thousandths / 1000.0;
    }

    /// <summary>Paid minutes that the demand asks of certified staff, and paid minutes their contracts give after leave.</summary>
    public static (long Required, long Available) Load(SchedulingProblem problem)
    {
        Dictionary<string, int> target = problem.Contracts.ToDictionary(c => c.Id, c => c.TargetMinutesPerWeek);
        Dictionary<string, Employee> certified = problem.Employees.Where(e => e.Skills.Count == 0 || e.Skills.Any(s => s.Certified)).ToDictionary(e => e.Id);
        long available = certified.Values.Sum(e => (long)target[e.Contract]) * problem.Horizon.Days / 7;
        foreach (Leave leave in problem.Leave.Where(l => certified.ContainsKey(l.Employee)))
        {
            for (LocalDate date = leave.From; date <= leave.Until; date = date.PlusDays(1))
            {
                bool weekday = date.DayOfWeek < IsoDayOfWeek.Saturday;
                available -= problem.Horizon.Contains(date) && weekday ? target[certified[leave.Employee].Contract] / (leave.Part == LeavePart.FullDay ? 5 : 10) : 0;
            }
        }

        Dictionary<string, ShiftType> shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id);
        long required = problem.Demand.Intervals.Sum(s => s.Required.Sum(r => (long)r)) * problem.Horizon.IntervalMinutes
            + problem.Demand.Shifts.Sum(s => (long)s.Required * PaidMinutes(shiftTypes[s.ShiftType]));
        return (required, available);
    }

    private static long PaidMinutes(ShiftType shiftType) => shiftType.PaidMinutes
        ?? shiftType.Parts.Sum(p => (Period.Between(p.Start, p.End, PeriodUnits.Minutes).Minutes + 1440) % 1440) - shiftType.Breaks.Where(b => !b.Paid).Sum(b => b.Minutes);
}
