using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ConsecutiveNights;

/// <content>Run lengths over the class of nights.</content>
public sealed partial record ConsecutiveNightsRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int nights = compiler.Class(o => o.IsNight);
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.RunLength(employee, nights, MinimumNights, MaximumNights);
        }
    }
}
