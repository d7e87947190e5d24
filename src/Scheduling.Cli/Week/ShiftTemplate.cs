using Scheduling.Engine.Domain;

namespace Scheduling.Cli.Week;

/// <summary>A length of shift with its breaks: what a contract may combine.</summary>
/// <param name="Code">Paid hours, as they stand in the shift type's id.</param>
/// <param name="PresenceMinutes">From start to end, the unpaid meal included.</param>
/// <param name="Breaks">Windows of breaks.</param>
internal sealed record ShiftTemplate(string Code, int PresenceMinutes, IReadOnlyList<BreakWindow> Breaks)
{
    /// <summary>
    /// Ten and eight hours with an unpaid meal and two paid breaks, six hours with one paid break: a week of 40 hours is five eights, four
    /// tens, or two tens with an eight and two sixes.
    /// </summary>
    public static IReadOnlyList<ShiftTemplate> Usual { get; } =
    [
        new("10", 630, [Paid(90, 150), Meal(270, 330), Paid(435, 495)]),
        new("8", 510, [Paid(90, 150), Meal(210, 270), Paid(360, 420)]),
        new("6", 360, [Paid(120, 210)]),
    ];

    /// <summary>Four hours with one paid break, for days that are too short for eight hours.</summary>
    public static ShiftTemplate Short { get; } = new("4", 240, [Paid(90, 120)]);

    public int PaidMinutes => PresenceMinutes - Breaks.Where(window => !window.Paid).Sum(window => window.Minutes);

    /// <summary>A shift as long as a day that is open for less than the shortest template, without a break.</summary>
    public static ShiftTemplate WholeDay(int minutes) => new($"{minutes / 60.0:0.##}".Replace(',', '.'), minutes, []);

    private static BreakWindow Paid(int earliest, int latest) => new() { EarliestMinutes = earliest, LatestMinutes = latest, Minutes = 15, StepMinutes = 30, Paid = true };

    private static BreakWindow Meal(int earliest, int latest) => new() { EarliestMinutes = earliest, LatestMinutes = latest, Minutes = 30, StepMinutes = 30 };
}
