using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.OperatingPeriod;
using Scheduling.Engine.Rules.ShortestStretch;

namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// A multi-activity instance in our own words: a shift type for each length and window of starts, a post for each task, changed in steps of a quarter of an hour; demand per quarter that
/// must be met, and a surplus that costs its square. Day 0 of the problem is the calendar day on which the horizon begins at 06:00, and the last one the day on which it ends.
/// </summary>
internal static class MatspProblem
{
    /// <summary>Name of the level of the surplus.</summary>
    public const string Level = "penalty";

    /// <summary>Minutes of an interval: one employee too many in it costs so much on the level, where the instances count 1.</summary>
    public const int Quarter = 15;

    private const int ShortestShift = 360;
    private const int LongestShift = 600;
    private const int LeastStretch = 60;
    private const int LeastRest = 840;
    private const int MostDaysInARow = 5;

    /// <summary>Starts from 06:00, 14:00 and 20:00 on; midnight, the end of the last window, is a start of the new day.</summary>
    private static readonly (string Name, LocalTime Earliest, LocalTime Latest)[] Windows =
    [
        ("M", LocalTime.Midnight, LocalTime.Midnight),
        ("D", new LocalTime(6, 0), new LocalTime(10, 0)),
        ("A", new LocalTime(14, 0), new LocalTime(18, 0)),
        ("N", new LocalTime(20, 0), new LocalTime(23, 45)),
    ];

    /// <summary>Any Monday does.</summary>
    private static readonly LocalDate First = new(2024, 1, 1);

    private static readonly LocalTime Border = new(6, 0);

    public static SchedulingProblem Create(string name, MatspInstance instance)
    {
        string[] tasks = [.. Enumerable.Range(1, instance.Tasks).Select(Task)];
        return new SchedulingProblem
        {
            Name = name,
            Levels = ["hard", Level],
            Horizon = new Horizon { Start = First, Days = instance.Days + 1, TimeZone = "Etc/UTC", IntervalMinutes = Quarter },
            Posts = [.. tasks.Select(t => new Post { Id = t, Name = t })],
            Bands = [new Band { Id = "any" }],
            Contracts = [new Contract { Id = "staff" }],
            ShiftTypes = [.. Windows.SelectMany(w => Lengths().Select(l => Shift(w.Name, w.Earliest, w.Latest, l, tasks)))],
            Employees = [.. instance.Staff.Select(e => new Employee { Id = e.Id, Name = e.Id, Contract = "staff" })],
            Demand = new Demand { Intervals = [.. tasks.Select((task, t) => new IntervalDemand { Post = task, Date = First, From = Border, Required = instance.Wanted[t] })] },
            Rules =
            [
                new OperatingPeriodRule { From = First + Border, Until = First.PlusDays(instance.Days) + Border },
                new ConsecutiveWorkDaysRule { MaximumDays = MostDaysInARow },
                new MinimumRestRule { RestMinutes = LeastRest },
                new ShortestStretchRule { MinimumMinutes = LeastStretch },
                .. instance.Staff.GroupBy(e => (e.LeastMinutes, e.MostMinutes)).Select(g => new ContractMinutesRule
                {
                    Period = ContractPeriod.Horizon,
                    MinimumMinutes = g.Key.LeastMinutes,
                    MaximumMinutes = Math.Min(g.Key.MostMinutes, (instance.Days + 1) * 1440),
                    AppliesTo = new RuleScope { Employees = [.. g.Select(e => e.Id)] },
                }),
                new IntervalCoverageRule { Enforcement = Enforcement.Hard, Beyond = Enforcement.Off, Surplus = Enforcement.Soft(1, Level), SurplusGrowth = 2 },
            ],
        };
    }

    /// <summary>The roster in the form of the checker: rows of employee, first quarter of the horizon, the one after the last, and task.</summary>
    public static IEnumerable<string> Rows(SchedulingProblem problem, Roster roster)
    {
        Dictionary<string, ShiftType> types = problem.ShiftTypes.ToDictionary(s => s.Id);
        foreach (Assignment a in roster.Assignments)
        {
            int start = (Period.DaysBetween(First, a.Date) * MatspInstance.QuartersPerDay) + QuarterOf(a.Start ?? types[a.ShiftType].Parts[0].Start) - MatspInstance.FirstQuarter;
            int end = start + (LengthOf(types[a.ShiftType]) / Quarter);
            (int From, string Post)[] stretches = [(start, a.Post!), .. (a.PostChanges ?? []).Select(c => (start + (c.AfterMinutes / Quarter), c.Post))];
            for (int i = 0; i < stretches.Length; i++)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{a.Employee},{stretches[i].From},{(i + 1 < stretches.Length ? stretches[i + 1].From : end)},{stretches[i].Post}");
            }
        }
    }

    private static string Task(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<int> Lengths()
    {
        for (int minutes = ShortestShift; minutes <= LongestShift; minutes += Quarter)
        {
            yield return minutes;
        }
    }

    private static ShiftType Shift(string window, LocalTime earliest, LocalTime latest, int minutes, string[] tasks)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{window}{minutes}");
        return new ShiftType
        {
            Id = id,
            Name = id,
            Band = "any",
            Parts = [new ShiftPart { Start = earliest, End = earliest.PlusMinutes(minutes) }],
            StartWindow = earliest == latest ? null : new StartWindow { Earliest = earliest, Latest = latest, StepMinutes = Quarter },
            Posts = tasks,
            PostStepMinutes = tasks.Length > 1 ? Quarter : null,
        };
    }

    private static int QuarterOf(LocalTime time) => ((time.Hour * 60) + time.Minute) / Quarter;

    private static int LengthOf(ShiftType shiftType) =>
        (int)((Period.Between(shiftType.Parts[0].Start, shiftType.Parts[0].End, PeriodUnits.Minutes).Minutes + 1440) % 1440);
}
