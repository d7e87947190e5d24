using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.LabourCost;

/// <content>One Cover row to which everybody gives what the option costs under the contract; its surplus over nothing is the cost.</content>
public sealed partial record LabourCostRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        var calendar = new WorkCalendar(compiler.Problem);
        var row = new CoverRowBuilder(0);
        HashSet<int> scope = [.. compiler.EmployeesInScope];
        foreach (Contract contract in compiler.Problem.Contracts.Where(c => c.PayPerHour > 0 || c.NightAllowance > 0))
        {
            int group = compiler.Group(e => scope.Contains(e) && compiler.Problem.Employees[e].Contract == contract.Id);
            foreach (Option option in compiler.HorizonOptions().Where(o => !o.IsOff))
            {
                row.Add(group, option, Units(calendar, contract, option));
            }
        }

        List<Hinge> surplus = [compiler.Above(Budget ?? 0)];
        if (!EveryUnit.IsOff)
        {
            surplus.Add(compiler.Above(0, EveryUnit));
        }

        compiler.Cover([row], [], 0, surplus);
    }

    /// <summary>Pay in units, rounded half up from hundredths of percent of minutes.</summary>
    private int Units(WorkCalendar calendar, Contract contract, Option option)
    {
        long worth = calendar.IsPublicHoliday(option.Date)
            ? (long)option.PaidMinutes * PublicHolidayPercent
            : ((long)(option.PaidMinutes - option.OvertimeMinutes) * 100) + ((long)option.OvertimeMinutes * (calendar.IsWorkday(option.Date) ? WorkdayPercent : RestDayPercent));
        long allowance = option.IsNight ? contract.NightAllowance : 0;

        // worth is in minutes × percent; 6000 of them are an hour.
        long numerator = (worth * contract.PayPerHour) + (allowance * 6000);
        long denominator = 6000L * HundredthsPerUnit;
        return (int)(((2 * numerator) + denominator) / (2 * denominator));
    }
}
