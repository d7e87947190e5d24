using NodaTime;
using Scheduling.Cli.Output;
using Scheduling.Engine.Staffing;

namespace Scheduling.Cli.Week;

/// <summary>Whole days that a history lacks, weekdays that it hardly ever records left out: those are closed.</summary>
internal static class HistoryGaps
{
    private const int MostTold = 5;

    public static void Tell(CallHistory history, CommandOutput output)
    {
        List<(LocalDate Before, LocalDate After, int Days)> gaps = Of(history);
        foreach ((LocalDate before, LocalDate after, int days) in gaps.OrderByDescending(gap => gap.Days).Take(MostTold).OrderBy(gap => gap.Before))
        {
            output.Line(
                $"历史中 {before:uuuu-MM-dd} 和 {after:uuuu-MM-dd} 之间缺 {days} 天。",
                $"{(days == 1 ? "1 day is" : $"{days} days are")} missing between {before:uuuu-MM-dd} and {after:uuuu-MM-dd} in the history.");
        }

        if (gaps.Count > MostTold)
        {
            output.Line(
                $"另有 {gaps.Count - MostTold} 处缺口，共缺 {gaps.Sum(gap => gap.Days)} 天。",
                $"There are {gaps.Count - MostTold} more gaps; {gaps.Sum(gap => gap.Days)} days are missing in all.");
        }
    }

    /// <summary>The recorded days around each gap and how many open days lie in it.</summary>
    public static List<(LocalDate Before, LocalDate After, int Days)> Of(CallHistory history)
    {
        LocalDate[] dates = [.. history.Dates];
        int weeks = dates.Select(date => date.PlusDays(1 - (int)date.DayOfWeek)).Distinct().Count();
        HashSet<IsoDayOfWeek> open = [.. dates.GroupBy(date => date.DayOfWeek).Where(day => day.Count() * 2 >= weeks).Select(day => day.Key)];
        return [.. from pair in dates.Zip(dates.Skip(1))
                   let days = Enumerable.Range(1, Period.DaysBetween(pair.First, pair.Second) - 1).Count(day => open.Contains(pair.First.PlusDays(day).DayOfWeek))
                   where days > 0
                   select (pair.First, pair.Second, days)];
    }
}
