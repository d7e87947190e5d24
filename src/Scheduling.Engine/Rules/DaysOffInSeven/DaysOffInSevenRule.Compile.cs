using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.DaysOffInSeven;

/// <content>One Total per window: its days less the blocks of calendar days touched by a duty.</content>
public sealed partial record DaysOffInSevenRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        int firstWindow = Math.Max(0, timeline.HorizonStart - WindowDays + 1);

        // What is not known yet is free but for the first day, into which the last duty may reach; windows with enough of such days ask nothing.
        int lastWindow = Math.Min(timeline.HorizonEnd - 1, timeline.Days - WindowDays + MinimumDaysOff);
        if (lastWindow < firstWindow)
        {
            return;
        }

        // Duties of any day that reach into the calendar day; the same for every employee.
        int lastDay = Math.Min(timeline.Days, lastWindow + WindowDays - 1);
        int[] touching = [.. Enumerable.Range(firstWindow, lastDay - firstWindow + 1).Select(day => Touching(compiler, day))];
        foreach (int employee in compiler.EmployeesInScope)
        {
            int[] blocks = [.. touching.Select(@class => compiler.Block(employee, @class))];
            for (int first = firstWindow; first <= lastWindow; first++)
            {
                int last = Math.Min(lastDay, first + WindowDays - 1);
                compiler.Total(
                    new TotalExpression
                    {
                        Employee = employee,
                        Measure = -1,
                        FirstDay = first,
                        LastDay = Math.Min(last, timeline.Days - 1),
                        Constant = WindowDays,
                        Blocks = blocks[(first - firstWindow)..(last - firstWindow + 1)],
                        BlockWeight = -1,
                    },
                    compiler.Below(MinimumDaysOff));
            }
        }
    }

    private int Touching(RuleCompiler compiler, int day)
    {
        int start = compiler.Timeline.DayStart(day);
        int end = compiler.Timeline.DayStart(day + 1);
        return compiler.Class(o => (!CountsDayAfterNight || o.Day == day) && o.Start < end && o.End > start && o.Overlap(start, end) > 0);
    }
}
