using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Cli.Output;

/// <summary>A roster as a table for spreadsheets: one row per duty, with its breaks.</summary>
internal static class RosterCsv
{
    public static CsvText Of(SchedulingProblem problem, Roster roster)
    {
        var view = new RosterView(problem, roster);
        var csv = new CsvText();
        csv.Row("employee", "name", "date", "shift_type", "band", "post", "start", "end", "paid_minutes", "breaks", "overtime_minutes", "activity");
        foreach (Employee employee in problem.Employees)
        {
            foreach (Duty duty in view.HorizonDutiesOf(employee))
            {
                csv.Row(
                    employee.Id, employee.Name, duty.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), duty.ShiftType.Id, duty.Band.Id, duty.Post ?? "",
                    Local(duty.Start), Local(duty.End), duty.PaidMinutes.ToString(CultureInfo.InvariantCulture),
                    string.Join(' ', duty.Breaks.Select(pause => $"{Local(pause.Start)}/{Local(pause.End)}")),
                    duty.OvertimeMinutes.ToString(CultureInfo.InvariantCulture), Held(duty));
            }
        }

        return csv;

        string Held(Duty duty) => duty.Assignment.Activity is { } held ? $"{held.Activity} {Local(duty.Start + Duration.FromMinutes(held.AfterMinutes))}" : "";

        string Local(Instant instant) => view.LocalOf(instant).ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
    }
}
