using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Cli.Search;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Presets;
using Scheduling.Engine.Solving;
using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>Solves a problem file.</summary>
internal sealed class SolveCommand(Surroundings surroundings) : PlannerCommand<SolveCommand.Settings>(surroundings)
{
    protected override bool EndsWithJson => true;

    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        var arguments = new ArgumentReader();
        SolveOptions options = settings.Search.Read(arguments);
        arguments.ThrowIfWrong();
        TextFile.CheckWritable(settings.Out, "--out");
        TextFile.CheckWritable(settings.Csv, "--csv");
        RulePreset[] presets = [.. settings.Preset.Select(id => PresetRules.Find(id, "--preset"))];
        SchedulingProblem problem = PresetRules.AddTo(ProblemFile.ReadProblem(settings.Problem), presets);
        options = settings.Start is null ? options : options with { Start = ProblemFile.ReadRoster(settings.Start, "--start") };
        output.Line(
            $"{(problem.Name.Length > 0 ? problem.Name + "：" : "")}{problem.Employees.Count} 名员工，{problem.Horizon.Days} 天，{problem.Rules.Count} 条规则。",
            $"{(problem.Name.Length > 0 ? problem.Name + ": " : "")}{problem.Employees.Count} employees, {problem.Horizon.Days} days, {problem.Rules.Count} rules.");
        SolveResult result = RosterSearch.Run(problem, options, output, stop);
        var report = new SolveReport(problem, result);
        report.WriteOutcome(output, stop);
        if (report.View is not null)
        {
            PostCoverage.Write(report.View, output);
        }

        report.WriteJudgement(output);
        RosterFiles.Write(problem, result.Roster, settings.Out, settings.Csv, output);
        output.Json(new
        {
            status = result.Status.ToString().ToLowerInvariant(),
            agents = problem.Employees.Count,
            days = problem.Horizon.Days,
            hardViolations = report.HardViolations,
            checker = report.Checker,
            levels = ResultLine.Levels(result.Levels),
            conflict = ResultLine.Conflict(report.Conflict),
            wishesCut = WishList.InJson(report.Wishes),
            seconds = ResultLine.Rounded(result.Elapsed.TotalSeconds, 3),
            firstFeasibleSeconds = result.FirstFeasible is { } first ? ResultLine.Rounded(first.TotalSeconds, 3) : (double?)null,
            peakMiB = ResultLine.PeakMiB(),
        });
        return report.Status(stop);
    }

    internal sealed class Settings : SearchSettings
    {
        [CommandArgument(0, "<PROBLEM>")]
        [Told("排班问题（JSON 文件）", "The problem, a JSON file")]
        public string Problem { get; init; } = "";

        [CommandOption("--gap <SHARE>")]
        [Told("每级差距都不超过它时停止，例如 0.02；默认 0", "Stop when the gap of every level is at most this share, such as 0.02; default 0")]
        public string? Gap { get; init; }

        [CommandOption("--unimproved <SECONDS>")]
        [Told("这么久没有改进就停止", "Stop after this long without a better roster")]
        public string? Unimproved { get; init; }

        [CommandOption("--deterministic <WORK>")]
        [Told("按工作量结束，结果可重复（代替 --time）", "End by work, not time, so that the result can be repeated (instead of --time)")]
        public string? Deterministic { get; init; }

        [CommandOption("--start <ROSTER>")]
        [Told("从这张排班表（JSON 文件）开始改进", "Start from this roster, a JSON file")]
        public string? Start { get; init; }

        [CommandOption("--preset <ID>")]
        [Told("加上一个预设的规则，已有的规则不变；可以重复，例如 china-labour-law", "Add the rules of a preset, such as china-labour-law, that the problem lacks; may be repeated")]
        public string[] Preset { get; init; } = [];

        public override SearchArguments Search => base.Search with { Gap = Gap, Unimproved = Unimproved, Deterministic = Deterministic };
    }
}
