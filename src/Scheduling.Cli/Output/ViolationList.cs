using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Cli.Output;

/// <summary>Violations in words, grouped by rule, hard rules first, the costliest first within a rule.</summary>
internal static class ViolationList
{
    private const int MostPerRule = 12;

    public static void Write(SchedulingProblem problem, IReadOnlyList<RuleViolation> violations, CommandOutput output)
    {
        if (violations.Count == 0)
        {
            output.Line("没有任何违反。", "No violation of any rule.");
            return;
        }

        foreach (IGrouping<(int RuleIndex, int Level), RuleViolation> group in violations.GroupBy(v => (v.RuleIndex, v.Level)).OrderBy(g => g.Key.Level).ThenBy(g => g.Key.RuleIndex))
        {
            Rule rule = problem.Rules[group.Key.RuleIndex];
            RuleDescriptor about = rule.Descriptor;
            string label = rule.Label.Length > 0 ? $" ({rule.Label})" : "";
            long excess = group.Sum(v => v.Excess);
            string level = problem.Levels[group.Key.Level];
            output.Text(
                output.In(
                    string.Create(CultureInfo.InvariantCulture, $"{about.Title.Zh}{label}［{about.Id}，{LevelText.Name(level, Language.Chinese)}］：{group.Count()} 处，共 {excess} {about.Unit.Zh}，罚分 {group.Sum(v => v.Penalty)}"),
                    string.Create(CultureInfo.InvariantCulture, $"{about.Title.En}{label} [{about.Id}, {level}]: {group.Count()} violations, {excess} {about.Unit.En} in all, penalty {group.Sum(v => v.Penalty)}")),
                group.Key.Level == 0 ? "red" : "yellow");
            int most = group.Key.Level == 0 ? int.MaxValue : MostPerRule;
            foreach (RuleViolation violation in group.OrderByDescending(v => v.Penalty).Take(most))
            {
                output.Text("  - " + output.Language.Of(violation.Message));
            }

            if (group.Count() - most is > 0 and int more)
            {
                output.Line($"  … 还有 {more} 处（用 check --json 查看全部）", $"  … and {more} more (check --json lists all)");
            }
        }
    }
}
