using System.Globalization;
using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Cli.Week;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>Volumes of the days after a history, with a band that holds eight of ten outcomes.</summary>
internal sealed class ForecastCommand(Surroundings surroundings) : PlannerCommand<ForecastCommand.Settings>(surroundings)
{
    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        var arguments = new ArgumentReader();
        ForecastArguments forecasting = new ForecastTexts { Calls = settings.Calls, Hours = settings.Hours, Start = settings.Start, FirstDay = settings.FirstDay, Interval = settings.Interval }.Read(arguments);
        int days = arguments.Whole("--days", new LocalizedText("天数", "Number of days"), settings.Days, 1, 366, 7);
        arguments.ThrowIfWrong();
        ForecastPlan plan = forecasting.Forecast(days);
        List<ForecastInterval> open = [.. plan.Intervals.Where(i => plan.Hours.IsAnyOpen(i.Start, plan.IntervalMinutes))];
        if (settings.Json)
        {
            output.Json(new
            {
                start = Date(plan.Start),
                days,
                intervalMinutes = plan.IntervalMinutes,
                backtestError = plan.Backtest?.Error,
                naiveError = plan.Backtest?.NaiveError,
                intervals = open.Select(i => new { start = Time(i.Start), calls = Rounded(i.Calls), p10 = Rounded(i.LowCalls), p90 = Rounded(i.HighCalls) }),
            });
        }
        else if (settings.Csv)
        {
            var csv = new CsvText();
            csv.Row("start", "calls", "p10", "p90");
            foreach (ForecastInterval interval in open)
            {
                csv.Row(Time(interval.Start), Text(interval.Calls), Text(interval.LowCalls), Text(interval.HighCalls));
            }

            output.Raw(csv.ToString());
        }
        else
        {
            plan.Tell(output);
            Write(open, output);
        }

        return ExitStatus.Done;
    }

    private static void Write(List<ForecastInterval> open, CommandOutput output)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(output.In("日期", "Date")).AddColumn(output.In("时段", "Interval"));
        foreach (string column in new[] { output.In("话务量", "Calls"), "p10", "p90" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        CultureInfo culture = CultureInfo.GetCultureInfo(output.Language == Language.English ? "en" : "zh-CN");
        foreach (IGrouping<LocalDate, ForecastInterval> day in open.GroupBy(i => i.Start.Date))
        {
            string name = day.Key.ToString("uuuu-MM-dd ddd", culture);
            table.AddRow($"[bold]{name}[/]", output.In("全天", "all day"), $"[bold]{day.Sum(i => i.Calls).ToString("0", CultureInfo.InvariantCulture)}[/]", "", "");
            foreach (ForecastInterval interval in day)
            {
                table.AddRow("", interval.Start.ToString("HH:mm", CultureInfo.InvariantCulture), Text(interval.Calls), $"[dim]{Text(interval.LowCalls)}[/]", $"[dim]{Text(interval.HighCalls)}[/]");
            }
        }

        output.Write(table);
    }

    private static string Date(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(LocalDateTime time) => time.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static double Rounded(double calls) => ResultLine.Rounded(calls, 2);

    private static string Text(double calls) => calls.ToString("0.0", CultureInfo.InvariantCulture);

    internal sealed class Settings : PlannerSettings
    {
        [CommandOption("--calls <FILE>")]
        [Told("话务历史（CSV：start,calls 或 day,weekday,start,calls）", "History of calls, a CSV file (start,calls or day,weekday,start,calls)")]
        public string? Calls { get; init; }

        [CommandOption("--hours <FILE>")]
        [Told("营业时间（JSON 文件）；默认取历史中有记录的时段", "Opening hours, a JSON file; by default the recorded intervals")]
        public string? Hours { get; init; }

        [CommandOption("--days <N>")]
        [Told("预测天数；默认 7", "Number of days; default 7")]
        public string? Days { get; init; }

        [CommandOption("--start <DATE>")]
        [Told("第一天；默认为历史之后第一个周首日", "First day; by default the first week start after the history")]
        public string? Start { get; init; }

        [CommandOption("--interval <MINUTES>")]
        [Told("时段长度（分钟）；默认 30", "Length of an interval in minutes; default 30")]
        public string? Interval { get; init; }

        [CommandOption("--first-day <DATE>")]
        [Told("day 为 1 的日期；默认 2003-03-03", "The date of day 1 in a file that counts days; default 2003-03-03")]
        public string? FirstDay { get; init; }

        [CommandOption("--csv")]
        [Told("输出 CSV", "Write CSV")]
        public bool Csv { get; init; }

        public override bool ForPrograms => Json || Csv;
    }
}
