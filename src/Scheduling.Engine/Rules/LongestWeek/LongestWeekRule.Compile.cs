using NodaTime;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.LongestWeek;

/// <content>A total of paid minutes for each week that touches the horizon, cut to the known days.</content>
public sealed partial record LongestWeekRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        int paidMinutes = compiler.Measure(o => CountsOvertime ? o.PaidMinutes : o.PaidMinutes - o.OvertimeMinutes);
        IsoDayOfWeek firstWeekday = timeline.DateOf(timeline.HorizonStart).DayOfWeek;
        int week = timeline.HorizonStart - ((7 + (int)firstWeekday - (int)compiler.Problem.Horizon.WeekStart) % 7);
        LeaveCredits? leave = CountsLeave ? new LeaveCredits(compiler) : null;
        for (; week < timeline.HorizonEnd; week += 7)
        {
            int firstDay = Math.Max(0, week);
            int lastDay = Math.Min(timeline.Days, week + 7) - 1;
            foreach (int employee in compiler.EmployeesInScope)
            {
                compiler.Total(
                    new TotalExpression
                    {
                        Employee = employee,
                        Measure = paidMinutes,
                        FirstDay = firstDay,
                        LastDay = lastDay,
                        Constant = leave?.Between(employee, firstDay, lastDay) ?? 0,
                    },
                    compiler.Above(MaximumMinutes));
            }
        }
    }
}
