using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Presets;
using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>Judges any roster with the independent checker.</summary>
internal sealed class CheckCommand(Surroundings surroundings) : PlannerCommand<CheckCommand.Settings>(surroundings)
{
    protected override int Run(Settings settings, CommandOutput output, CancellationToken stop)
    {
        RulePreset[] presets = [.. settings.Preset.Select(id => PresetRules.Find(id, "--preset"))];
        SchedulingProblem problem = PresetRules.AddTo(ProblemFile.ReadProblem(settings.Problem), presets);
        Roster roster = ProblemFile.ReadRoster(settings.Roster, "ROSTER");
        Evaluation verdict = RosterEvaluator.Evaluate(problem, roster);
        int withoutBreaks = WithoutBreaks(problem, roster);
        IReadOnlyList<WishOutcome> wishes = WishList.Of(problem, roster, verdict);
        if (settings.Json)
        {
            output.Json(new
            {
                checker = verdict.Passes ? "pass" : "fail",
                hardViolations = verdict.HardViolations.Count(),
                levels = problem.Levels.Select((name, level) => new { name, penalty = verdict.Penalties[level] }),
                shiftsWithoutBreaks = withoutBreaks,
                problems = CommandOutput.InJson(verdict.ShapeProblems),
                violations = verdict.Violations.Select(v => new
                {
                    rule = v.Rule,
                    level = problem.Levels[v.Level],
                    excess = v.Excess,
                    penalty = v.Penalty,
                    employee = v.Employee,
                    post = v.Post,
                    from = v.From?.ToString("uuuu-MM-dd", null),
                    until = v.Until?.ToString("uuuu-MM-dd", null),
                    message = new { zh = v.Message.Zh, en = v.Message.En },
                }),
                wishesCut = WishList.InJson(wishes),
            });
        }

        if (verdict.ShapeProblems.Count > 0)
        {
            output.Line(
                $"不通过：有 {verdict.ShapeProblems.Count} 处分配是这个排班问题根本不允许的，规则没有评判。",
                $"Fail: {verdict.ShapeProblems.Count} assignments or breaks are none the problem allows, so the rules were not judged.");
            output.Problems(verdict.ShapeProblems, alsoAsJson: false);
            return ExitStatus.NotClean;
        }

        output.Text(
            verdict.Passes ? output.In("通过：没有违反任何硬规则。", "Pass: no hard rule is broken.")
                : output.In($"不通过：违反硬规则 {verdict.HardViolations.Count()} 处。", $"Fail: {verdict.HardViolations.Count()} violations of hard rules."),
            verdict.Passes ? "green" : "red");
        output.Text(LevelText.Penalties(problem.Levels.Select((name, level) => (name, verdict.Penalties[level])), output.Language));
        if (withoutBreaks > 0)
        {
            output.Line(
                $"{withoutBreaks} 个班次没有写休息，按最早时间计。",
                $"{withoutBreaks} {(withoutBreaks == 1 ? "shift" : "shifts")} without breaks: taken at their earliest time.");
        }

        ViolationList.Write(problem, verdict.Violations, output);
        WishList.Write(wishes, output);
        return verdict.Passes ? ExitStatus.Done : ExitStatus.NotClean;
    }

    // Such shifts are judged with every break at its earliest start, which a planner should know.
    private static int WithoutBreaks(SchedulingProblem problem, Roster roster)
    {
        HashSet<string> withWindows = [.. problem.ShiftTypes.Where(shiftType => shiftType.Breaks.Count > 0).Select(shiftType => shiftType.Id)];
        return roster.Assignments.Count(assignment => assignment.Breaks.Count == 0 && withWindows.Contains(assignment.ShiftType));
    }

    internal sealed class Settings : PlannerSettings
    {
        [CommandArgument(0, "<PROBLEM>")]
        [Told("排班问题（JSON 文件）", "The problem, a JSON file")]
        public string Problem { get; init; } = "";

        [CommandArgument(1, "<ROSTER>")]
        [Told("排班表（JSON 文件）", "The roster, a JSON file")]
        public string Roster { get; init; } = "";

        [CommandOption("--preset <ID>")]
        [Told("加上一个预设的规则，已有的规则不变；可以重复，例如 china-labour-law", "Add the rules of a preset, such as china-labour-law, that the problem lacks; may be repeated")]
        public string[] Preset { get; init; } = [];
    }
}
