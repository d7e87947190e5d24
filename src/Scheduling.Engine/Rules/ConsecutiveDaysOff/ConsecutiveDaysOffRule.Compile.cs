using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ConsecutiveDaysOff;

/// <content>Run lengths over the class of off options.</content>
public sealed partial record ConsecutiveDaysOffRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int off = compiler.Class(o => o.IsOff);
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.RunLength(employee, off, MinimumDays, MaximumDays ?? int.MaxValue);
        }
    }
}
