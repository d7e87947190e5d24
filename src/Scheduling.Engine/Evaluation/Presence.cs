using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>Who can be rostered at all, as the evaluator sees it.</summary>
internal static class Presence
{
    /// <summary>Whether an employee is employed on a date and has no leave that takes all of it.</summary>
    public static bool IsPresent(this RosterView roster, Employee employee, LocalDate date)
    {
        if ((employee.EmployedFrom is { } from && from > date) || (employee.EmployedUntil is { } until && until < date))
        {
            return false;
        }

        foreach (Leave leave in roster.Problem.Leave)
        {
            if (leave.Employee == employee.Id && leave.Part == LeavePart.FullDay && leave.From <= date && leave.Until >= date)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What messages call an employee: the name, or the id when there is none.</summary>
    public static string NameOf(Employee employee) => employee.Name.Length > 0 ? employee.Name : employee.Id;
}
