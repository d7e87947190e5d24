using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ShiftCoverage;

/// <content>One Cover of one row per demand.</content>
public sealed partial record ShiftCoverageRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var certified = new CertifiedGroups(compiler);
        foreach (ShiftDemand demand in compiler.Problem.Demand.Shifts.Where(d => compiler.Problem.Horizon.Contains(d.Date)))
        {
            var row = new CoverRowBuilder(demand.Required);
            foreach (Option option in compiler.OptionsOf(compiler.Timeline.DayOf(demand.Date)))
            {
                if (option.ShiftType?.Id == demand.ShiftType && (demand.Post is null || demand.Post == option.Post))
                {
                    row.Add(certified.Of(option), option, 1);
                }
            }

            List<Hinge> surplus = demand.Maximum is null || Surplus.IsOff ? [] : [compiler.Above(0, Surplus, demand.SurplusFactor ?? 1)];
            compiler.Cover([row], [compiler.Above(0, weightFactor: demand.ShortFactor ?? 1)], demand.Maximum ?? long.MaxValue, surplus);
        }
    }
}
