using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.LongestDay;

/// <content>Options that are too long cost everybody the same.</content>
public sealed partial record LongestDayRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        List<Option> tooLong = [.. compiler.HorizonOptions().Where(o => o.PaidMinutes > MaximumMinutes)];
        foreach (int employee in compiler.EmployeesInScope)
        {
            foreach (Option option in tooLong)
            {
                compiler.OptionCost(employee, option, option.PaidMinutes - MaximumMinutes);
            }
        }
    }
}
