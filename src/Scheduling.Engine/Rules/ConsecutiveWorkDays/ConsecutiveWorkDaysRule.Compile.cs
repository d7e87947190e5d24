using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ConsecutiveWorkDays;

/// <content>Run lengths over the class of work.</content>
public sealed partial record ConsecutiveWorkDaysRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int work = compiler.Class(o => o.IsWork);
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.RunLength(employee, work, MinimumDays, MaximumDays);
        }
    }
}
