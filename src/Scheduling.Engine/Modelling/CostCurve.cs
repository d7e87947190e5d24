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
    internal CostCurve(Hinge[] hinges) => Hinges = hinges;

    /// <summary>The hinges.</summary>
    public Hinge[] Hinges { get; }

    /// <summary>Adds sign × the cost of a value to a cost vector.</summary>
    public void AddTo(Span<long> costs, long value, int sign = 1)
    {
        foreach (Hinge hinge in Hinges)
        {
            costs[hinge.Level] += sign * hinge.Weight * hinge.Excess(value);
        }
    }
}
