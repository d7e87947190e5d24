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
        int lastWindow = Math.Min(timeline.HorizonEnd - 1, timeline.Days - WindowDays);
        if (lastWindow < firstWindow)
        {
            return;
        }

        // Duties of any day that reach into the calendar day; the same for every employee.
        int[] touching = [.. Enumerable.Range(firstWindow, lastWindow - firstWindow + WindowDays).Select(day => Touching(compiler, day))];
        foreach (int employee in compiler.EmployeesInScope)
        {
            int[] blocks = [.. touching.Select(@class => compiler.Block(employee, @class))];
            for (int first = firstWindow; first <= lastWindow; first++)
            {
                compiler.Total(
                    new TotalExpression
                    {
                        Employee = employee,
                        Measure = -1,
                        FirstDay = first,
                        LastDay = first + WindowDays - 1,
                        Constant = WindowDays,
                        Blocks = blocks[(first - firstWindow)..(first - firstWindow + WindowDays)],
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
