using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.RotatingDaysOff;

/// <content>A Total for each window of one week more than allowed: the days off on one weekday.</content>
public sealed partial record RotatingDaysOffRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        List<(int First, int Measure)> windows = [];
        for (int first = 0; first + (7 * MaximumWeeks) < timeline.Days; first++)
        {
            IsoDayOfWeek weekday = timeline.DateOf(first).DayOfWeek;
            bool inHorizon = Enumerable.Range(0, MaximumWeeks + 1).Any(week => timeline.IsInHorizon(first + (7 * week)));
            if (inHorizon && (Weekdays.Count == 0 || Weekdays.Contains(weekday)))
            {
                windows.Add((first, compiler.Measure(o => o.IsOff && o.Date.DayOfWeek == weekday ? 1 : 0)));
            }
        }

        foreach (int employee in compiler.EmployeesInScope)
        {
            HashSet<int> away = AwayDays(compiler, employee);
            foreach ((int first, int measure) in windows)
            {
                if (Enumerable.Range(0, MaximumWeeks + 1).Any(week => away.Contains(first + (7 * week))))
                {
                    continue;
                }

                compiler.Total(
                    new TotalExpression { Employee = employee, Measure = measure, FirstDay = first, LastDay = first + (7 * MaximumWeeks) },
                    compiler.Above(MaximumWeeks));
            }
        }
    }

    /// <summary>Days on leave or outside employment: being off on them says nothing.</summary>
    private static HashSet<int> AwayDays(RuleCompiler compiler, int index)
    {
        Timeline timeline = compiler.Timeline;
        Employee employee = compiler.Problem.Employees[index];
        HashSet<int> away = [];
        for (int day = 0; day < timeline.Days; day++)
        {
            LocalDate date = timeline.DateOf(day);
            if (date < employee.EmployedFrom || date > employee.EmployedUntil)
            {
                away.Add(day);
            }
        }

        foreach (Leave leave in compiler.Problem.Leave.Where(l => l.Employee == employee.Id && l.Part == LeavePart.FullDay))
        {
            int last = Math.Min(timeline.Days - 1, timeline.DayOf(leave.Until));
            for (int day = Math.Max(0, timeline.DayOf(leave.From)); day <= last; day++)
            {
                away.Add(day);
            }
        }

        return away;
    }
}
