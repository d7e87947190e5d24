using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.OperatingPeriod;

/// <content>An option costs the minutes that its parts have outside the period.</content>
public sealed partial record OperatingPeriodRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int from = From is { } begins ? compiler.Timeline.StartMinute(begins) : int.MinValue;
        int until = Until is { } ends ? compiler.Timeline.EndMinute(ends) : int.MaxValue;
        List<(Option Option, int Outside)> outside = [.. compiler.HorizonOptions()
            .Select(o => (o, o.Segments.Sum(s => s.End - s.Start - s.Overlap(from, until))))
            .Where(o => o.Item2 > 0)];
        foreach (int employee in compiler.EmployeesInScope)
        {
            foreach ((Option option, int minutes) in outside)
            {
                compiler.OptionCost(employee, option, minutes);
            }
        }
    }
}
