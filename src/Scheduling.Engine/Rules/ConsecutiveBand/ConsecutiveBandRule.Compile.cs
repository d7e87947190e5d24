using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ConsecutiveBand;

/// <content>Run lengths over one class per band.</content>
public sealed partial record ConsecutiveBandRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        // A band no shift type has makes an empty class, whose runs never end wrong: it needs no term.
        int[] classes = [.. compiler.Problem.Bands
            .Where(b => IsMeant(b.Id) && compiler.Problem.ShiftTypes.Any(s => s.Band == b.Id))
            .Select(b => compiler.Class(o => o.IsWork && o.Band!.Id == b.Id))];
        foreach (int employee in compiler.EmployeesInScope)
        {
            foreach (int band in classes)
            {
                compiler.RunLength(employee, band, MinimumDays, MaximumDays);
            }
        }
    }
}
