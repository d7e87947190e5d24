using System.Globalization;

namespace Scheduling.Worker.Tests.Hosting;

/// <summary>The solver processes of a process, as the system lists them.</summary>
internal static class SolverChildren
{
    public static IReadOnlyList<int> Of(int parent) =>
    [
        .. Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Select(name => int.TryParse(name, CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id > 0 && Signals.IsRunning(id) && IsChild(id, parent)),
    ];

    /// <summary>Waits until a process has a solver other than some known ones.</summary>
    public static async Task<int> NextAsync(int parent, IReadOnlyCollection<int> known)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (Of(parent).Except(known).ToList() is [int found, ..])
            {
                return found;
            }

            await Task.Delay(50, timeout.Token);
        }
    }

    private static bool IsChild(int id, int parent)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture)
                && File.ReadAllText($"/proc/{id}/cmdline").Contains("solver-child", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
