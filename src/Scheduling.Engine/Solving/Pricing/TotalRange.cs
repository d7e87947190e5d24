using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>Between which values a total can be, each day and each block for itself.</summary>
internal static class TotalRange
{
    /// <param name="usable">For each option of the timeline whether it may be chosen; each day has one.</param>
    public static (long Least, long Most) Of(RosterModel model, TotalExpression expression, bool[] usable)
    {
        long least = 0;
        long most = 0;
        if (expression.Measure >= 0)
        {
            int[] measure = model.Measures[expression.Measure];
            for (int day = expression.FirstDay; day <= expression.LastDay; day++)
            {
                (int low, int high) = (int.MaxValue, int.MinValue);
                for (int option = model.DayOffsets[day]; option < model.DayOffsets[day + 1]; option++)
                {
                    if (usable[option])
                    {
                        (low, high) = (Math.Min(low, measure[option]), Math.Max(high, measure[option]));
                    }
                }

                least += low;
                most += high;
            }
        }

        foreach (int block in expression.Blocks)
        {
            bool[] @class = model.Classes[model.Blocks[block].Class];
            (int first, int last) = BlockPart.DaysOf(model, @class);
            bool must = false;
            bool may = false;
            for (int day = first; day <= last; day++)
            {
                bool all = true;
                for (int option = model.DayOffsets[day]; option < model.DayOffsets[day + 1]; option++)
                {
                    may |= usable[option] && @class[option];
                    all &= !usable[option] || @class[option];
                }

                must |= all;
            }

            least += must == may || expression.BlockWeight < 0 ? (may ? expression.BlockWeight : 0) : 0;
            most += must == may || expression.BlockWeight > 0 ? (may ? expression.BlockWeight : 0) : 0;
        }

        return expression.Scale >= 0
            ? (expression.Constant + (expression.Scale * least), expression.Constant + (expression.Scale * most))
            : (expression.Constant + (expression.Scale * most), expression.Constant + (expression.Scale * least));
    }
}
