using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.IntervalCoverage;

namespace Scheduling.Engine.Rules.CoverageFloor;

/// <content>One Cover per post and interval that has a floor.</content>
public sealed partial record CoverageFloorRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        foreach (PooledInterval interval in PooledRows.Of(compiler, d => d.Minimum, withNothingRequired: false))
        {
            compiler.Cover(interval.Rows, [compiler.Above(0)]);
        }
    }
}
