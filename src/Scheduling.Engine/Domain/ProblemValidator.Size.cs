using NodaTime;

namespace Scheduling.Engine.Domain;

/// <content>Limits on size, by arithmetic on counts alone.</content>
public static partial class ProblemValidator
{
    /// <summary>Most employees of a problem.</summary>
    public const int MostEmployees = 5_000;

    /// <summary>Most days of the horizon, of the history before it and of the fixed days after it.</summary>
    public const int MostDays = 366;

    /// <summary>Most shift types of a problem.</summary>
    public const int MostShiftTypes = 200;

    /// <summary>Most skills, posts, bands or contracts of a problem, and most rules.</summary>
    public const int MostDefinitions = 1_000;

    /// <summary>Most parts, and most breaks, of a shift type.</summary>
    public const int MostPieces = 48;

    /// <summary>Most demand rows: intervals of all series, shift demands and standby demands together.</summary>
    public const int MostDemandRows = 200_000;

    /// <summary>Most of employees × days × options (shift type × start × post × overtime, with each place of an activity, and being off).</summary>
    public const long MostChoices = 5_000_000;

    /// <summary>Most of days × options × places of their breaks.</summary>
    public const long MostBreakPlacements = 5_000_000;

    private static List<InputProblem> CheckSize(SchedulingProblem problem)
    {
        List<InputProblem> found = [];
        Limit("too-many-employees", "/employees", problem.Employees.Count, MostEmployees, "员工", "employees");
        Limit("too-many-days", "/horizon/days", problem.Horizon.Days, MostDays, "排班天数", "days in the horizon");
        Limit("too-many-days", "/horizon/historyDays", problem.Horizon.HistoryDays, MostDays, "历史天数", "days of history");
        Limit("too-many-days", "/horizon/fixedDaysAfter", problem.Horizon.FixedDaysAfter, MostDays, "排班期后的已定天数", "fixed days after the horizon");
        Limit("too-many-shift-types", "/shiftTypes", problem.ShiftTypes.Count, MostShiftTypes, "班次类型", "shift types");
        long rows = problem.Demand.Shifts.Count + (long)problem.Demand.Standby.Count
            + problem.Demand.Intervals.Sum(s => Math.Max(1L, Math.Max(s.Required.Count, s.Minimum.Count)));
        Limit("too-many-demand-rows", "/demand", rows, MostDemandRows, "人力需求行", "rows of demand");
        LimitLists(problem, (pointer, value, most) => Limit("list-too-long", pointer, value, most, "列表条目", "entries in the list"));
        if (found.Count > 0)
        {
            return found;
        }

        (long options, long placements) = CountOptions(problem);
        long choices = Product(problem.Employees.Count, options);
        if (choices > MostChoices)
        {
            found.Add(new InputProblem("too-many-options", "/shiftTypes", new LocalizedText(
                $"{problem.Employees.Count} 名员工 × {problem.Horizon.Days} 天内的 {options} 个选项（班次类型 × 上班时刻 × 岗位）为 {choices}，上限为 {MostChoices}；请缩短排班期、拆分团队或加大上班时刻的步长。",
                $"{problem.Employees.Count} employees × {options} options (shift type × start × post) in {problem.Horizon.Days} days make {choices}; at most {MostChoices} are allowed. Plan fewer days, split the team or take larger steps between starts.")));
        }
        else if (placements > MostBreakPlacements)
        {
            found.Add(new InputProblem("too-many-break-placements", "/shiftTypes", new LocalizedText(
                $"{problem.Horizon.Days} 天内休息的可选位置共有 {placements} 个，上限为 {MostBreakPlacements}；请缩小休息时段或加大其步长。",
                $"Breaks have {placements} possible places in {problem.Horizon.Days} days; at most {MostBreakPlacements} are allowed. Narrow the break windows or take larger steps.")));
        }

        return found;

        void Limit(string code, string pointer, long value, long most, string zh, string en)
        {
            if (value > most)
            {
                found.Add(new InputProblem(code, pointer, new LocalizedText(
                    $"{zh}为 {value}，上限为 {most}；请减少或拆分。",
                    $"There are {value} {en}; at most {most} are allowed. Take fewer or split the problem.")));
            }
        }
    }

