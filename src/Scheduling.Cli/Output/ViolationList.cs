using System.Globalization;
using System.Text.RegularExpressions;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Cli.Output;

/// <summary>Violations in words, grouped by rule, hard rules first, the costliest first within a rule.</summary>
internal static partial class ViolationList
{
    private const int MostPerRule = 12;

    public static void Write(SchedulingProblem problem, IReadOnlyList<RuleViolation> violations, CommandOutput output)
    {
        if (violations.Count == 0)
        {
            output.Line("没有任何违反。", "No violation of any rule.");
            return;
        }

        // An interval can cost on several levels: it is listed once, with the first of them.
        Dictionary<string, (int Level, (int Level, long Penalty)[] Penalties)> places = violations.Where(v => PlaceOf(v) is not null).GroupBy(v => PlaceOf(v)!)
            .ToDictionary(place => place.Key, place => (place.Min(v => v.Level), place.OrderBy(v => v.Level).Select(v => (v.Level, v.Penalty)).ToArray()));
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
            List<RuleViolation> own = [.. group.Where(v => PlaceOf(v) is not { } place || places[place].Level == v.Level)];
            foreach (RuleViolation violation in own.OrderByDescending(v => v.Penalty).Take(most))
            {
                LocalizedText message = PlaceOf(violation) is { } place ? Summed(violation.Message, places[place].Penalties, problem) : violation.Message;
                output.Text("  - " + output.Language.Of(message));
            }

            if (group.Count() - own.Count is > 0 and int above)
            {
                output.Line($"  … 其中 {above} 处已计入上面的级别", $"  … {above} of them are told above, under an earlier level");
            }

            if (own.Count - most is > 0 and int more)
            {
                output.Line($"  … 还有 {more} 处（用 check --json 查看全部）", $"  … and {more} more (check --json lists all)");
            }
        }
    }

    // Only the message names the interval.
    private static string? PlaceOf(RuleViolation violation) =>
        violation.Post is not null && Interval().Match(violation.Message.En) is { Success: true } interval
            ? FormattableString.Invariant($"{violation.RuleIndex}/{violation.Post}/{violation.From:uuuu-MM-dd}/{interval.Value}") : null;

    private static LocalizedText Summed(LocalizedText message, (int Level, long Penalty)[] penalties, SchedulingProblem problem)
    {
        if (penalties.Length < 2)
        {
            return message;
        }

        long sum = penalties.Sum(p => p.Penalty);
        string parts = string.Join(" + ", penalties.Select(p => FormattableString.Invariant($"{problem.Levels[p.Level]} {p.Penalty}")));
        return new LocalizedText(
            FormattableString.Invariant($"{message.Zh}罚分 {sum}（{parts}）。"),
            FormattableString.Invariant($"{message.En} Penalty {sum} ({parts})."));
    }

    [GeneratedRegex(@"\d\d-\d\d \d\d:\d\d–\d\d:\d\d")]
    private static partial Regex Interval();
}
