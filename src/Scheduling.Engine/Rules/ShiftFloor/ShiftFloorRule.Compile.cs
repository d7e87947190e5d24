using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ShiftFloor;

/// <content>One Cover of one row per demand that has a floor.</content>
public sealed partial record ShiftFloorRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var certified = new CertifiedGroups(compiler);
        foreach (ShiftDemand demand in compiler.Problem.Demand.Shifts.Where(d => d.Minimum > 0 && compiler.Problem.Horizon.Contains(d.Date)))
        {
            var row = new CoverRowBuilder(demand.Minimum!.Value);
            foreach (Option option in compiler.OptionsOf(compiler.Timeline.DayOf(demand.Date)))
            {
                if (option.ShiftType?.Id == demand.ShiftType && (demand.Post is null || demand.Post == option.Post))
                {
                    row.Add(certified.Of(option), option, 1);
                }
            }

            compiler.Cover([row], [compiler.Above(0)]);
        }
    }
}
