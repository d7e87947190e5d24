using System.Globalization;

namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>A small multi-activity instance in the text form, written for these tests.</summary>
internal static class MatspTexts
{
    /// <summary>Everything before the cover: one day, two tasks, two employees.</summary>
    public const string Head = """
        # A comment
        SECTION_HORIZON
        1

        SECTION_TASKS
        2

        SECTION_STAFF
        # ID, MinTotalMinutes, MaxTotalMinutes
        A,360,600
        B,0,600

        SECTION_COVER

        """;

    /// <summary>The instance: one person wanted on task 1 from 08:00 to 10:00 and on task 2 from 09:00 to 15:00, two at 10:00 on task 2.</summary>
    public static string Small { get; } = Head + string.Join('\n', Enumerable.Range(24, 96).SelectMany(q => new[] { Line(q, 1, q is >= 32 and < 40 ? 1 : 0), Line(q, 2, q is >= 36 and < 60 ? q == 40 ? 2 : 1 : 0) }));

    public static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd('\r'));

    private static string Line(int quarter, int task, int wanted) =>
        string.Create(CultureInfo.InvariantCulture, $"{1 + (quarter / 96)},{Clock(quarter)}-{Clock(quarter + 1)},{task},{wanted},{wanted}");

    private static string Clock(int quarter) => string.Create(CultureInfo.InvariantCulture, $"{quarter % 96 / 4:00}:{quarter % 4 * 15:00}");
}
