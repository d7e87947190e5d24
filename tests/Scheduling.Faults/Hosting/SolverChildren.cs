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

    private static bool IsChild(int id, int worker)
    {
        try
        {
            return Stat(id) is [not "Z", var parent, ..] && parent == worker.ToString(CultureInfo.InvariantCulture)
                && File.ReadAllText($"/proc/{id}/cmdline").Contains("solver-child", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>State, parent and more of a process; nothing when it is gone.</summary>
    private static string[] Stat(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
