using System.Globalization;
using System.Text;
using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>Twelve weeks of calls per half-hour; samples/README.md tells the formula.</summary>
internal static class CallHistorySample
{
    public const int Weeks = 12;
    public const int Seed = 2026;
    private const double BusiestHalfHour = 60;
    private const double GrowthPerWeek = 0.004;

    public static readonly LocalDate First = new(2026, 4, 13);

    private static readonly double[] Weekday = [1.08, 1.02, 1.00, 0.98, 1.00, 0.74, 0.66];

    public static string Make()
    {
        var numbers = new SeededNumbers(Seed);
        var csv = new StringBuilder("start,calls\n");
        for (int day = 0; day < Weeks * 7; day++)
        {
            for (int slot = 0; slot < 48; slot++)
            {
                LocalDateTime start = First.PlusDays(day).AtMidnight().PlusMinutes(slot * 30);
                csv.Append(CultureInfo.InvariantCulture, $"{start.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)},{numbers.Poisson(Mean(start.Date, slot))}\n");
            }
        }

        return csv.ToString();
    }

    /// <summary>Calls expected in a half-hour.</summary>
    public static double Mean(LocalDate date, int slot)
    {
        int week = Period.DaysBetween(First, date) / 7;
        double day = CalendarSample.China2026.Calendar.FirstOrDefault(d => d.Date == date)?.Kind switch
        {
            CalendarDayKind.PublicHoliday => 0.55,
            CalendarDayKind.RestDay => 0.62,
            CalendarDayKind.MakeUpWorkday => 0.95,
            _ => Weekday[(int)date.DayOfWeek - 1],
        };
        return BusiestHalfHour * day * (1 + (GrowthPerWeek * week)) * (SampleParts.DayShape[slot] / 100.0);
    }
}
