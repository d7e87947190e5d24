using NodaTime;

namespace Scheduling.Engine.Domain;

/// <content>Horizon, levels, opening hours and calendar.</content>
public static partial class ProblemValidator
{
    private const int MostLevels = 8;

    private const string HardLevel = "hard";

    private static readonly int[] AllowedIntervals = [5, 6, 10, 12, 15, 20, 30, 60];

    private static readonly LocalizedText TheHorizon = new("排班期", "the horizon");

    private static void CheckHorizon(ProblemInspection inspection)
    {
        Horizon horizon = inspection.Problem.Horizon;
        int before = inspection.Found.Count;
        inspection.Range("/horizon/days", new LocalizedText("天数", "Number of days"), TheHorizon, horizon.Days, 1, MostDays);
        inspection.Range("/horizon/historyDays", new LocalizedText("历史天数", "historyDays"), TheHorizon, horizon.HistoryDays, 0, MostDays);
        inspection.Range("/horizon/fixedDaysAfter", new LocalizedText("已定天数", "fixedDaysAfter"), TheHorizon, horizon.FixedDaysAfter, 0, MostDays);
        inspection.Year("/horizon/start", new LocalizedText("首日", "First day"), TheHorizon, horizon.Start);
        if (inspection.Found.Count == before)
        {
            inspection.Year("/horizon/days", new LocalizedText("末日", "Last day"), TheHorizon, horizon.End());
        }

        inspection.DatesAreSound = inspection.Found.Count == before;
        inspection.Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(horizon.TimeZone);
        if (inspection.Zone is null)
        {
            string? meant = ClosestName.Of(horizon.TimeZone, DateTimeZoneProviders.Tzdb.Ids);
            inspection.Add(
                "unknown-time-zone", "/horizon/timeZone",
                $"排班期的时区“{horizon.TimeZone}”不存在；" + (meant is null ? "请使用 IANA 时区名，例如 Asia/Shanghai。" : $"是否应为 {meant}？"),
                $"The horizon names the unknown time zone '{horizon.TimeZone}'; " + (meant is null ? "use an IANA id such as Asia/Shanghai." : $"did you mean {meant}?"));
        }

        if (!AllowedIntervals.Contains(horizon.IntervalMinutes))
        {
            inspection.Add(
                "interval-not-allowed", "/horizon/intervalMinutes",
                $"排班期的需求时段为 {horizon.IntervalMinutes} 分钟；应为 {string.Join("、", AllowedIntervals)} 之一。",
                $"The demand interval of the horizon is {horizon.IntervalMinutes} min; it must be one of {string.Join(", ", AllowedIntervals)}.");
        }

        if (horizon.Weekend.Count == 0)
        {
            inspection.Add(
                "weekend-empty", "/horizon/weekend",
                "排班期没有任何周末日；请至少写一天，或省略该项以使用周六和周日。",
                "The weekend of the horizon has no day; name at least one, or leave it out for Saturday and Sunday.");
        }

        Weekday(inspection, "/horizon/weekStart", TheHorizon, horizon.WeekStart);
        for (int i = 0; i < horizon.Weekend.Count; i++)
        {
            Weekday(inspection, $"/horizon/weekend/{i}", TheHorizon, horizon.Weekend[i]);
        }
    }

    private static void CheckLevels(ProblemInspection inspection)
    {
        IReadOnlyList<string> levels = inspection.Problem.Levels;
        if (levels.Count is < 2 or > MostLevels)
        {
            inspection.Add(
                "level-count", "/levels",
                $"目标层级有 {levels.Count} 个；应为 2 到 {MostLevels} 个，第一个是“hard”。",
                $"There are {levels.Count} levels; there must be 2 to {MostLevels}, the first of which is 'hard'.");
        }

        if (levels.Count > 0 && levels[0] != HardLevel)
        {
            inspection.Add(
                "first-level-not-hard", "/levels/0",
                $"第一个目标层级为“{levels[0]}”；它必须是“hard”，即硬性规则所在的层级。",
                $"The first level is '{levels[0]}'; it must be 'hard', the level of hard rules.");
        }

        for (int i = 0; i < levels.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(levels[i]))
            {
                inspection.Add("empty-id", $"/levels/{i}", $"第 {i + 1} 个目标层级没有名称；请填写。", $"Level number {i + 1} has no name; give it one.");
            }
            else if (levels.Take(i).Contains(levels[i]))
            {
                inspection.Add("duplicate-id", $"/levels/{i}", $"目标层级“{levels[i]}”重复；请删除或改名。", $"The level '{levels[i]}' stands twice; remove or rename one.");
            }

            if (i >= MostLevels)
            {
                break;
            }
        }
    }

    private static void CheckCalendar(ProblemInspection inspection)
    {
        HashSet<LocalDate> dates = [];
        IReadOnlyList<CalendarDay> calendar = inspection.Problem.Calendar;
        for (int i = 0; i < calendar.Count; i++)
        {
            CalendarDay day = calendar[i];
            string date = ProblemInspection.Iso(day.Date);
            var owner = new LocalizedText($"日历日“{day.Name}”", $"calendar day '{day.Name}'");
            inspection.Year($"/calendar/{i}/date", new LocalizedText("日期", "The date"), owner, day.Date);
            if (!dates.Add(day.Date))
            {
                inspection.Add("duplicate-calendar-day", $"/calendar/{i}/date", $"日历中 {date} 出现两次（“{day.Name}”）；请只保留一条。", $"The calendar has {date} twice (here '{day.Name}'); keep one of them.");
            }
        }

        for (int i = 0; i < inspection.Problem.OpeningHours.Count; i++)
        {
            OpeningPeriod period = inspection.Problem.OpeningHours[i];
            var owner = new LocalizedText($"第 {i + 1} 段营业时间", $"opening period number {i + 1}");
            Weekday(inspection, $"/openingHours/{i}/day", owner, period.Day);
            inspection.WholeMinute($"/openingHours/{i}/from", owner, period.From);
            inspection.WholeMinute($"/openingHours/{i}/to", owner, period.To);
        }
    }

    /// <summary>The JSON form knows no other days; code can make one.</summary>
    private static void Weekday(ProblemInspection inspection, string pointer, LocalizedText owner, IsoDayOfWeek? day)
    {
        if (day is not (null or (>= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday)))
        {
            inspection.Add("unknown-weekday", pointer, $"{owner.Zh}中的“{day}”不是星期几；请使用 monday 到 sunday。", $"{ProblemInspection.Sentence(owner.En)} names '{day}', which is no day of the week; use monday to sunday.");
        }
    }
}
