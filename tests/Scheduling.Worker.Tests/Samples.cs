using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Testing;

namespace Scheduling.Worker.Tests;

/// <summary>The problems of the samples folder.</summary>
internal static partial class Samples
{
    public static SchedulingProblem Office { get; } = Parse(Text("office-6.json"));

    public static SchedulingProblem DayAndNight { get; } = Parse(Text("day-and-night-40.json"));

    public static SchedulingProblem ImpossibleWeek { get; } = Parse(Text("impossible-week.json"));

    /// <summary>Day and night without hard rules: any roster passes, so there is one at once, and the best takes longer than any test.</summary>
    public static SchedulingProblem Endless { get; } = DayAndNight with { Rules = [.. DayAndNight.Rules.Where(rule => !rule.Enforcement.IsHard)] };

    /// <summary>The small office in a week that is not over for a month.</summary>
    public static SchedulingProblem CurrentOffice() => Shifted("office-6.json");

    private static SchedulingProblem Shifted(string name)
    {
        string text = Text(name);
        LocalDate today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        int weeks = ((int)Period.DaysBetween(Parse(text).Horizon.Start, today) / 7) + 5;
        return Parse(IsoDate().Replace(text, date => LocalDatePattern.Iso.Format(LocalDatePattern.Iso.Parse(date.Value).Value.PlusWeeks(weeks))));
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(Artifacts.Repository, "samples", name));

    private static SchedulingProblem Parse(string text) => ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(text)).Value!;

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b")]
    private static partial Regex IsoDate();
}
