using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Cli.Search;
using Scheduling.Cli.Week;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>From a history of calls to a checked roster of the week after it.</summary>
internal sealed class WeekCommand(Surroundings surroundings) : PlannerCommand<WeekCommand.Settings>(surroundings)
{
    private const int Days = 7;

    protected override bool EndsWithJson => true;

    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        long started = output.Surroundings.Clock.GetTimestamp();
        var arguments = new ArgumentReader();
        StaffingArguments staffing = settings.Staffing.Read(arguments);
        ForecastArguments forecasting = settings.Forecasting.Read(arguments);
        int agents = arguments.Whole("--agents", new LocalizedText("客服人数", "Number of agents"), settings.Agents, 1, 2000);
        int partTime = arguments.Whole("--part-time", new LocalizedText("兼职占比（%）", "Percentage of part-timers"), settings.PartTime, 0, 100, 0);
        SolveOptions options = settings.Search.Read(arguments);
        arguments.ThrowIfWrong();
        TextFile.CheckWritable(settings.Out, "--out");
        TextFile.CheckWritable(settings.Csv, "--csv");
        TextFile.CheckWritable(settings.Problem, "--problem");

        ForecastPlan forecast = forecasting.Forecast(Days);
        forecast.Tell(output);
        WeekNeed need = WeekNeed.Of(forecast.Intervals, forecast.IntervalMinutes, staffing.Assumptions, staffing.Shrinkage);
        SchedulingProblem problem = new WeekProblemBuilder
        {
            Need = need,
            Hours = forecast.Hours,
            Start = forecast.Start,
            Days = Days,
            Agents = agents,
            PartTimePercent = partTime,
            Seed = options.Seed,
        }.Build();
        TellNeed(problem, need, output);
        if (settings.Problem is not null)
        {
            TextFile.Write(settings.Problem, "--problem", ProblemFile.Write(problem));
        }

