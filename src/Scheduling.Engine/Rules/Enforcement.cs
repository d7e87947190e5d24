namespace Scheduling.Engine.Rules;

/// <summary>How a rule is held: <c>hard</c> (must hold), soft (costs weight × excess on a level) or <c>off</c>.</summary>
public sealed record Enforcement
{
    /// <summary>The name of the quality level, the usual level of soft rules.</summary>
    public const string QualityLevel = "quality";

    /// <summary>The name of the coverage level.</summary>
    public const string CoverageLevel = "coverage";

    private Enforcement(string kind, string? level, long weight) => (Kind, Level, Weight) = (kind, level, weight);

    /// <summary>The rule must hold.</summary>
    public static Enforcement Hard { get; } = new("hard", null, 1);

    /// <summary>The rule is not applied.</summary>
    public static Enforcement Off { get; } = new("off", null, 0);

    /// <summary><c>hard</c>, <c>soft</c> or <c>off</c>.</summary>
    public string Kind { get; }

    /// <summary>Name of the level a soft rule costs on; null for hard and off.</summary>
    public string? Level { get; }

    /// <summary>Cost of one unit of excess; 1 for hard rules.</summary>
    public long Weight { get; }

    /// <summary>Whether the rule must hold.</summary>
    public bool IsHard => Kind == "hard";

    /// <summary>Whether the rule is not applied.</summary>
    public bool IsOff => Kind == "off";

    /// <summary>A rule that costs <paramref name="weight"/> per unit of excess on a level. Default level: quality.</summary>
    public static Enforcement Soft(long weight, string level = QualityLevel) => new("soft", level, weight);
}
