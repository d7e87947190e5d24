using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>Makes every file of the folder samples, the same each time. <c>SCHEDULING_WRITE_SAMPLES=1</c> writes them when the tests run.</summary>
internal static partial class SampleGenerator
{
    /// <summary>The problems by file name.</summary>
    public static IReadOnlyDictionary<string, SchedulingProblem> Problems { get; } = new Dictionary<string, SchedulingProblem>
    {
        ["day-and-night-40.json"] = DayAndNightSample.Make(),
        ["call-centre-120.json"] = CallCentreSample.Make(),
        ["office-6.json"] = SmallTeamSamples.Office(),
        ["part-time-centre-12.json"] = PartTimeCentreSample.Make(),
        ["impossible-week.json"] = SmallTeamSamples.Impossible(),
    };

    /// <summary>A bank that is open on the days of the Israeli week.</summary>
    public static OpeningHoursFile Bank { get; } = new()
    {
        TimeZone = "Asia/Jerusalem",
        WeekStart = IsoDayOfWeek.Sunday,
        Weekend = [IsoDayOfWeek.Friday, IsoDayOfWeek.Saturday],
        OpeningHours =
        [
            .. new[] { IsoDayOfWeek.Sunday, IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday }
                .Select(day => new OpeningPeriod { Day = day, From = new LocalTime(7, 0), To = LocalTime.Midnight }),
            new OpeningPeriod { Day = IsoDayOfWeek.Friday, From = new LocalTime(7, 0), To = new LocalTime(14, 0) },
            new OpeningPeriod { Day = IsoDayOfWeek.Saturday, From = new LocalTime(20, 0), To = LocalTime.Midnight },
        ],
    };

    /// <summary>The text of every file by its path in the folder samples.</summary>
    public static IReadOnlyDictionary<string, string> Files() => new Dictionary<string, string>(Problems.Select(p => KeyValuePair.Create(p.Key, Json(p.Value))))
    {
        ["calls/synthetic-30min.csv"] = CallHistorySample.Make(),
        ["hours/bank-1999.json"] = Json(Bank),
        ["calendars/china-2025.json"] = Json(CalendarSample.China2025),
        ["calendars/china-2026.json"] = Json(CalendarSample.China2026),
    };

    /// <summary>The JSON form with lists of numbers on one line.</summary>
    private static string Json<T>(T value) =>
        NumberList().Replace(
            JsonSerializer.Serialize(value, SchedulingJson.Default).ReplaceLineEndings("\n"),
            list => "[" + string.Join(", ", list.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)) + "]") + "\n";

    [GeneratedRegex(@"\[\s+(-?\d+(?:,\s+-?\d+)*)\s+\]")]
    private static partial Regex NumberList();
}
