using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ContractMinutes;

/// <content>A total of paid minutes without overtime for each period, over its known and employed days.</content>
public sealed partial record ContractMinutesRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        Dictionary<string, Contract> contracts = compiler.Problem.Contracts.ToDictionary(c => c.Id);
        var leave = new LeaveCredits(compiler);
        var calendar = new WorkCalendar(compiler.Problem);
        int paidMinutes = compiler.Measure(o => o.PaidMinutes - o.OvertimeMinutes);
        foreach (int index in compiler.EmployeesInScope)
        {
            Employee employee = compiler.Problem.Employees[index];
            Contract contract = contracts[employee.Contract];
            int employedFrom = employee.EmployedFrom is { } from ? timeline.DayOf(from) : 0;
            int employedUntil = employee.EmployedUntil is { } until ? timeline.DayOf(until) : timeline.Days;
            foreach ((int start, int end) in Periods(timeline, compiler.Problem.Horizon.WeekStart))
            {
                int firstDay = Math.Max(start, employedFrom);
                int lastDay = Math.Min(end - 1, employedUntil);
                bool touchesHorizon = Math.Max(firstDay, timeline.HorizonStart) <= Math.Min(lastDay, timeline.HorizonEnd - 1);
                if (!touchesHorizon)
                {
                    continue;
                }

                // Asked for are so many parts of a week, each a seventh or, by workdays, a fifth.
                long week = FollowsCalendar ? 5 : 7;
                long asked = FollowsCalendar ? calendar.Workdays(timeline.DateOf(firstDay), timeline.DateOf(lastDay)) : lastDay - firstDay + 1;
                long all = MinimumMinutes is null && MaximumMinutes is null ? 0
                    : FollowsCalendar ? calendar.Workdays(timeline.DateOf(start), timeline.DateOf(end - 1)) : end - start;
                List<Hinge> hinges = [];
                if (MinimumMinutes is { } ofHorizon)
                {
                    hinges.Add(compiler.Below(asked == all ? ofHorizon : ofHorizon * asked / all));
                }
                else if (contract.MinimumMinutesPerWeek > 0)
                {
                    hinges.Add(compiler.Below(contract.MinimumMinutesPerWeek * asked / week));
                }

                if (MaximumMinutes is { } atMost)
                {
                    hinges.Add(compiler.Above(asked == all ? atMost : ((atMost * asked) + all - 1) / all));
                }
                else if (contract.MaximumMinutesPerWeek is { } maximum)
                {
                    long allowed = Period == ContractPeriod.Horizon ? asked
                        : FollowsCalendar ? WorkdaysOfWeek(calendar, timeline, compiler.Problem.Horizon.WeekStart, firstDay) : week;
                    hinges.Add(compiler.Above(((maximum * allowed) + week - 1) / week));
                }

                if (hinges.Count > 0)
                {
                    var minutes = new TotalExpression { Employee = index, Measure = paidMinutes, FirstDay = firstDay, LastDay = lastDay, Constant = leave.Between(index, firstDay, lastDay) };
                    compiler.Total(minutes, [.. hinges]);
                }
            }
        }
    }

    /// <summary>Workdays of the whole calendar week that a day lies in, known or not.</summary>
    private static int WorkdaysOfWeek(WorkCalendar calendar, Timeline timeline, IsoDayOfWeek weekStart, int day)
    {
        LocalDate first = timeline.DateOf(day - ((7 + (int)timeline.DateOf(day).DayOfWeek - (int)weekStart) % 7));
        return calendar.Workdays(first, first.PlusDays(6));
    }

    /// <summary>First day and the day after the last of each period: the horizon, or the weeks that touch it as far as their days are known.</summary>
    private IEnumerable<(int Start, int End)> Periods(Timeline timeline, IsoDayOfWeek weekStart)
    {
        if (Period == ContractPeriod.Horizon)
        {
            yield return (timeline.HorizonStart, timeline.HorizonEnd);
            yield break;
        }

        int intoWeek = (7 + (int)timeline.DateOf(timeline.HorizonStart).DayOfWeek - (int)weekStart) % 7;
        for (int start = timeline.HorizonStart - intoWeek; start < timeline.HorizonEnd; start += 7)
        {
            yield return (Math.Max(0, start), Math.Min(start + 7, timeline.Days));
        }
    }
}
