using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>Paid minutes that approved leave is credited with, as the evaluator counts them.</summary>
public sealed class PaidLeave
{
    private readonly RosterView _roster;
    private readonly ILookup<string, Leave> _leave;

    /// <summary>Reads the leave of a roster's problem.</summary>
    public PaidLeave(RosterView roster)
        : this(roster, _ => true)
    {
    }

    /// <summary>Reads only some of the leave of a roster's problem.</summary>
    public PaidLeave(RosterView roster, Func<Leave, bool> counts) => (_roster, _leave) = (roster, roster.Problem.Leave.Where(counts).ToLookup(l => l.Employee));

    /// <summary>
    /// Minutes credited to an employee on a date: what the leave says, or a fifth of the contract's weekly target on workdays, half of it for half days.
    /// Leave that is written down twice counts once.
    /// </summary>
    public long MinutesOn(Employee employee, LocalDate date)
    {
        ILookup<LeavePart, long> credits = _leave[employee.Id]
            .Where(l => l.From <= date && l.Until >= date)
            .ToLookup(l => l.Part, l => l.CreditedMinutesPerDay ?? Agreed(employee, date, l.Part));
        long halves = credits[LeavePart.Morning].DefaultIfEmpty().Max() + credits[LeavePart.Afternoon].DefaultIfEmpty().Max();
        return Math.Max(halves, credits[LeavePart.FullDay].DefaultIfEmpty().Max());
    }

    private long Agreed(Employee employee, LocalDate date, LeavePart part)
    {
        if (_roster.NatureOf(date) != DayNature.Workday)
        {
            return 0;
        }

        long week = _roster.ContractOf(employee).TargetMinutesPerWeek;
        return part == LeavePart.FullDay ? week / 5 : week / 10;
    }
}
