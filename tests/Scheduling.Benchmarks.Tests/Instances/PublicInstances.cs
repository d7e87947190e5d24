using Scheduling.Benchmarks.Runs;

namespace Scheduling.Benchmarks.Tests.Instances;

/// <summary>The folder of public instances and their checkers, where the machine has one.</summary>
internal static class PublicInstances
{
    /// <summary>The folder; the test is skipped when <c>SCHEDULING_BENCHMARKS</c> does not name it.</summary>
    public static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable(Checker.FolderVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "SCHEDULING_BENCHMARKS is not set");
        return folder!;
    }
}
