using Scheduling.Benchmarks.Runs;
using Scheduling.Benchmarks.Tables;

namespace Scheduling.Benchmarks.Tests.Tables;

public sealed class TableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public TableTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "curtois"));
        Directory.CreateDirectory(Path.Combine(_folder, "inrc2"));
        File.WriteAllLines(Path.Combine(_folder, "curtois", "best_known.csv"), ["instance,weeks,best_known", "Instance5,4,1143", "Instance7,4,1056"]);
        File.WriteAllLines(Path.Combine(_folder, "inrc2", "best_known.csv"), ["case,lower_bound,best_known,best_week_by_week", "n030w4_1_6-2-9-1,1670,1670,1755", "n012w8_0_3-5-0-2-0-4-5-2,1,2,"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_set_is_what_the_folder_says_of_it()
    {
        IReadOnlyList<TableRow> rows = TableSets.Rows("curtois", _folder, 600);
        Assert.Equal([("Instance5", 600, 1143L), ("Instance7", 600, 1056L)], rows.Select(r => (r.Instance, r.Seconds, r.BestKnown!.Value)));
        Assert.Equal(["curtois", Path.Combine(_folder, "curtois", "Instance5.txt"), "--time", "600"], rows[0].Command);
        Assert.Equal(["n030w4_1_6-2-9-1", "n012w8_0_3-5-0-2-0-4-5-2"], TableSets.Rows("inrc2", _folder, 600).Select(r => r.Instance));
    }

    [Fact]
    public void Week_by_week_has_the_time_of_the_competition_and_no_peer()
    {
        TableRow row = Assert.Single(TableSets.Rows("inrc2-weekly", _folder, 600));
        Assert.Equal(("n030w4_1_6-2-9-1 weekly", 4 * 40, 1755L, false), (row.Instance, row.Seconds, row.BestKnown!.Value, row.HasPeer));
        Assert.Equal(["--weekly", "--time-per-week", "40"], row.Command.Skip(5));
    }

    [Fact]
    public void The_quick_set_has_its_own_times_and_a_cap_cuts_them()
    {
        IReadOnlyList<TableRow> rows = TableSets.Rows("quick", _folder, 600);
        Assert.Equal(9 * 60 + 3 * 600, rows.Sum(r => r.Seconds));
        Assert.Equal(1143, rows[0].BestKnown);
        IReadOnlyList<TableRow> cut = TableSets.Rows("quick", _folder, 90);
        Assert.Equal(9 * 60 + 3 * 90, cut.Sum(r => r.Seconds));
        Assert.All(cut, row => Assert.Equal($"{row.Seconds}", row.Command[row.Command.ToList().IndexOf("--time") + 1]));
    }

    [Fact]
    public void An_unknown_set_is_told_with_those_there_are() =>
        Assert.Contains("'slow'; the sets are quick", Assert.Throws<ArgumentException>(() => TableSets.Rows("slow", _folder, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_table_has_ours_beside_the_best_known_and_the_peer()
    {
        var row = new TableRow("Instance7", 60, [], 1000);
        InstanceLine ours = new()
        {
            Instance = "",
            Penalty = 1005,
            LowerBound = 990,
            Gap = 0.0149,
            Status = "Feasible",
            Seconds = 60,
            FirstFeasibleSeconds = 0.5,
            PeakMiB = 200,
            Checker = "pass",
            Trace = [[0.5, 3000], [7.2, 1010], [9, 1005]],
        };
        InstanceLine peer = ours with { Penalty = null, LowerBound = null, Gap = null, FirstFeasibleSeconds = null, Trace = [] };
        Assert.Equal(
            [
                "| instance | s | best known | ours | over best | bound | gap | first s | to 1 % s | MiB | checker | cpsat | cpsat bound | cpsat gap | cpsat first s |",
                "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
                "| Instance7 | 60 | 1,000 | 1,005 | 0.5 % | 990 | 1.5 % | 0.5 | 7.2 | 200 | pass | – | – | – | – |",
                "| Instance9 | 60 | – | – | – | – | – | – | – | – | – | – | – | – | – |",
            ],
            TableText.Lines([(row, ours, peer), (new TableRow("Instance9", 60, [], null), null, null)], "cpsat"));
    }

    [Fact]
    public void Further_levels_have_lines_of_their_own()
    {
        InstanceLine ours = new()
        {
            Instance = "",
            Penalty = 10,
            LowerBound = 5,
            Gap = 0.5,
            Status = "Feasible",
            Seconds = 60,
            PeakMiB = 200,
            Levels = [new LevelLine("coverage", 10, 5, 0.5), new LevelLine("quality", 2000, 1500, 0.25)],
        };
        Assert.Equal("| c · quality |  | – | 2,000 | – | 1,500 | 25.0 % |  |  |  |  |", TableText.Lines([(new TableRow("c", 60, [], null), ours, null)], null).Last());
    }
}
