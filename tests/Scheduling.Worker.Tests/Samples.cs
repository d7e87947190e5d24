using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Worker.Tests;

/// <summary>The problems of the samples folder.</summary>
internal static class Samples
{
    public static SchedulingProblem Office { get; } = Read("office-6.json");

    public static SchedulingProblem DayAndNight { get; } = Read("day-and-night-40.json");

    public static SchedulingProblem ImpossibleWeek { get; } = Read("impossible-week.json");

    private static SchedulingProblem Read(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Scheduling.sln")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        return ProblemReader.ReadProblem(File.ReadAllBytes(Path.Combine(folder.FullName, "samples", name))).Value!;
    }
}
