using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Staffing;

namespace Scheduling.Api.Demo;

/// <summary>The samples as a demo tells them: all dates moved to where the one who looks is.</summary>
public static partial class DemoProblem
{
    /// <summary>The department of 40 in a week of one's choice, with the official calendar of that week.</summary>
    public static SchedulingProblem For(LocalDate week)
    {
        string text = Read("samples/day-and-night-40.json");
        LocalDate start = Checked(ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(text))).Horizon.Start;
        string moved = Moved(text, Period.DaysBetween(start, week));
        SchedulingProblem problem = Checked(ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(moved)));
        IReadOnlyList<CalendarDay> calendar = Checked(ProblemReader.ReadCalendar(Encoding.UTF8.GetBytes(Read("demo/china-2026.json")))).Calendar;
        return problem with
        {
            Name = "客服部（演示，40 人）",
            // The sample tells the week before in parts; judged as a whole week it lacks a day of one person.
            History = [.. problem.History, new Assignment { Employee = "a19", Date = week.PlusDays(-6), ShiftType = "L", Post = "call" }],
            Calendar = [.. calendar.Where(d => d.Date >= problem.Horizon.KnownFrom() && d.Date <= problem.Horizon.End())],
        };
    }

    /// <summary>The call history of the samples, moved by whole weeks so that it ends the day before a week.</summary>
    public static CallHistory Calls(LocalDate week)
    {
        List<IntervalVolume> rows = [];
        foreach (string line in Read("demo/synthetic-30min.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] cells = line.Trim().Split(',');
            rows.Add(new IntervalVolume(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(cells[0]).Value, double.Parse(cells[1], CultureInfo.InvariantCulture)));
        }

        int days = Period.DaysBetween(rows[^1].Start.Date, week.PlusDays(-1));
        return CallHistory.FromIntervals(30, rows.Select(r => r with { Start = r.Start.PlusDays(days) }));
    }

    private static string Moved(string text, int days) => AnyDate().Replace(text, found =>
        found.Groups[1].Value + Iso(NodaTime.Text.LocalDatePattern.Iso.Parse(found.Groups[2].Value).Value.PlusDays(days)) + "\"");

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    private static T Checked<T>(ReadResult<T> read)
        where T : class => read.Value ?? throw new InvalidOperationException(string.Join(' ', read.Problems.Select(p => p.Message.En)));

    private static string Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource '{name}' is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("(\")(\\d{4}-\\d{2}-\\d{2})\"")]
    private static partial Regex AnyDate();
}
