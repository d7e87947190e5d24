using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Evaluation;

/// <summary>Who counts towards coverage, as the evaluator sees it: trainees do not until they are certified.</summary>
internal static class Certification
{
    /// <summary>Whether an employee is certified in a skill at a level or above on a date.</summary>
    public static bool IsCertified(Employee employee, string skill, int level, LocalDate date)
    {
        foreach (EmployeeSkill held in employee.Skills)
        {
            bool begun = held.From is not { } from || from <= date;
            bool ended = held.Until is { } until && until < date;
            if (held.Certified && held.Skill == skill && held.Level >= level && begun && !ended)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the employee of a duty counts on its post: the post asks no skill, or the employee is certified in it.</summary>
    public static bool Counts(RosterView roster, Duty duty) => Counts(roster, duty, duty.Post);

    /// <summary>Whether the employee of a duty counts on a post of it.</summary>
    public static bool Counts(RosterView roster, Duty duty, string? id) =>
        id is null || roster.PostOf(id) is not { Skill: { } skill } post || IsCertified(duty.Employee, skill, post.MinimumLevel, duty.Date);
}
