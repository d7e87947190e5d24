using Scheduling.Benchmarks.Runs;
using Scheduling.Benchmarks.Tables;

namespace Scheduling.Benchmarks.Tests.Tables;

public sealed class ResultFileTests : IDisposable
{
    private static readonly ResultKey Key = new("abc", "Instance1", 60, 1, 2, "ours");
    private static readonly InstanceLine Line = new() { Instance = "Instance1", Penalty = 607, LowerBound = 600, Gap = 0.01, Status = "Feasible", Seconds = 60, PeakMiB = 90, Trace = [[1.5, 700]] };

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string FilePath => Path.Combine(_folder, "deep", "results.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_run_is_known_when_the_table_goes_on()
    {
        new ResultFile(FilePath, resume: false).Add(Key, Line);
        var later = new ResultFile(FilePath, resume: true);
        InstanceLine known = later.Find(Key)!;
        Assert.Equal((607L, 600L, 0.01, "Feasible"), (known.Penalty!.Value, known.LowerBound!.Value, known.Gap!.Value, known.Status));
        Assert.Equal([1.5, 700], known.Trace[0]);
        Assert.Null(later.Find(Key with { Commit = "def" }));
        Assert.Null(later.Find(Key with { Time = 600 }));
        Assert.Null(later.Find(Key with { Seed = 2 }));
        Assert.Null(later.Find(Key with { Solver = "cpsat" }));
    }

    [Fact]
    public void Without_going_on_everything_is_run_again_and_nothing_is_lost()
    {
        new ResultFile(FilePath, resume: false).Add(Key, Line);
        var again = new ResultFile(FilePath, resume: false);
        Assert.Null(again.Find(Key));
        again.Add(Key, Line with { Penalty = 608 });
        Assert.Equal(2, File.ReadAllLines(FilePath).Length);
        Assert.Equal(608, new ResultFile(FilePath, resume: true).Find(Key)!.Penalty);
    }

    [Fact]
    public void Half_a_line_at_the_end_is_dropped_and_a_bad_one_before_it_told()
    {
        var results = new ResultFile(FilePath, resume: false);
        results.Add(Key, Line);
        File.AppendAllText(FilePath, "{\"key\":{\"com");
        var later = new ResultFile(FilePath, resume: true);
        later.Add(Key with { Seed = 2 }, Line);
        Assert.NotNull(new ResultFile(FilePath, resume: true).Find(Key with { Seed = 2 }));
        File.WriteAllLines(FilePath, ["nonsense", .. File.ReadAllLines(FilePath)]);
        Assert.Contains("line 1", Assert.Throws<ArgumentException>(() => new ResultFile(FilePath, resume: true)).Message, StringComparison.Ordinal);
    }
}
