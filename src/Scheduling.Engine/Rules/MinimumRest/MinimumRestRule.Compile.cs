using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.MinimumRest;

/// <content>Pairs of options one day apart, and for duties of up to 24 hours two days apart, or three when a short day lies between.</content>
public sealed partial record MinimumRestRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        for (int gap = 1; gap <= 3; gap++)
        {
            SuccessionTable table = compiler.SuccessionTable(
                gap,
                before => before.IsOff ? -1 : before.End,
                after => after.IsOff ? -1 : after.Start,
                (before, after) => before.IsOff || after.IsOff ? 0 : Math.Max(0, RestMinutes - (after.Start - before.End)));
            foreach (int employee in compiler.EmployeesInScope)
            {
                compiler.Succession(employee, table);
            }
        }
    }
}
