namespace Scheduling.Engine.Modelling;

/// <summary>A cost that begins at a threshold: weight for every unit above it, or below it.</summary>
/// <param name="Level">Level it costs on; level 0 is forbidden unless the solver relaxes hard rules.</param>
/// <param name="IsAbove">True: units above the threshold cost; false: units below it.</param>
/// <param name="Threshold">Where the cost begins.</param>
/// <param name="Weight">Cost per unit, positive.</param>
public readonly record struct Hinge(int Level, bool IsAbove, long Threshold, long Weight)
{
    /// <summary>Units beyond the threshold.</summary>
    public long Excess(long value) => Math.Max(0, IsAbove ? value - Threshold : Threshold - value);
}

/// <summary>A convex piecewise-linear cost of an integer: a sum of hinges, each on its level.</summary>
public sealed class CostCurve
{
    private readonly Hinge[] _above;
    private readonly Hinge[] _below;

    internal CostCurve(Hinge[] hinges)
    {
        Hinges = hinges;
        _above = [.. hinges.Where(h => h.IsAbove).OrderBy(h => h.Threshold)];
        _below = [.. hinges.Where(h => !h.IsAbove).OrderByDescending(h => h.Threshold)];
    }

    /// <summary>The hinges.</summary>
    public Hinge[] Hinges { get; }

    /// <summary>Adds sign × the cost of a value to a cost vector.</summary>
    public void AddTo(Span<long> costs, long value, int sign = 1)
    {
        // A curve may have many hinges; only those that the value is beyond are looked at.
        foreach (Hinge hinge in _above)
        {
            if (value <= hinge.Threshold)
            {
                break;
            }

            costs[hinge.Level] += sign * hinge.Weight * (value - hinge.Threshold);
        }

        foreach (Hinge hinge in _below)
        {
            if (value >= hinge.Threshold)
            {
                break;
            }

            costs[hinge.Level] += sign * hinge.Weight * (hinge.Threshold - value);
        }
    }
}