        SolveResult result = RosterSearch.Run(problem, options, output, stop);
        var report = new SolveReport(problem, result);
        DeliveredCoverage delivered = DeliveredCoverage.Of(need, report.View);
        report.WriteOutcome(output, stop);
        CoverageChart.Write(delivered.Intervals, delivered.IntervalMinutes, output);
        report.WriteJudgement(output);
        output.Line(
            FormattableString.Invariant($"在线需要 {delivered.RequiredHours:0.0} 人·小时（扣除缩减前的在线人力）；缺 {delivered.ShortHours:0.0}（{Percent(delivered.ShortHours, delivered.RequiredHours):0.0} %），多 {delivered.OverHours:0.0}。"),
            FormattableString.Invariant($"Required on queue: {delivered.RequiredHours:0.0} agent-hours; short {delivered.ShortHours:0.0} ({Percent(delivered.ShortHours, delivered.RequiredHours):0.0} %), over {delivered.OverHours:0.0}, shrinkage taken off."));
        RosterFiles.Write(problem, result.Roster, settings.Out, settings.Csv, output);
        output.Json(new
        {
            agents,
            days = Days,
            hardViolations = report.HardViolations,
            checker = report.Checker,
            levels = ResultLine.Levels(result.Levels),
            conflict = ResultLine.Conflict(report.Conflict),
            requiredHours = ResultLine.Rounded(delivered.RequiredHours, 2),
            shortHours = ResultLine.Rounded(delivered.ShortHours, 2),
            overHours = ResultLine.Rounded(delivered.OverHours, 2),
            backtestError = forecast.Backtest is { } test ? ResultLine.Rounded(test.Error, 5) : (double?)null,
            naiveError = forecast.Backtest is { } naive ? ResultLine.Rounded(naive.NaiveError, 5) : (double?)null,
            seconds = ResultLine.Rounded(output.Surroundings.Clock.GetElapsedTime(started).TotalSeconds, 3),
            peakMiB = ResultLine.PeakMiB(),
        });
        return report.Status(stop);
    }

    private static void TellNeed(SchedulingProblem problem, WeekNeed need, CommandOutput output)
    {
        if (need.RequiredHours == 0)
        {
            throw new BadInputException("nothing-to-staff", "--calls",
                "预测的话务量为 0，这一周不需要任何人；请检查话务文件和营业时间。",
                "The forecast is 0 calls, so the week needs nobody; check the calls file and the opening hours.");
        }

        if (problem.ShiftTypes.Count == 0)
        {
            throw new BadInputException("hours-too-short", "--hours",
                "营业时间里放不下任何班次；请检查 --hours。",
                "No shift fits into the opening hours; check --hours.");
        }

        LocalDate last = problem.Horizon.End();
        long capacity = problem.Employees.Sum(e => (long)problem.Contracts.Single(c => c.Id == e.Contract).TargetMinutesPerWeek) / 60;
        output.Line(
            FormattableString.Invariant($"排班周：{problem.Horizon.Start:uuuu-MM-dd} 至 {last:uuuu-MM-dd}；在线需要 {need.RequiredHours:0.0} 人·小时，高峰 {need.Intervals.Max(i => i.OnQueue)} 人；{problem.Employees.Count} 人合同共 {capacity} 小时，缩减率 {need.Shrinkage:P0}。"),
            FormattableString.Invariant($"Week: {problem.Horizon.Start:uuuu-MM-dd} to {last:uuuu-MM-dd}; {need.RequiredHours:0.0} agent-hours needed on queue, {need.Intervals.Max(i => i.OnQueue)} agents at the peak; {problem.Employees.Count} agents with {capacity} contract hours, shrinkage {need.Shrinkage:P0}."));
        output.Line(
            $"团队和班次为自动生成：{problem.ShiftTypes.Count} 种班次（{string.Join("、", problem.ShiftTypes.Select(s => s.Id))}）；可用 --problem 写出后修改，再用 solve 求解。",
            $"Team and shift types are made up: {problem.ShiftTypes.Count} shift types ({string.Join(", ", problem.ShiftTypes.Select(s => s.Id))}); write them with --problem, change them, and run solve.");
    }

    private static double Percent(double part, double whole) => whole == 0 ? 0 : part / whole * 100;

    internal sealed class Settings : SearchSettings
    {
        [CommandOption("--calls <FILE>")]
        [Told("话务历史（CSV：start,calls 或 day,weekday,start,calls）", "History of calls, a CSV file (start,calls or day,weekday,start,calls)")]
        public string? Calls { get; init; }

        [CommandOption("--hours <FILE>")]
        [Told("营业时间（JSON 文件）；默认取历史中有记录的时段", "Opening hours, a JSON file; by default the recorded intervals")]
        public string? Hours { get; init; }

        [CommandOption("--aht <SECONDS>")]
        [Told("平均处理时长（秒）", "Average handling time in seconds")]
        public string? Aht { get; init; }

        [CommandOption("--agents <N>")]
        [Told("客服人数", "Number of agents")]
        public string? Agents { get; init; }

        [CommandOption("--shrinkage <SHARE>")]
        [Told("缩减率，例如 0.2；默认 0", "Shrinkage, such as 0.2; default 0")]
        public string? Shrinkage { get; init; }

        [CommandOption("--skills <SHARES>")]
        [Told("各技能的话务占比，例如 60/25/15；默认一个队列", "Shares of the skills, such as 60/25/15; default one queue")]
        public string? Skills { get; init; }

        [CommandOption("--goal <GOAL>")]
        [Told("服务目标，百分比/秒；默认 80/15", "Service goal, PERCENT/SECONDS; default 80/15")]
        public string? Goal { get; init; }

        [CommandOption("--patience <SECONDS>")]
        [Told("客户耐心（秒），用 Erlang A；默认不放弃，用 Erlang C", "Patience in seconds for Erlang A; by default nobody hangs up (Erlang C)")]
        public string? Patience { get; init; }

        [CommandOption("--part-time <PERCENT>")]
        [Told("每周 20 小时的兼职人员占比；默认 0", "Percentage of agents with 20 hours a week; default 0")]
        public string? PartTime { get; init; }

        [CommandOption("--start <DATE>")]
        [Told("一周的第一天；默认为历史之后第一个周首日", "First day of the week; by default the first week start after the history")]
        public string? Start { get; init; }

        [CommandOption("--interval <MINUTES>")]
        [Told("时段长度（分钟）；默认 30", "Length of an interval in minutes; default 30")]
        public string? Interval { get; init; }

        [CommandOption("--first-day <DATE>")]
        [Told("day 为 1 的日期；默认 2003-03-03", "The date of day 1 in a file that counts days; default 2003-03-03")]
        public string? FirstDay { get; init; }

        [CommandOption("--problem <FILE>")]
        [Told("把生成的排班问题写成 JSON 文件", "Write the generated problem to a JSON file")]
        public string? Problem { get; init; }

        public StaffingTexts Staffing => new() { Aht = Aht, Goal = Goal, Patience = Patience, Shrinkage = Shrinkage, Skills = Skills };

        public ForecastTexts Forecasting => new() { Calls = Calls, Hours = Hours, Start = Start, FirstDay = FirstDay, Interval = Interval };
    }
}
