using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Bounding;

/// <summary>
/// How far one step moves each price against the others. A price acts through what one option gives to its row, so it is scaled by that; and the price of a total acts on all days of
/// it at once, so it moves less the more days it has.
/// </summary>
internal static class PriceScale
{
    public static double[] Of(RosterModel model, EmployeeNetworks networks, DualFunction dual)
    {
        double[] scale = new double[dual.Slots];
        int[] typical = CoverPrices.MostOfOneOption(model);
        for (int slot = 0; slot < dual.FirstTotal; slot++)
        {
            double weight = Math.Max(1.0, typical[dual.CoverSlots.RowOf(slot)]);
            scale[slot] = 1 / (weight * weight);
        }

        foreach (EmployeeNetwork network in networks.Of)
        {
            foreach (PricedTotal total in network.Totals)
            {
                TotalExpression e = total.Expression;
                double weight = Weight(model, e);
                int parts = e.Blocks.Length + (e.Measure < 0 ? 0 : e.LastDay - e.FirstDay + 1);
                scale[dual.FirstTotal + total.Slot] = 1 / (weight * weight * Math.Max(1, 0.3 * parts));
            }
        }

        return scale;
    }

    /// <summary>How much one option, or one block, gives to a total at most; at least 1.</summary>
    public static double Weight(RosterModel model, TotalExpression total) =>
        Math.Max(1, Math.Abs(total.Scale) * Math.Max(total.Blocks.Length > 0 ? total.BlockWeight : 0, total.Measure < 0 ? 0 : Typical(model, total)));

    private static double Typical(RosterModel model, TotalExpression expression)
    {
        int[] measure = model.Measures[expression.Measure];
        double most = 0;
        for (int option = model.DayOffsets[expression.FirstDay]; option < model.DayOffsets[expression.LastDay + 1]; option++)
        {
            most = Math.Max(most, Math.Abs(measure[option]));
        }

        return most;
    }
}
