using System.Globalization;
using NodaTime;
using Spectre.Console;

namespace Scheduling.Cli.Output;

/// <summary>Agents required and reached in one interval, skills together.</summary>
internal readonly record struct ChartedInterval(LocalDateTime Start, double Required, double Reached, double ShortAgents);

/// <summary>Required against reached, two rows of bars a day: a bar an interval, its height the agents; short intervals are marked below.</summary>
internal static class CoverageChart
{
    private const string Bars = " ▁▂▃▄▅▆▇█";

    public static void Write(IReadOnlyList<ChartedInterval> intervals, int intervalMinutes, CommandOutput output)
    {
        List<ChartedInterval> used = [.. intervals.Where(i => i.Required > 0 || i.Reached > 0)];
        if (used.Count == 0 || output.ForPrograms)
        {
            return;
        }

        double most = used.Max(i => Math.Max(i.Required, i.Reached));
        int first = used.Min(i => Minute(i)) / intervalMinutes;
        int last = used.Max(i => Minute(i)) / intervalMinutes;
        CultureInfo culture = CultureInfo.GetCultureInfo(output.Language == Language.English ? "en" : "zh-CN");
        output.Heading(
            string.Create(CultureInfo.InvariantCulture, $"人力覆盖（每格 {intervalMinutes} 分钟，{Clock(first)} 起；最高一格 {most:0.#} 人；“!” 缺 1 人以上，“-” 略缺）"),
            string.Create(CultureInfo.InvariantCulture, $"Coverage (one bar every {intervalMinutes} min from {Clock(first)}; the highest is {most:0.#} agents; '!' 1 or more short, '-' less)"));
        string need = output.Language == Language.English ? "need" : "需要";
        string have = output.Language == Language.English ? "have" : "实到";
        string pad = new(' ', DisplayWidth.Of(need));
        foreach (IGrouping<LocalDate, ChartedInterval> day in used.GroupBy(i => i.Start.Date).OrderBy(day => day.Key))
        {
            var at = day.ToLookup(i => Minute(i) / intervalMinutes);
            IEnumerable<int> columns = Enumerable.Range(first, last - first + 1);
            double shortHours = day.Sum(i => i.ShortAgents) * intervalMinutes / 60;
            string name = day.Key.ToString("MM-dd ddd", culture);
            string indent = new(' ', DisplayWidth.Of(name));
            output.Surroundings.Out.MarkupLine($"{name} {need} {string.Concat(columns.Select(c => Bar(at[c].Sum(i => i.Required), most)))}");
            output.Surroundings.Out.MarkupLine(string.Create(CultureInfo.InvariantCulture,
                $"{indent} {have} {string.Concat(columns.Select(c => Coloured(at[c].Sum(i => i.Reached), at[c].Sum(i => i.ShortAgents), most)))}"));
            output.Surroundings.Out.MarkupLine(
                $"{indent} {pad} {string.Concat(columns.Select(c => Mark(at[c].Sum(i => i.ShortAgents))))} "
                + Markup.Escape(output.In(
                    string.Create(CultureInfo.InvariantCulture, $"缺 {shortHours:0.0} 人·小时"),
                    string.Create(CultureInfo.InvariantCulture, $"{shortHours:0.0} agent-hours short"))));
        }

        string Clock(int index) => LocalTime.FromMinutesSinceMidnight(index * intervalMinutes).ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    private static int Minute(ChartedInterval interval) => interval.Start.Hour * 60 + interval.Start.Minute;

    private static char Bar(double agents, double most) => Bars[agents <= 0 ? 0 : Math.Clamp((int)Math.Round(agents / most * 8), 1, 8)];

    private static string Coloured(double agents, double missing, double most) =>
        missing >= 1 ? $"[red]{Bar(agents, most)}[/]" : missing > 0.05 ? $"[yellow]{Bar(agents, most)}[/]" : $"[green]{Bar(agents, most)}[/]";

    private static char Mark(double missing) => missing >= 1 ? '!' : missing > 0.05 ? '-' : ' ';
}
