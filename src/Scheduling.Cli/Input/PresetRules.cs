using Scheduling.Engine.Domain;
using Scheduling.Engine.Presets;

namespace Scheduling.Cli.Input;

/// <summary>Adds the rules of presets to a problem, as option --preset asks.</summary>
internal static class PresetRules
{
    /// <exception cref="BadInputException">There is no such preset.</exception>
    public static RulePreset Find(string id, string option) => PresetCatalog.Find(id) ?? throw new BadInputException("unknown-preset", option,
        $"没有编号为“{id}”的预设；应为 {string.Join("、", PresetCatalog.All.Select(p => p.Id))}。",
        $"There is no preset '{id}'; it must be one of {string.Join(", ", PresetCatalog.All.Select(p => p.Id))}.");

    /// <summary>The presets of the option, one after the other; rules the problem has stay as they are.</summary>
    /// <exception cref="BadInputException">There is no such preset, or one does not suit the problem.</exception>
    public static SchedulingProblem AddTo(SchedulingProblem problem, IReadOnlyList<RulePreset> presets)
    {
        if (presets.Count == 0)
        {
            return problem;
        }

        SchedulingProblem added = problem with { Rules = presets.Aggregate(problem.Rules, (rules, preset) => preset.AddTo(rules)) };
        return ProblemValidator.Validate(added) is { Count: > 0 } wrong ? throw new BadInputException([.. wrong.Select(p => p with { Pointer = $"--preset#{p.Pointer}" })]) : added;
    }
}
