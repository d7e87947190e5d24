using Scheduling.Engine.Solving;

namespace Scheduling.Cli.Output;

/// <summary>Penalties, bounds and gaps of levels in words.</summary>
internal static class LevelText
{
    /// <summary>A gap beyond which "within x % of optimal" would say more about the bound than about the roster.</summary>
    private const double FarFromProven = 0.5;

    /// <summary>All levels on one line, for progress.</summary>
    public static string Line(IReadOnlyList<LevelScore> levels, Language language) =>
        string.Join(" · ", levels.Select(level => FormattableString.Invariant(
            $"{Name(level.Name, language)} {level.Penalty}{(level.Gap is 0 or >= 1 ? "" : FormattableString.Invariant($" (≥ {level.LowerBound}, {level.Gap * 100:0.0} %)"))}")));

    /// <summary>As much of that line as fits a number of columns: without bounds when it must be, cut when even that is too long.</summary>
    public static string Line(IReadOnlyList<LevelScore> levels, Language language, int columns)
    {
        string full = Line(levels, language);
        return DisplayWidth.Of(full) <= columns ? full : DisplayWidth.Shorten(Penalties(levels.Select(level => (level.Name, level.Penalty)), language), columns);
    }

    /// <summary>The penalties of levels on one line.</summary>
    public static string Penalties(IEnumerable<(string Name, long Penalty)> levels, Language language) =>
        string.Join(" · ", levels.Select(level => FormattableString.Invariant($"{Name(level.Name, language)} {level.Penalty}")));

    /// <summary>How far one level can be from the best there is.</summary>
    public static (string Zh, string En) Distance(LevelScore level) => level.Gap >= 1
        ? (FormattableString.Invariant($"{Name(level.Name, Language.Chinese)}：罚分 {level.Penalty}，还没有证明下界。"),
           FormattableString.Invariant($"{level.Name}: penalty {level.Penalty}, no lower bound proven yet."))
        : level.Gap == 0
        ? (FormattableString.Invariant($"{Name(level.Name, Language.Chinese)}：罚分 {level.Penalty}，已证明最优。"),
           FormattableString.Invariant($"{level.Name}: penalty {level.Penalty}, proven optimal."))
        : level.Gap > FarFromProven
        ? (FormattableString.Invariant($"{Name(level.Name, Language.Chinese)}：罚分 {level.Penalty}，目前只证明下界 {level.LowerBound}。"),
           FormattableString.Invariant($"{level.Name}: penalty {level.Penalty}, lower bound {level.LowerBound} so far."))
        : (FormattableString.Invariant($"{Name(level.Name, Language.Chinese)}：罚分 {level.Penalty}，下界 {level.LowerBound}，与最优相差不超过 {level.Gap * 100:0.0} %。"),
           FormattableString.Invariant($"{level.Name}: penalty {level.Penalty}, lower bound {level.LowerBound}, within {level.Gap * 100:0.0} % of optimal."));

    /// <summary>The name of a level; the usual ones have a Chinese one.</summary>
    public static string Name(string name, Language language) => (language, name) switch
    {
        (Language.Chinese, "hard") => "硬规则",
        (Language.Chinese, "coverage") => "覆盖",
        (Language.Chinese, "quality") => "质量",
        (Language.Chinese, "spread") => "极差",
        _ => name,
    };
}
