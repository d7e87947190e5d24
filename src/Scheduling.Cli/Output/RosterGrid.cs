using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Spectre.Console;

namespace Scheduling.Cli.Output;

/// <summary>People × days with the start and the shift type of each duty. The letters say all that the colours say.</summary>
internal static class RosterGrid
{
    private static readonly string[] Colours = ["green", "yellow", "blue", "purple", "teal", "olive", "aqua", "fuchsia"];

    public static Table Of(SchedulingProblem problem, RosterView view, CommandOutput output)
    {
        bool withStart = problem.Horizon.Days <= 7;
        string[] bands = [.. problem.Bands.OrderBy(band => band.Order).Select(band => band.Id)];
        var table = new Table { Border = TableBorder.Simple, Expand = false };
        table.AddColumn(output.In("员工", "Employee"));
        CultureInfo culture = CultureInfo.GetCultureInfo(output.Language == Language.English ? "en" : "zh-CN");
        foreach (LocalDate date in view.HorizonDates())
        {
            bool weekend = problem.Horizon.Weekend.Contains(date.DayOfWeek);
            string day = date.ToString(withStart ? "ddd MM-dd" : "dd", culture);
            table.AddColumn(new TableColumn(weekend ? $"[dim]{Markup.Escape(day)}[/]" : Markup.Escape(day)).NoWrap());
        }

        table.AddColumn(new TableColumn(output.In("小时", "Hours")).RightAligned());
        foreach (Employee employee in problem.Employees)
        {
            table.AddRow([
                Markup.Escape(CommandOutput.Plain(employee.Name.Length > 0 ? employee.Name : employee.Id)),
                .. view.HorizonDates().Select(date => Cell(view.DutyOn(employee, date), bands, withStart)),
                (view.HorizonDutiesOf(employee).Sum(duty => duty.PaidMinutes) / 60.0).ToString("0.#", CultureInfo.InvariantCulture)]);
        }

        return table;
    }

    private static string Cell(Duty? duty, string[] bands, bool withStart)
    {
        if (duty is null)
        {
            return "[dim]·[/]";
        }

        string code = Markup.Escape(CommandOutput.Plain(duty.ShiftType.Id));
        string text = withStart ? $"{duty.StartTime.ToString("HH:mm", CultureInfo.InvariantCulture)} {code}" : code;
        return $"[{Colours[Array.IndexOf(bands, duty.Band.Id) % Colours.Length]}]{text}[/]";
    }
}
