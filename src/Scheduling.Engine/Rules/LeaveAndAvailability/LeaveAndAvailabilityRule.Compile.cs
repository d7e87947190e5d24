using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.LeaveAndAvailability;

/// <content>Each employee's closed stretches of the timeline, merged; an option costs the minutes it shares with them.</content>
public sealed partial record LeaveAndAvailabilityRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        ILookup<string, Leave> leave = compiler.Problem.Leave.ToLookup(l => l.Employee);
        int lastMinute = compiler.Options.Max(o => o.End);
        foreach (int index in compiler.EmployeesInScope)
        {
            Employee employee = compiler.Problem.Employees[index];
            List<(int Start, int End)> closed = CountsLeave ? [.. leave[employee.Id].SelectMany(l => OnLeave(timeline, l, lastMinute))] : [];
            if (CountsAvailability && employee.Availability.Count > 0)
            {
                closed.AddRange(Unavailable(timeline, employee.Availability, lastMinute));
            }

            closed = Merge(closed);
            bool datesMatter = CountsEmployment && (employee.EmployedFrom is not null || employee.EmployedUntil is not null);
            if (closed.Count == 0 && !datesMatter)
            {
                continue;
            }

            foreach (Option option in compiler.HorizonOptions().Where(o => !o.IsOff))
            {
                bool employed = !datesMatter || !(option.Date < employee.EmployedFrom || option.Date > employee.EmployedUntil);
                compiler.OptionCost(index, option, employed ? closed.Sum(c => option.Overlap(c.Start, c.End)) : option.Overlap(option.Start, option.End));
            }
        }
    }

    private static IEnumerable<(int Start, int End)> OnLeave(Timeline timeline, Leave leave, int lastMinute)
    {
        for (LocalDate date = LocalDate.Max(leave.From, timeline.First); date <= leave.Until; date = date.PlusDays(1))
        {
            int midnight = timeline.StartMinute(date.AtMidnight());
            if (midnight >= lastMinute)
            {
                yield break;
            }

            int noon = timeline.StartMinute(date + LocalTime.Noon);
            yield return (
                leave.Part == LeavePart.Afternoon ? noon : midnight,
                leave.Part == LeavePart.Morning ? noon : timeline.StartMinute(date.PlusDays(1).AtMidnight()));
        }
    }

    /// <summary>What the windows leave open between minute 0 and the last one, turned round.</summary>
    private static List<(int Start, int End)> Unavailable(Timeline timeline, IReadOnlyList<WeeklyWindow> windows, int lastMinute)
    {
        List<(int Start, int End)> open = [];
        for (LocalDate date = timeline.First.PlusDays(-1); timeline.StartMinute(date.AtMidnight()) < lastMinute; date = date.PlusDays(1))
        {
            foreach (WeeklyWindow window in windows.Where(w => w.Day is null || w.Day == date.DayOfWeek))
            {
                open.Add((timeline.StartMinute(date + window.From), timeline.EndMinute(date.PlusDays(window.To <= window.From ? 1 : 0) + window.To)));
            }
        }

        List<(int Start, int End)> closed = [];
        int clock = 0;
        foreach ((int start, int end) in Merge(open))
        {
            if (start > clock)
            {
                closed.Add((clock, start));
            }

            clock = Math.Max(clock, end);
        }

        if (clock < lastMinute)
        {
            closed.Add((clock, lastMinute));
        }

        return closed;
    }

    private static List<(int Start, int End)> Merge(List<(int Start, int End)> stretches)
    {
        List<(int Start, int End)> merged = [];
        foreach ((int start, int end) in stretches.Where(s => s.Start < s.End).Order())
        {
            if (merged.Count > 0 && start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, end));
            }
            else
            {
                merged.Add((start, end));
            }
        }

        return merged;
    }
}
