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

/// <summary>Agents per interval: for one volume, or for recorded or forecast days.</summary>
internal sealed class StaffCommand(Surroundings surroundings) : PlannerCommand<StaffCommand.Settings>(surroundings)
{
    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        var arguments = new ArgumentReader();
        StaffingArguments staffing = new StaffingTexts { Aht = settings.Aht, Goal = settings.Goal, Patience = settings.Patience, Shrinkage = settings.Shrinkage, Skills = settings.Skills }.Read(arguments);
        int minutes = ForecastTexts.ReadInterval(arguments, settings.Interval);
        double? calls = arguments.NumberOrNone("--calls-per-interval", new LocalizedText("每时段话务量", "Calls per interval"), settings.CallsPerInterval, 0, 1_000_000);
        if ((settings.Calls is null) == (settings.CallsPerInterval is null))
        {
            arguments.Wrong("arguments-exclude-each-other", "--calls-per-interval",
                "请给出 --calls-per-interval 或 --calls 中的一个，不能都给也不能都不给。",
                "Give either --calls-per-interval or --calls, not both and not neither.");
        }

        ForecastArguments forecasting = new ForecastTexts { Calls = settings.Calls ?? "-", Hours = settings.Hours, Start = settings.From, FirstDay = settings.FirstDay, Interval = settings.Interval }.Read(arguments);
        int days = arguments.Whole("--days", new LocalizedText("天数", "Number of days"), settings.Days, 1, 366, 7);
        CheckLoad(calls, minutes, staffing, arguments);
        arguments.ThrowIfWrong();
        if (calls is { } volume)
        {
            // The date means nothing here; one interval is asked about.
            Tell(WeekNeed.Of([new ForecastInterval(new LocalDateTime(2000, 1, 1, 0, 0), volume, volume, volume)], minutes, staffing.Assumptions, staffing.Shrinkage), [volume], settings, output, dated: false);
            return ExitStatus.Done;
        }

