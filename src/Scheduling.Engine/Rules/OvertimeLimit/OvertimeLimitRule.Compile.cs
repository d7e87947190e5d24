using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.OvertimeLimit;

/// <content>Options with too much overtime cost everybody the same; a total of overtime for each week and month that touches the horizon.</content>
public sealed partial record OvertimeLimitRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        int[] scope = [.. compiler.EmployeesInScope];
        foreach (Option option in compiler.HorizonOptions().Where(o => o.OvertimeMinutes > MaximumMinutesPerDay))
        {
            foreach (int employee in scope)
            {
                compiler.OptionCost(employee, option, option.OvertimeMinutes - MaximumMinutesPerDay);
            }
        }

        Horizon horizon = compiler.Problem.Horizon;
        int overtime = compiler.Measure(o => o.OvertimeMinutes);
        if (MaximumMinutesPerWeek is { } mostPerWeek)
        {
            int intoWeek = (7 + (int)horizon.Start.DayOfWeek - (int)horizon.WeekStart) % 7;
            for (LocalDate week = horizon.Start.PlusDays(-intoWeek); week <= horizon.End(); week = week.PlusDays(7))
            {
                AddPeriod(compiler, scope, overtime, week, week.PlusDays(6), mostPerWeek);
            }
        }

        for (LocalDate month = horizon.Start.PlusDays(1 - horizon.Start.Day); month <= horizon.End(); month = month.PlusMonths(1))
        {
            AddPeriod(compiler, scope, overtime, month, month.PlusMonths(1).PlusDays(-1), MaximumMinutesPerMonth);
        }
    }

    private void AddPeriod(RuleCompiler compiler, int[] scope, int overtime, LocalDate first, LocalDate last, int maximum)
    {
        List<Hinge> hinges = [compiler.Above(maximum)];
        if (!Warning.IsOff)
        {
            hinges.Add(compiler.Above(maximum * WarningPercent / 100, Warning));
        }

        foreach (int employee in scope)
        {
            long earlier = 0;
            foreach (EarlierWork work in compiler.Problem.Employees[employee].EarlierWork)
            {
                if (first <= work.From && work.Until <= last)
                {
                    earlier += work.OvertimeMinutes;
                }
            }

            compiler.Total(
                new TotalExpression
                {
                    Employee = employee,
                    Measure = overtime,
                    FirstDay = Math.Max(0, compiler.Timeline.DayOf(first)),
                    LastDay = Math.Min(compiler.Timeline.Days - 1, compiler.Timeline.DayOf(last)),
                    Constant = earlier,
                },
                [.. hinges]);
        }
    }
}
