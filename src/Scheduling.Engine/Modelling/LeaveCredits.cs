using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Modelling;

/// <summary>
/// Paid minutes that approved leave is credited with on the known days, for rules that compile constants from them. On one day leave of the same
/// part counts once, with its largest credit, and the day counts the larger of its full day and its two halves together.
/// </summary>
public sealed class LeaveCredits
{
    private readonly Dictionary<int, int[,]> _byEmployee = [];
    private readonly Timeline _timeline;

    /// <summary>Reads the leave of a compiler's problem.</summary>
    public LeaveCredits(RuleCompiler compiler)
        : this(compiler, _ => true)
    {
    }

    /// <summary>Reads only some of the leave of a compiler's problem.</summary>
    public LeaveCredits(RuleCompiler compiler, Func<Leave, bool> counts)
    {
        _timeline = compiler.Timeline;
        Dictionary<string, Contract> contracts = compiler.Problem.Contracts.ToDictionary(c => c.Id);
        var calendar = new WorkCalendar(compiler.Problem);
        foreach (Leave leave in compiler.Problem.Leave.Where(counts))
        {
            int employee = compiler.EmployeeIndex(leave.Employee);
            int fifth = contracts[compiler.Problem.Employees[employee].Contract].TargetMinutesPerWeek / 5;
            int first = Math.Max(0, _timeline.DayOf(leave.From));
            int last = Math.Min(_timeline.Days - 1, _timeline.DayOf(leave.Until));
            for (int day = first; day <= last; day++)
            {
                int agreed = calendar.IsWorkday(_timeline.DateOf(day)) ? fifth / (leave.Part == LeavePart.FullDay ? 1 : 2) : 0;
                ref int credit = ref PartsOf(employee)[day, (int)leave.Part];
                credit = Math.Max(credit, leave.CreditedMinutesPerDay ?? agreed);
            }
        }
    }

    /// <summary>Minutes credited to an employee on days first … last of the timeline.</summary>
    public long Between(int employee, int firstDay, int lastDay)
    {
        long minutes = 0;
        if (_byEmployee.TryGetValue(employee, out int[,]? parts))
        {
            for (int day = firstDay; day <= lastDay; day++)
            {
                minutes += Math.Max(parts[day, (int)LeavePart.FullDay], parts[day, (int)LeavePart.Morning] + parts[day, (int)LeavePart.Afternoon]);
            }
        }

        return minutes;
    }

    private int[,] PartsOf(int employee)
    {
        if (!_byEmployee.TryGetValue(employee, out int[,]? parts))
        {
            _byEmployee[employee] = parts = new int[_timeline.Days, 3];
        }

        return parts;
    }
}
