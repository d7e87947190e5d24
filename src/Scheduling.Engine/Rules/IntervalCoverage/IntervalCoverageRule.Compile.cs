using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.IntervalCoverage;

/// <content>One Cover per post and interval, with a row per subset of demands.</content>
public sealed partial record IntervalCoverageRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        List<Hinge> surplus = Surplus.IsOff ? [] : [compiler.Above(0, Surplus)];
        for (int agents = 1; agents < compiler.Employees && SurplusGrowth > 0 && !Surplus.IsOff; agents++)
        {
            surplus.Add(compiler.Above(agents * (long)compiler.Problem.Horizon.IntervalMinutes, Surplus, SurplusGrowth));
        }

        foreach (PooledInterval interval in PooledRows.Of(compiler, d => d.Required, withNothingRequired: !Surplus.IsOff))
        {
            long required = interval.RequiredMinutes;
            List<Hinge> shortage = [compiler.Above(0)];
            if (!Beyond.IsOff)
            {
                shortage.Add(compiler.Above(required * TolerancePercent / 100, Beyond));
            }

            compiler.Cover(interval.Rows, shortage, required + (required * SurplusTolerancePercent / 100), surplus);
        }
    }
}
