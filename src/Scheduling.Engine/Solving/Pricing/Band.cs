using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.CpSat;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>
/// One total of an employee, usually of minutes, that is carried as a dimension of every node: constant + scale × unit × units so far. Needs a measure that
/// is never negative and no blocks.
/// </summary>
internal sealed class Band
{
    private readonly int[] _measure;
    private readonly TotalExpression _expression;
    private readonly CostCurve _curve;
    private readonly int _unit;

    private Band(RosterModel model, TotalExpression expression, CostCurve curve, int unit)
    {
        (_measure, _expression, _curve, _unit) = (model.Measures[expression.Measure], expression, curve, unit);
        Key = $"band {unit} {expression.Measure} {expression.FirstDay} {expression.LastDay} {expression.Constant} {expression.Scale} {string.Join(',', curve.Hinges)}";
        (Least, Most) = (0, int.MaxValue);
        foreach (Hinge hinge in curve.Hinges.Where(h => h.Level == 0))
        {
            // Units with which value stays on the right side of the threshold; scale is positive.
            long step = expression.Scale * unit;
            long room = hinge.Threshold - expression.Constant;
            if (hinge.IsAbove)
            {
                Most = (int)Math.Min(Most, Math.Floor((double)room / step));
            }
            else
            {
                Least = (int)Math.Max(Least, Math.Ceiling((double)room / step));
            }
        }
    }

    /// <summary>Equal for bands that behave alike.</summary>
    public string Key { get; }

    /// <summary>Least units at the end that hard rules allow.</summary>
    public int Least { get; }

    /// <summary>Most units at the end that hard rules allow.</summary>
    public int Most { get; }

    /// <summary>The total as a band, if it can be one.</summary>
    public static Band? TryCreate(RosterModel model, TotalExpression expression, CostCurve curve, bool[] usable)
    {
        if (expression.Measure < 0 || expression.Blocks.Length > 0 || expression.Scale <= 0)
        {
            return null;
        }

        int[] measure = model.Measures[expression.Measure];
        long unit = 0;
        for (int option = model.DayOffsets[expression.FirstDay]; option < model.DayOffsets[expression.LastDay + 1]; option++)
        {
            if (usable[option])
            {
                if (measure[option] < 0)
                {
                    return null;
                }

                unit = LinearTerms.Gcd(unit, measure[option]);
            }
        }

        return unit == 0 ? null : new Band(model, expression, curve, (int)unit);
    }

    /// <summary>Units of an option.</summary>
    public int UnitsOf(int day, int option) => day >= _expression.FirstDay && day <= _expression.LastDay ? _measure[option] / _unit : 0;

    /// <summary>Adds what ending with so many units costs per level.</summary>
    public void AddCost(Span<long> levels, int units) => _curve.AddTo(levels, _expression.Constant + (_expression.Scale * _unit * units));
}

/// <summary>Finds which units a band can have before each day.</summary>
internal static class BandReach
{
    /// <summary>Fills the network's ranges; false when no end is legal.</summary>
    public static bool TryFill(DayNetwork network, Band band)
    {
        int days = network.Days;
        (int[] Least, int[] Most)[] toCome = new (int[], int[])[days + 1];
        int ends = network.NodeStart[days + 1] - network.NodeStart[days];
        toCome[days] = (new int[ends], new int[ends]);
        for (int day = days - 1; day >= 0; day--)
        {
            int first = network.NodeStart[day];
            int nodes = network.NodeStart[day + 1] - first;
            (int[] least, int[] most) = toCome[day] = (new int[nodes], new int[nodes]);
            for (int node = 0; node < nodes; node++)
            {
                (least[node], most[node]) = (int.MaxValue, int.MinValue);
                for (int arc = network.ArcStart[first + node]; arc < network.ArcStart[first + node + 1]; arc++)
                {
                    int target = network.ArcTarget[arc] - network.NodeStart[day + 1];
                    int label = network.LabelStart[day] + network.ArcLabel[arc];
                    for (int choice = network.LabelChoices[label]; choice < network.LabelChoices[label + 1]; choice++)
                    {
                        least[node] = Math.Min(least[node], network.ChoiceUnits[choice] + toCome[day + 1].Least[target]);
                        most[node] = Math.Max(most[node], network.ChoiceUnits[choice] + toCome[day + 1].Most[target]);
                    }
                }
            }
        }

        int[] soFarMost = new int[days + 1];
        int[] soFarLeast = new int[days + 1];
        for (int day = 0; day < days; day++)
        {
            ReadOnlySpan<int> units = network.ChoiceUnits.AsSpan(network.ChoiceStart[day]..network.ChoiceStart[day + 1]);
            (int least, int most) = (int.MaxValue, 0);
            foreach (int value in units)
            {
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            }

            soFarLeast[day + 1] = soFarLeast[day] + least;
            soFarMost[day + 1] = soFarMost[day] + most;
        }

        for (int day = 0; day <= days; day++)
        {
            int need = Math.Max(soFarLeast[day], band.Least - toCome[day].Most.Max());
            long may = Math.Min(soFarMost[day], (long)band.Most - toCome[day].Least.Min());
            if (may < need)
            {
                return false;
            }

            network.BandRange[day] = (need, (int)may);
        }

        return true;
    }
}
