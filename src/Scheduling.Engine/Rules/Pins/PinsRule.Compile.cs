using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.Pins;

/// <content>Every other option of a pinned cell costs 1.</content>
public sealed partial record PinsRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        foreach (Pin pin in compiler.Problem.Pins)
        {
            int employee = compiler.EmployeeIndex(pin.Employee);
            int day = compiler.Timeline.DayOf(pin.Date);
            if (!inScope.Contains(employee) || !compiler.Timeline.IsInHorizon(day))
            {
                continue;
            }

            foreach (Option option in compiler.OptionsOf(day))
            {
                bool asPinned = pin.ShiftType is null
                    ? option.IsOff
                    : option.ShiftType?.Id == pin.ShiftType && option.StartTime == (pin.Start ?? option.StartTime) && option.Post == (pin.Post ?? option.Post);
                compiler.OptionCost(employee, option, asPinned ? 0 : 1);
            }
        }
    }
}
