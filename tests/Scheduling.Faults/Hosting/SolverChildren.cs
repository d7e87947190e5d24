using System.Globalization;

namespace Scheduling.Faults.Hosting;

/// <summary>The solver processes of a worker, as the system lists them.</summary>
internal static class SolverChildren
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<int> Of(int worker) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0 && IsChild(id, worker)),
    ];

    /// <summary>Whether a process is there and no zombie.</summary>
    public static bool Lives(int process) => Stat(process) is [var state, ..] && state != "Z";

    /// <summary>What the system says of a process, for whoever must find out why it is still there: its state, its parent, its threads, its processor time and where it waits.</summary>
    public static string Describe(int process)
    {
        // The numbers of the fields are those of proc(5), less the two before the state and one, for they count from 1.
        string[] stat = Stat(process);
        return stat.Length < 18
            ? string.Create(CultureInfo.InvariantCulture, $"process {process} is gone")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"process {process}: state {stat[0]}, parent {stat[1]}, {stat[17]} threads, user {stat[11]} and system {stat[12]} ticks, niceness {stat[16]}, '{Read(process, "cmdline").Replace('\0', ' ')}', waits in '{Read(process, "wchan")}'");
    }

    /// <summary>Waits until a worker has a solver other than some known ones; null when none comes.</summary>
    public static async Task<int?> NextAsync(int worker, IReadOnlyCollection<int> known)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            if (Of(worker).Except(known).ToList() is [int found, ..])
            {
                return found;
            }

            await Task.Delay(30, CancellationToken.None);
        }

        return null;
    }

    private static bool IsChild(int id, int worker) =>
        Stat(id) is [not "Z", var parent, ..] && parent == worker.ToString(CultureInfo.InvariantCulture) && Read(id, "cmdline").Contains("solver-child", StringComparison.Ordinal);

    /// <summary>State, parent and more of a process; nothing when it is gone.</summary>
    private static string[] Stat(int id)
    {
        string stat = Read(id, "stat");
        return stat.Length == 0 ? [] : stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    /// <summary>What the system tells of a process under a name; nothing when it is gone.</summary>
    private static string Read(int id, string name)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{name}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