    /// <summary>Lists that are searched again and again, so that no input makes the search slow.</summary>
    private static void LimitLists(SchedulingProblem problem, Action<string, int, int> limit)
    {
        limit("/skills", problem.Skills.Count, MostDefinitions);
        limit("/posts", problem.Posts.Count, MostDefinitions);
        limit("/bands", problem.Bands.Count, MostDefinitions);
        limit("/contracts", problem.Contracts.Count, MostDefinitions);
        limit("/activities", problem.Activities.Count, MostDefinitions);
        limit("/rules", problem.Rules.Count, MostDefinitions);
        limit("/callIns", problem.CallIns.Count, MostEmployees);
        limit("/horizon/weekend", problem.Horizon.Weekend.Count, 7);
        for (int i = 0; i < Math.Min(problem.Rules.Count, MostDefinitions); i++)
        {
            limit($"/rules/{i}/appliesTo/employees", problem.Rules[i].AppliesTo?.Employees.Count ?? 0, MostEmployees);
            limit($"/rules/{i}/appliesTo/contracts", problem.Rules[i].AppliesTo?.Contracts.Count ?? 0, MostDefinitions);
            limit($"/rules/{i}/appliesTo/tags", problem.Rules[i].AppliesTo?.Tags.Count ?? 0, MostDefinitions);
        }

        for (int i = 0; i < Math.Min(problem.Employees.Count, MostEmployees); i++)
        {
            // Pointers are made only where they are told: there may be thousands of employees.
            Employee employee = problem.Employees[i];
            if (employee.Tags.Count > MostPieces)
            {
                limit($"/employees/{i}/tags", employee.Tags.Count, MostPieces);
            }

            if (employee.HandoverTo.Count > MostDefinitions)
            {
                limit($"/employees/{i}/handoverTo", employee.HandoverTo.Count, MostDefinitions);
            }
        }

        for (int i = 0; i < Math.Min(problem.Activities.Count, MostDefinitions); i++)
        {
            limit($"/activities/{i}/windows", problem.Activities[i].Windows.Count, MostDays);
            limit($"/activities/{i}/attendees", problem.Activities[i].Attendees.Count, MostEmployees);
            limit($"/activities/{i}/requires", problem.Activities[i].Requires.Count, MostDefinitions);
        }

        for (int i = 0; i < Math.Min(problem.ShiftTypes.Count, MostShiftTypes); i++)
        {
            limit($"/shiftTypes/{i}/days", problem.ShiftTypes[i].Days.Count, 7);
            limit($"/shiftTypes/{i}/posts", problem.ShiftTypes[i].Posts.Count, MostDefinitions);
            limit($"/shiftTypes/{i}/parts", problem.ShiftTypes[i].Parts.Count, MostPieces);
            limit($"/shiftTypes/{i}/breaks", problem.ShiftTypes[i].Breaks.Count, MostPieces);
        }
    }

    /// <summary>Options of all days, and places of their breaks, counted without listing them.</summary>
    private static (long Options, long Placements) CountOptions(SchedulingProblem problem)
    {
        long options = 0;
        long placements = 0;
        long activityPlaces = problem.Activities.Sum(a => a.Windows.Sum(w => Steps(Minute(w.From), (w.To == LocalTime.Midnight ? MinutesPerDay : Minute(w.To)) - a.Minutes, a.StepMinutes)));
        long[] daysOf = new long[8];
        for (int day = 0; day < problem.Horizon.Days; day++)
        {
            daysOf[1 + (((int)problem.Horizon.Start.DayOfWeek - 1 + day) % 7)]++;
            options++;
        }

        foreach (ShiftType shiftType in problem.ShiftTypes)
        {
            long lengths = shiftType.Overtime is { } tail ? Steps(0, tail.MaximumMinutes, tail.StepMinutes) : 1;
            long days = shiftType.Days.Count == 0 ? daysOf.Sum() : shiftType.Days.Where(d => d is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday).Distinct().Sum(d => daysOf[(int)d]);
            long starts = shiftType.StartWindow is { } window ? Steps(Minute(window.Earliest), Minute(window.Latest), window.StepMinutes) : 1;
            long aDay = Product(Product(starts, lengths), shiftType.PostStepMinutes is null ? Math.Max(1, shiftType.Posts.Count) : 1);
            long here = Sum(Product(aDay, days), Product(aDay, Product(2, activityPlaces)));
            options = Sum(options, here);
            foreach (BreakWindow pause in shiftType.Breaks)
            {
                placements = Sum(placements, Product(here, Steps(pause.EarliestMinutes, pause.LatestMinutes, pause.StepMinutes)));
            }
        }

        return (options, placements);
    }

    /// <summary>Values from first to last in steps; 1 where the window itself is at fault.</summary>
    private static long Steps(long first, long last, long step) => step <= 0 || last < first ? 1 : ((last - first) / step) + 1;

    /// <summary>The product, or the largest number when it does not fit into 64 bits.</summary>
    private static long Product(long a, long b) => (long)Int128.Min((Int128)a * b, long.MaxValue);

    private static long Sum(long a, long b) => (long)Int128.Min((Int128)a + b, long.MaxValue);

    private static long Minute(LocalTime time) => time.TickOfDay / NodaConstants.TicksPerMinute;
}
