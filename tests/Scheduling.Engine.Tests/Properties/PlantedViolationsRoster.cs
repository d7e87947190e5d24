using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>A change of one cell of a roster: another duty, or a day off when <paramref name="Duty"/> is null.</summary>
internal sealed record PlantedEdit(string Employee, LocalDate Date, Assignment? Duty);

/// <summary>A roster with its history as plain facts: who has which shift on which date.</summary>
internal sealed class PlantedViolationsRoster
{
    private readonly Dictionary<(string Employee, LocalDate Date), Assignment> _duties;

    public PlantedViolationsRoster(SchedulingProblem problem, Roster roster)
    {
        Problem = problem;
        Roster = roster;
        _duties = [];
        foreach (Assignment assignment in problem.History.Concat(roster.Assignments))
        {
            _duties[(assignment.Employee, assignment.Date)] = assignment;
        }
    }

    private PlantedViolationsRoster(PlantedViolationsRoster other, PlantedEdit edit)
    {
        IEnumerable<Assignment> others = other.Roster.Assignments.Where(a => a.Employee != edit.Employee || a.Date != edit.Date);
        Problem = other.Problem;
        Roster = new Roster { Assignments = [.. edit.Duty is null ? others : others.Append(edit.Duty)] };
        _duties = new(other._duties);
        _duties.Remove((edit.Employee, edit.Date));
        if (edit.Duty is not null)
        {
            _duties[(edit.Employee, edit.Date)] = edit.Duty;
        }
    }

    public SchedulingProblem Problem { get; }

    public Roster Roster { get; }

    public IEnumerable<LocalDate> Horizon => Enumerable.Range(0, Problem.Horizon.Days).Select(Problem.Horizon.Start.PlusDays);

    /// <summary>History and horizon.</summary>
    public IEnumerable<LocalDate> Known => Enumerable.Range(0, Problem.Horizon.HistoryDays + Problem.Horizon.Days).Select(Problem.Horizon.KnownFrom().PlusDays);

    public Assignment? On(string employee, LocalDate date) => _duties.GetValueOrDefault((employee, date));

    /// <summary>The shift's id; empty when off.</summary>
    public string Shift(string employee, LocalDate date) => On(employee, date)?.ShiftType ?? "";

    public bool Works(string employee, LocalDate date) => Shift(employee, date) is not "" and not "S";

    public bool Nights(string employee, LocalDate date) => Shift(employee, date) == "N";

    /// <summary>Duties of the horizon on a post and date.</summary>
    public IEnumerable<Assignment> OnPost(string post, LocalDate date) => Roster.Assignments.Where(a => a.Post == post && a.Date == date);

    public int Paid(string employee, LocalDate date) => On(employee, date) is { } duty ? PlantedViolationsProblem.Shifts[duty.ShiftType].Paid : 0;

    public PlantedViolationsRoster With(PlantedEdit edit) => new(this, edit);

    /// <summary>A text by which two rosters are told apart.</summary>
    public string Key() => Problem.Name + ":" + string.Join(';', Roster.Assignments.OrderBy(a => (a.Employee, a.Date)).Select(a =>
        $"{a.Employee} {a.Date:MMdd} {a.ShiftType} {a.Post} {string.Join(',', a.Breaks.Select(b => b.AfterMinutes))}"));

    /// <summary>Every other duty of every cell, every other place of its break, and the day off; shuffled.</summary>
    public PlantedEdit[] Edits(Random random)
    {
        List<PlantedEdit> edits = [];
        foreach (Employee employee in Problem.Employees)
        {
            foreach (LocalDate date in Horizon)
            {
                Assignment? now = On(employee.Id, date);
                if (now is not null)
                {
                    edits.Add(new PlantedEdit(employee.Id, date, null));
                    for (int after = 180; now.Breaks.Count > 0 && after <= 330; after += 30)
                    {
                        edits.Add(new PlantedEdit(employee.Id, date, now with { Breaks = [now.Breaks[0] with { AfterMinutes = after }] }));
                    }
                }

                edits.AddRange(from shift in Problem.ShiftTypes
                               from post in shift.Posts.DefaultIfEmpty(null!)
                               where now is null || shift.Id != now.ShiftType || post != now.Post
                               select new PlantedEdit(employee.Id, date, new Assignment { Employee = employee.Id, Date = date, ShiftType = shift.Id, Post = post }));
            }
        }

        PlantedEdit[] shuffled = [.. edits];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
