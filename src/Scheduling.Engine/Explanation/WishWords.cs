using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Explanation;

/// <summary>What became of a wish, in words.</summary>
internal sealed class WishWords
{
    private const int MostRules = 3;

    private readonly SchedulingProblem _problem;
    private readonly LocalizedText _wish;

    public WishWords(SchedulingProblem problem, Wish wish)
    {
        _problem = problem;
        string who = NameOf(wish.Employee);
        string shift = wish.ShiftType is { } type && problem.ShiftTypes.FirstOrDefault(s => s.Id == type) is { Name.Length: > 0 } named ? named.Name : wish.ShiftType ?? "";
        string band = wish.Band is { } id && problem.Bands.FirstOrDefault(b => b.Id == id) is { Name.Length: > 0 } known ? known.Name : wish.Band ?? "";
        string window = wish.From is { } from ? FormattableString.Invariant($"{from:HH:mm}–{wish.To ?? NodaTime.LocalTime.Midnight:HH:mm}") : "";
        string filters = string.Join(" ", new[] { shift, band, window }.Where(f => f.Length > 0));
        LocalizedText what = filters.Length > 0 ? new LocalizedText($"“{filters}”", $"'{filters}'") : new LocalizedText("任何班次", "any duty");
        LocalizedText mate = wish.Partner is null ? new LocalizedText("", "") : new LocalizedText($"、与 {NameOf(wish.Partner)} 同班", $" together with {NameOf(wish.Partner)}");
        LocalizedText kind = wish.Kind switch
        {
            WishKind.Prefer => new LocalizedText("希望上", "would like"),
            WishKind.Avoid => new LocalizedText("不愿上", "would rather avoid"),
            _ => new LocalizedText("不能上", "cannot do"),
        };
        _wish = new LocalizedText($"{who} {wish.Date:MM-dd} {kind.Zh}{what.Zh}{mate.Zh}", $"{who} {kind.En} {what.En}{mate.En} on {wish.Date:MM-dd}");
    }

    public LocalizedText Granted() => new($"{_wish.Zh}：已满足。", $"{_wish.En}: granted.");

    public LocalizedText Impossible() => new($"{_wish.Zh}：未满足，当日换一个班次或与一位同事互换都不能满足它。", $"{_wish.En}: not granted; no single change of the day grants it.");

    /// <param name="change">The best change that grants it.</param>
    /// <param name="costs">What it costs, hard rules first.</param>
    /// <param name="could">Whether it costs no more than now.</param>
    public LocalizedText Cut(LocalizedText change, IReadOnlyList<WishCost> costs, bool could)
    {
        if (could)
        {
            return new LocalizedText($"{_wish.Zh}：未满足，但可以满足（{change.Zh}），总罚分不会增加。", $"{_wish.En}: not granted, but it could be ({change.En}) at no greater cost in all.");
        }

        IEnumerable<LocalizedText> told = costs.TakeWhile(c => c.Level == costs[0].Level).Take(MostRules).Select(Told);
        return new LocalizedText(
            $"{_wish.Zh}：未满足。最好的改法（{change.Zh}）会{string.Join("、", told.Select(t => t.Zh))}。",
            $"{_wish.En}: not granted. The best change ({change.En}) would {string.Join(" and ", told.Select(t => t.En))}.");
    }

    private LocalizedText Told(WishCost cost)
    {
        Rule rule = _problem.Rules[cost.RuleIndex];
        RuleDescriptor about = rule.Descriptor;
        string label = rule.Label.Length > 0 ? $" ({rule.Label})" : "";
        return cost.Level == 0
            ? new LocalizedText($"违反“{about.Title.Zh}{label}”（{cost.Increase} {about.Unit.Zh}）", $"break '{about.Title.En}{label}' ({cost.Increase} {about.Unit.En})")
            : new LocalizedText($"使“{about.Title.Zh}{label}”的罚分增加 {cost.Increase}（{_problem.Levels[cost.Level]}）", $"cost {cost.Increase} of '{about.Title.En}{label}' on level {_problem.Levels[cost.Level]}");
    }

    private string NameOf(string employee) => _problem.Employees.FirstOrDefault(e => e.Id == employee) is { Name.Length: > 0 } found ? found.Name : employee;
}
