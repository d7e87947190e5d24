using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.OvertimeCost;

/// <content>Options with overtime cost everybody its value.</content>
public sealed partial record OvertimeCostRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var calendar = new WorkCalendar(compiler.Problem);
        List<(Option Option, long Value)> valued = [];
        foreach (Option option in compiler.HorizonOptions().Where(o => o.OvertimeMinutes > 0))
        {
            int percent = calendar.IsPublicHoliday(option.Date) ? PublicHolidayPercent : calendar.IsWorkday(option.Date) ? WorkdayPercent : RestDayPercent;
            valued.Add((option, (((long)option.OvertimeMinutes * percent) + 99) / 100));
        }

        foreach (int employee in compiler.EmployeesInScope)
        {
            foreach ((Option option, long value) in valued)
            {
                compiler.OptionCost(employee, option, value);
            }
        }
    }
}