        List<ForecastInterval> intervals = Volumes(forecasting, days, output);
        WeekNeed need = WeekNeed.Of(intervals, minutes, staffing.Assumptions, staffing.Shrinkage);
        Tell(need, [.. intervals.Select(i => i.Calls)], settings, output, dated: true);
        return ExitStatus.Done;
    }

    // Recorded days are staffed as they were, later ones as they are forecast.
    private static List<ForecastInterval> Volumes(ForecastArguments forecasting, int days, CommandOutput output)
    {
        CallsFile calls = CallsFile.Read(forecasting.Calls, forecasting.FirstDay);
        if (forecasting.Start is { } first && first <= calls.LastDate)
        {
            CallHistory history = calls.InIntervalsOf(forecasting.IntervalMinutes);
            WeeklyHours hours = forecasting.Hours is null ? WeeklyHours.FromHistory(history) : ProblemFile.ReadHours(forecasting.Hours);
            output.Line($"采用 {first:uuuu-MM-dd} 起 {days} 天的历史话务量。", $"Recorded calls of {days} days from {first:uuuu-MM-dd}.");
            return [.. (from day in Enumerable.Range(0, days)
                       from i in Enumerable.Range(0, history.IntervalsPerDay)
                       let start = first.PlusDays(day).AtMidnight().PlusMinutes(i * history.IntervalMinutes)
                       where hours.IsAnyOpen(start, history.IntervalMinutes)
                       let volume = history.CallsAt(start.Date, i)
                       where volume is not null
                       select new ForecastInterval(start, volume.Value, volume.Value, volume.Value))];
        }

        ForecastPlan plan = forecasting.Forecast(days);
        plan.Tell(output);

        return [.. plan.Intervals.Where(i => plan.Hours.IsAnyOpen(i.Start, plan.IntervalMinutes))];
    }

    private static void CheckLoad(double? calls, int minutes, StaffingArguments staffing, ArgumentReader arguments)
    {
        if (calls * staffing.Assumptions.HandlingSeconds / (minutes * 60.0) > 10_000)
        {
            arguments.Wrong("load-too-large", "--calls-per-interval",
                FormattableString.Invariant($"话务量（--calls-per-interval）{calls} 次 × {staffing.Assumptions.HandlingSeconds} 秒超过 10000 Erlang；请分成几个队列。"),
                FormattableString.Invariant($"The load of {calls} calls (--calls-per-interval) × {staffing.Assumptions.HandlingSeconds} s is above 10000 Erlang; split it over several queues."));
        }
    }

    private static void Tell(WeekNeed need, IReadOnlyList<double> calls, Settings settings, CommandOutput output, bool dated)
    {
        if (settings.Json)
        {
            output.Json(new
            {
                intervalMinutes = need.IntervalMinutes,
                requiredHours = ResultLine.Rounded(need.RequiredHours, 2),
                intervals = need.Intervals.Select((i, k) => new { start = dated ? Time(i.Start) : null, calls = ResultLine.Rounded(calls[k], 2), onQueue = i.OnQueue, scheduled = i.RosteredBySkill.Sum(), skills = Skills(need, i) }),
            });
            return;
        }

        string[] skillColumns = [.. need.Skills.Select(skill => $"{skill.Skill.ToUpperInvariant()} {skill.Percent} %")];
        if (settings.Csv)
        {
            var csv = new CsvText();
            csv.Row([.. dated ? ["start"] : Array.Empty<string>(), "calls", "on_queue", "scheduled", .. need.Skills.Select(skill => "on_queue_" + skill.Skill)]);
            for (int k = 0; k < need.Intervals.Count; k++)
            {
                csv.Row(Cells(k, Time));
            }

            output.Raw(csv.ToString());
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in (string[])[.. dated ? [output.In("时段", "Interval")] : Array.Empty<string>(), output.In("话务量", "Calls"), output.In("在线人数", "On queue"), output.In("排班人数", "Scheduled"), .. skillColumns])
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        }

        for (int k = 0; k < need.Intervals.Count; k++)
        {
            table.AddRow(Cells(k, start => start.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)));
        }

        output.Write(table);
        output.Line(
            FormattableString.Invariant($"合计在线 {need.RequiredHours:0.0} 人·小时。"),
            FormattableString.Invariant($"{need.RequiredHours:0.0} agent-hours on queue in all."));

        string[] Cells(int k, Func<LocalDateTime, string> time) =>
        [
            .. dated ? [time(need.Intervals[k].Start)] : Array.Empty<string>(),
            calls[k].ToString("0.0", CultureInfo.InvariantCulture), Text(need.Intervals[k].OnQueue), Text(need.Intervals[k].RosteredBySkill.Sum()),
            .. need.Skills.Count == 0 ? [] : need.Intervals[k].OnQueueBySkill.Select(Text),
        ];
    }

    private static Dictionary<string, int>? Skills(WeekNeed need, IntervalNeed interval) =>
        need.Skills.Count == 0 ? null : need.Skills.Select((skill, k) => (skill.Skill, Agents: interval.OnQueueBySkill[k])).ToDictionary(pair => pair.Skill, pair => pair.Agents);

    private static string Time(LocalDateTime time) => time.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static string Text(int agents) => agents.ToString(CultureInfo.InvariantCulture);

    internal sealed class Settings : PlannerSettings
    {
        [CommandOption("--calls-per-interval <N>")]
        [Told("一个时段的话务量", "Calls in one interval")]
        public string? CallsPerInterval { get; init; }

        [CommandOption("--calls <FILE>")]
        [Told("话务历史（CSV），代替 --calls-per-interval", "History of calls, a CSV file, instead of --calls-per-interval")]
        public string? Calls { get; init; }

        [CommandOption("--from <DATE>")]
        [Told("第一天：历史中的日期用记录的话务量，之后的日期用预测；默认为历史之后", "First day: recorded calls for days of the history, a forecast for later ones; default after the history")]
        public string? From { get; init; }

        [CommandOption("--days <N>")]
        [Told("天数；默认 7", "Number of days; default 7")]
        public string? Days { get; init; }

        [CommandOption("--hours <FILE>")]
        [Told("营业时间（JSON 文件）", "Opening hours, a JSON file")]
        public string? Hours { get; init; }

        [CommandOption("--aht <SECONDS>")]
        [Told("平均处理时长（秒）", "Average handling time in seconds")]
        public string? Aht { get; init; }

        [CommandOption("--interval <MINUTES>")]
        [Told("时段长度（分钟）；默认 30", "Length of an interval in minutes; default 30")]
        public string? Interval { get; init; }

        [CommandOption("--goal <GOAL>")]
        [Told("服务目标，百分比/秒；默认 80/15", "Service goal, PERCENT/SECONDS; default 80/15")]
        public string? Goal { get; init; }

        [CommandOption("--patience <SECONDS>")]
        [Told("客户耐心（秒），用 Erlang A", "Patience in seconds, for Erlang A")]
        public string? Patience { get; init; }

        [CommandOption("--shrinkage <SHARE>")]
        [Told("缩减率，例如 0.2；默认 0", "Shrinkage, such as 0.2; default 0")]
        public string? Shrinkage { get; init; }

        [CommandOption("--skills <SHARES>")]
        [Told("各技能的话务占比，例如 60/25/15", "Shares of the skills, such as 60/25/15")]
        public string? Skills { get; init; }

        [CommandOption("--first-day <DATE>")]
        [Told("day 为 1 的日期；默认 2003-03-03", "The date of day 1 in a file that counts days; default 2003-03-03")]
        public string? FirstDay { get; init; }

        [CommandOption("--csv")]
        [Told("输出 CSV", "Write CSV")]
        public bool Csv { get; init; }

        public override bool ForPrograms => Json || Csv;
    }
}
