using System.Globalization;

namespace Scheduling.Benchmarks.Tables;

/// <summary>One run of a table: the command that solves the instance, and what is known of it.</summary>
/// <param name="Instance">Name of the instance, unique in its set together with the time.</param>
/// <param name="Seconds">Time limit of the run; of all weeks together when solved week by week.</param>
/// <param name="Command">Arguments of the benchmark program, but for threads and seed.</param>
/// <param name="BestKnown">Best known penalty; null where nobody has published one.</param>
/// <param name="HasPeer">Whether the peer can solve it too.</param>
internal sealed record TableRow(string Instance, int Seconds, IReadOnlyList<string> Command, long? BestKnown, bool HasPeer = true);

/// <summary>The rows of each set of instances.</summary>
internal static class TableSets
{
    public const string Names = "quick, curtois, inrc2, inrc2-weekly, callcentre";

    private const int Minute = 60;
    private const int TenMinutes = 600;
    private const int SecondsOfSmallest = 10;
    private const int NursesOfSmallest = 20;
    private const int SecondsPerNurse = 3;

    /// <summary>The rows of a set. <paramref name="folder"/>: that of the instances. <paramref name="seconds"/>: time limit; for the quick set, which has its own, the most for any row.</summary>
    /// <exception cref="ArgumentException">The set is not known.</exception>
    public static IReadOnlyList<TableRow> Rows(string set, string folder, int seconds) => set switch
    {
        "quick" => [.. Quick(folder).Select(r => r.Seconds <= seconds ? r : WithSeconds(r, seconds))],
        "curtois" => [.. BestOfCurtois(folder).Select(b => Curtois(folder, b.Instance, seconds))],
        "inrc2" => [.. BestOfNurses(folder).Select(b => Nurses(folder, b.Case, seconds))],
        "inrc2-weekly" => [.. BestOfNurses(folder).Where(b => b.Weekly is not null).Select(b => Weekly(folder, b.Case, b.Weekly))],
        "callcentre" => [CallCentre(150, seconds), CallCentre(1000, seconds)],
        _ => throw new ArgumentException($"Option '--set' is '{set}'; the sets are {Names}."),
    };

    /// <summary>What a fresh clone is measured by: at most 90 minutes with the peer.</summary>
    private static IEnumerable<TableRow> Quick(string folder)
    {
        foreach (int number in new[] { 5, 11, 13, 15, 18, 20 })
        {
            yield return Curtois(folder, $"Instance{number}", Minute);
        }

        yield return Nurses(folder, "n030w4_1_6-2-9-1", Minute);
        yield return Nurses(folder, "n060w4_1_6-1-1-5", Minute);
        yield return Curtois(folder, "Instance18", TenMinutes);
        yield return Curtois(folder, "Instance20", TenMinutes);
        yield return Nurses(folder, "n060w4_1_6-1-1-5", TenMinutes);
        yield return CallCentre(150, Minute);
    }

    private static TableRow Curtois(string folder, string instance, int seconds) => new(
        instance,
        seconds,
        ["curtois", Path.Combine(folder, "curtois", instance + ".txt"), "--time", Text(seconds)],
        BestOfCurtois(folder).Where(b => b.Instance == instance).Select(b => b.Best).FirstOrDefault());

    private static TableRow Nurses(string folder, string name, int seconds) => new(
        name,
        seconds,
        ["inrc2", "--data", Path.Combine(folder, "inrc2"), "--case", name, "--time", Text(seconds)],
        BestOfNurses(folder).Where(b => b.Case == name).Select(b => b.Best).FirstOrDefault());

    /// <summary>The competition allowed 10 + 3 × (nurses − 20) seconds per week.</summary>
    private static TableRow Weekly(string folder, string name, long? best)
    {
        string dataset = name.Split('_')[0];
        int nurses = int.Parse(dataset[1..4], CultureInfo.InvariantCulture);
        int weeks = int.Parse(dataset[5..], CultureInfo.InvariantCulture);
        int perWeek = Math.Max(SecondsOfSmallest, SecondsOfSmallest + (SecondsPerNurse * (nurses - NursesOfSmallest)));
        return new TableRow(
            name + " weekly", perWeek * weeks, ["inrc2", "--data", Path.Combine(folder, "inrc2"), "--case", name, "--weekly", "--time-per-week", Text(perWeek)], best, HasPeer: false);
    }

    private static TableRow CallCentre(int agents, int seconds) => new(
        $"callcentre {agents}", seconds, ["callcentre", "--agents", Text(agents), "--weeks", "4", "--interval", "30", "--skills", "6", "--time", Text(seconds)], null);

    private static TableRow WithSeconds(TableRow row, int seconds) => row with
    {
        Seconds = seconds,
        Command = [.. row.Command.Select((word, i) => i > 0 && row.Command[i - 1] == "--time" ? Text(seconds) : word)],
    };

    private static IEnumerable<(string Instance, long? Best)> BestOfCurtois(string folder) =>
        Lines(Path.Combine(folder, "curtois", "best_known.csv"), "instance", "best_known").Select(f => (f[0], Number(f[1])));

    private static IEnumerable<(string Case, long? Best, long? Weekly)> BestOfNurses(string folder) =>
        Lines(Path.Combine(folder, "inrc2", "best_known.csv"), "case", "best_known", "best_week_by_week").Select(f => (f[0], Number(f[1]), Number(f[2])));

    /// <summary>Some columns of a file with a header.</summary>
    private static IEnumerable<string[]> Lines(string file, params string[] columns)
    {
        string[] lines = File.ReadAllLines(file);
        int[] at = [.. columns.Select(column => Array.IndexOf(lines[0].Split(','), column))];
        return at.Contains(-1)
            ? throw new ArgumentException($"'{file}' lacks one of the columns {string.Join(", ", columns)}.")
            : lines.Skip(1).Where(line => line.Length > 0).Select(line => at.Select(i => line.Split(',')[i].Trim()).ToArray());
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
