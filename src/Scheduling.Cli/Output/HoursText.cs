using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Cli.Output;

/// <summary>Opening hours in words; days in a row with the same hours are told together.</summary>
internal static class HoursText
{
    private const string ChineseDays = "一二三四五六日";

    public static LocalizedText Of(IReadOnlyList<OpeningPeriod> periods)
    {
        List<(IsoDayOfWeek First, IsoDayOfWeek Last, string Hours)> runs = [];
        foreach (IGrouping<IsoDayOfWeek, OpeningPeriod> day in periods.GroupBy(period => period.Day).OrderBy(day => day.Key))
        {
            string hours = string.Join(" + ", day.OrderBy(period => period.From).Select(Clock));
            if (runs.Count > 0 && runs[^1].Last + 1 == day.Key && runs[^1].Hours == hours)
            {
                runs[^1] = (runs[^1].First, day.Key, hours);
            }
            else
            {
                runs.Add((day.Key, day.Key, hours));
            }
        }

        return new LocalizedText(
            string.Join("，", runs.Select(run => $"{Days(run.First, run.Last, Chinese, "至")} {run.Hours}")),
            string.Join(", ", runs.Select(run => $"{Days(run.First, run.Last, English, "–")} {run.Hours}")));
    }

    private static string Days(IsoDayOfWeek first, IsoDayOfWeek last, Func<IsoDayOfWeek, string> name, string until) =>
        first == last ? name(first) : name(first) + until + name(last);

    private static string Chinese(IsoDayOfWeek day) => $"周{ChineseDays[(int)day - 1]}";

    private static string English(IsoDayOfWeek day) => day.ToString()[..3];

    private static string Clock(OpeningPeriod period) =>
        FormattableString.Invariant($"{period.From:HH:mm}–{(period.To == LocalTime.Midnight ? "24:00" : FormattableString.Invariant($"{period.To:HH:mm}"))}");
}
