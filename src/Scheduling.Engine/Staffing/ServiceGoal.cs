using static Scheduling.Engine.Staffing.StaffingArguments;

namespace Scheduling.Engine.Staffing;

/// <summary>
/// What a queue promises its customers: at least <see cref="Share"/> of all contacts are answered within
/// <see cref="WithinSeconds"/>. The default, 80 % within 15 s, is the usual reading of "within three rings".
/// </summary>
public sealed record ServiceGoal
{
    /// <summary>80 % within 15 seconds.</summary>
    public static ServiceGoal ThreeRings { get; } = new();

    /// <summary>Creates a goal.</summary>
    /// <param name="share">Share of contacts, above 0 and at most 0.9999. Default 0.80.</param>
    /// <param name="withinSeconds">Longest acceptable wait in seconds, 0 to 86400. Default 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public ServiceGoal(double share = 0.80, int withinSeconds = 15)
    {
        if (!(share > 0 && share <= 0.9999))
        {
            throw OutOfRange(nameof(share), share, $"Share of the service goal is {Text(share)}; it must be above 0 and at most 0.9999 (80 % is 0.8).");
        }

        if (withinSeconds is < 0 or > 86400)
        {
            throw OutOfRange(nameof(withinSeconds), withinSeconds, $"Time limit of the service goal is {withinSeconds} s; it must be 0 to 86400.");
        }

        Share = share;
        WithinSeconds = withinSeconds;
    }

    /// <summary>Smallest share of contacts to be answered in time (0.8 means 80 %).</summary>
    public double Share { get; }

    /// <summary>Longest wait that counts as in time, in seconds.</summary>
    public int WithinSeconds { get; }
}
