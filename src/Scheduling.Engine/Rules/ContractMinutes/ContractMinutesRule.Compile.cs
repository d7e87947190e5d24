using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.ContractMinutes;

/// <content>A total of paid minutes for each period, cut to the employed days of the horizon.</content>
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
                if (firstDay > lastDay)
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
                    hinges.Add(compiler.Above(((maximum * days) + 6) / 7));
                }

                if (hinges.Count > 0)
                {
                    var minutes = new TotalExpression { Employee = index, Measure = paidMinutes, FirstDay = firstDay, LastDay = lastDay, Constant = leave.Between(index, firstDay, lastDay) };
                    compiler.Total(minutes, [.. hinges]);
                }
            }
        }
    }

    /// <summary>First day and the day after the last of each period, inside the horizon.</summary>
    private IEnumerable<(int Start, int End)> Periods(Timeline timeline, IsoDayOfWeek weekStart)
    {
        int start = timeline.HorizonStart;
        while (start < timeline.HorizonEnd)
        {
            int length = Period == ContractPeriod.Horizon
                ? timeline.HorizonEnd - start
                : 7 - ((7 + (int)timeline.DateOf(start).DayOfWeek - (int)weekStart) % 7);
            int end = Math.Min(start + length, timeline.HorizonEnd);
            yield return (start, end);
            start = end;
        }
    }
}
