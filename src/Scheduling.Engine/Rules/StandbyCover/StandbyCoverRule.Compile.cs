using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.StandbyCover;

/// <content>One Cover of one row per demand.</content>
public sealed partial record StandbyCoverRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var certified = new CertifiedGroups(compiler);
        foreach (StandbyDemand demand in compiler.Problem.Demand.Standby)
        {
            int day = compiler.Timeline.DayOf(demand.Date);
            if (!compiler.Timeline.IsInHorizon(day))
            {
                continue;
            }

            var row = new CoverRowBuilder(demand.Required);
            foreach (Option option in compiler.OptionsOf(day).Where(o => o.IsStandby && (demand.Post is null || o.Post == demand.Post)))
            {
                row.Add(certified.Of(option), option, 1);
            }

            compiler.Cover([row], [compiler.Above(0)]);
        }
    }
}
