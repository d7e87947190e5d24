using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.StandbyRest;

/// <content>Pairs of options up to three days apart, as in the rule of minimum rest, of which one at least is standby.</content>
public sealed partial record StandbyRestRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        for (int gap = 1; gap <= 3; gap++)
        {
            SuccessionTable table = compiler.SuccessionTable(gap, before => Key(before, before.End), after => Key(after, after.Start), Missing);
            foreach (int employee in compiler.EmployeesInScope)
            {
                compiler.Succession(employee, table);
            }
        }
    }

    private static int Key(Option option, int minute) => option.IsOff ? -1 : (2 * minute) + (option.IsStandby ? 1 : 0);

    private long Missing(Option before, Option after)
    {
        if (before.IsOff || after.IsOff || !(before.IsStandby || after.IsStandby))
        {
            return 0;
        }

        int required = Math.Max(before.IsStandby ? RestAfterMinutes : 0, after.IsStandby ? RestBeforeMinutes : 0);
        return Math.Max(0, required - (after.Start - before.End));
    }
}
