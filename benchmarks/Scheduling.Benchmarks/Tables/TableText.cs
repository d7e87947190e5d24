using System.Globalization;
using Scheduling.Benchmarks.Runs;

namespace Scheduling.Benchmarks.Tables;

/// <summary>Writes the table in Markdown.</summary>
internal static class TableText
{
    /// <summary>The lines of the table. <paramref name="peer"/>: name of the peer; null when it did not run.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<(TableRow Row, InstanceLine? Ours, InstanceLine? Peer)> runs, string? peer)
    {
        string[] head = ["instance", "s", "best known", "ours", "over best", "bound", "gap", "first s", "to 1 % s", "MiB", "checker"];
        string[] more = peer is null ? [] : [peer, peer + " bound", peer + " gap", peer + " first s"];
        yield return Joined([.. head, .. more]);
        yield return "|" + string.Concat(Enumerable.Repeat("---|", head.Length + more.Length));
        foreach ((TableRow row, InstanceLine? ours, InstanceLine? other) in runs)
        {
            string[] cells =
            [
                row.Instance, Number(row.Seconds), Number(row.BestKnown), Number(ours?.Penalty), Percent(Over(ours?.Penalty, row.BestKnown)), Number(ours?.LowerBound), Percent(ours?.Gap),
                Seconds(ours?.FirstFeasibleSeconds), Seconds(WithinOnePercent(ours, row.BestKnown)), Number(ours?.PeakMiB), ours is null ? "–" : ours.Checker ?? ours.Status,
            ];
            yield return Joined([.. cells, .. peer is null ? [] : new[] { Number(other?.Penalty), Number(other?.LowerBound), Percent(other?.Gap), Seconds(other?.FirstFeasibleSeconds) }]);
            foreach (LevelLine level in ours?.Penalty is null ? [] : ours.Levels?.Skip(1) ?? [])
            {
                LevelLine? same = other?.Levels?.FirstOrDefault(l => l.Name == level.Name);
                string[] further = [row.Instance + " · " + level.Name, "", "–", Number(level.Penalty), "–", Number(level.LowerBound), Percent(level.Gap), "", "", "", ""];
                yield return Joined([.. further, .. peer is null ? [] : new[] { Number(same?.Penalty), Number(same?.LowerBound), Percent(same?.Gap), "" }]);
            }
        }
    }

    /// <summary>Seconds until the penalty was within 1 % of the best known; null when it never was, or none is known.</summary>
    public static double? WithinOnePercent(InstanceLine? line, long? best) =>
        line is null || best is null ? null
        : line.Trace.Where(point => point[1] <= 1.01 * best.Value).Select(point => (double?)point[0]).FirstOrDefault() ?? (line.Penalty <= 1.01 * best.Value ? line.Seconds : null);

    private static double? Over(long? penalty, long? best) => penalty is { } found && best is > 0 ? (double)(found - best.Value) / best.Value : null;

    private static string Joined(IEnumerable<string> cells) => "| " + string.Join(" | ", cells) + " |";

    private static string Number(long? number) => number is { } value ? value.ToString("#,0", CultureInfo.InvariantCulture) : "–";

    private static string Percent(double? share) => share is { } value ? value.ToString("0.0 %", CultureInfo.InvariantCulture) : "–";

    private static string Seconds(double? seconds) => seconds is { } value ? value.ToString("0.0", CultureInfo.InvariantCulture) : "–";
}
