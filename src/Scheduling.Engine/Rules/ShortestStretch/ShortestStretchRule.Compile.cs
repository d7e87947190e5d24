using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ShortestStretch;

/// <content>A least stretch for each employee.</content>
public sealed partial record ShortestStretchRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        foreach (int employee in compiler.EmployeesInScope)
        {
            compiler.Stretch(employee, MinimumMinutes);
        }
    }
}
