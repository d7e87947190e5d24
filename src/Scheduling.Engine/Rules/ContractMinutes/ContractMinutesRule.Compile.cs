using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ContractMinutes;

/// <content>A total of paid minutes for each period, over its known and employed days.</content>
public sealed partial record ContractMinutesRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        Dictionary<string, Contract> contracts = compiler.Problem.Contracts.ToDictionary(c => c.Id);
        var leave = new LeaveCredits(compiler);
        int paidMinutes = compiler.Measure(o => o.PaidMinutes);
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

                long days = lastDay - firstDay + 1;
                List<Hinge> hinges = [];
                if (contract.MinimumMinutesPerWeek > 0)
                {
                    hinges.Add(compiler.Below(contract.MinimumMinutesPerWeek * days / 7));
                }

                if (contract.MaximumMinutesPerWeek is { } maximum)
                {
                    hinges.Add(compiler.Above(Period == ContractPeriod.Week ? maximum : ((maximum * days) + 6) / 7));
                }

                if (hinges.Count > 0)
                {
                    var minutes = new TotalExpression { Employee = index, Measure = paidMinutes, FirstDay = firstDay, LastDay = lastDay, Constant = leave.Between(index, firstDay, lastDay) };
                    compiler.Total(minutes, [.. hinges]);
                }
            }
        }
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
