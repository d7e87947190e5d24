using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Explanation;

namespace Scheduling.Cli.Output;

/// <summary>Wishes that a roster does not grant, with what cut them.</summary>
internal static class WishList
{
    private const int MostTold = 20;

    /// <summary>What became of every wish; nothing for a roster that is unsound.</summary>
    public static IReadOnlyList<WishOutcome> Of(SchedulingProblem problem, Roster roster, Evaluation verdict) =>
        verdict.ShapeProblems.Count > 0 ? [] : WishExplainer.Explain(problem, roster);

    public static void Write(IReadOnlyList<WishOutcome> outcomes, CommandOutput output)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        WishOutcome[] cut = [.. outcomes.Where(o => !o.IsGranted)];
        output.Line($"排班意愿：{outcomes.Count} 条，满足 {outcomes.Count - cut.Length} 条。", $"Wishes: {outcomes.Count - cut.Length} of {outcomes.Count} granted.");
        foreach (WishOutcome outcome in cut.OrderByDescending(o => o.Wish.Priority).Take(MostTold))
        {
            output.Text("  - " + output.Language.Of(outcome.Message));
        }

        if (cut.Length > MostTold)
        {
            output.Line($"  … 还有 {cut.Length - MostTold} 条（用 check --json 查看全部）", $"  … and {cut.Length - MostTold} more (check --json lists all)");
        }
    }

    /// <summary>The wishes not granted, as programs read them.</summary>
    public static IEnumerable<object> InJson(IReadOnlyList<WishOutcome> outcomes) => outcomes.Where(o => !o.IsGranted).Select(o => new
    {
        employee = o.Wish.Employee,
        date = o.Wish.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        kind = o.Wish.Kind.ToString().ToLowerInvariant(),
        couldBeGranted = o.CouldBeGranted,
        cutBy = o.CutBy.Select(c => c.Rule).Distinct(),
        message = new { zh = o.Message.Zh, en = o.Message.En },
    });
}
