namespace Scheduling.Engine.Tests.Properties;

/// <summary>Bounds of a random problem.</summary>
internal sealed record ProblemSize
{
    public int LeastEmployees { get; init; } = 2;

    public int MostEmployees { get; init; } = 4;

    public int LeastDays { get; init; } = 3;

    public int MostDays { get; init; } = 7;

    public int LeastShiftTypes { get; init; } = 2;

    public int MostShiftTypes { get; init; } = 4;

    public int LeastRules { get; init; } = 2;

    public int MostRules { get; init; } = 6;

    /// <summary>Most places of one break, most starts and most posts of a shift type.</summary>
    public int MostChoices { get; init; } = 3;

    /// <summary>Chance that a rule is hard.</summary>
    public double HardShare { get; init; } = 0.45;

    public static ProblemSize Small { get; } = new();

    /// <summary>So small that every roster can be listed, if need be with still fewer people and days.</summary>
    public static ProblemSize Tiny { get; } = new()
    {
        LeastEmployees = 1,
        MostEmployees = 3,
        LeastDays = 2,
        MostDays = 5,
        LeastShiftTypes = 1,
        MostShiftTypes = 2,
        MostChoices = 2,
        HardShare = 0.3,
    };

    public static ProblemSize Middle { get; } = new() { LeastEmployees = 10, MostEmployees = 10, LeastDays = 7, MostDays = 7, LeastShiftTypes = 3, LeastRules = 5, MostRules = 9, HardShare = 0.25 };
}
