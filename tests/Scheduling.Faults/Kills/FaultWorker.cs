using System.Diagnostics;
using System.Globalization;
using Scheduling.Testing;

namespace Scheduling.Faults.Kills;

/// <summary>A worker program of its own, which may be killed or frozen.</summary>
internal static class FaultWorker
{
    /// <summary>How long a run stays with a worker that gives no sign of life.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(6);

    public static ProgramProcess Start(string connection) => ProgramProcess.Start(
        "Scheduling.Worker",
        new Dictionary<string, string> { ["ConnectionStrings__Scheduling"] = connection, ["Worker__Lease"] = Lease.ToString("c", CultureInfo.InvariantCulture), ["Worker__Sweep"] = "00:00:00.3" },
        "--cores", "2", "--threads", "2");

    public static async Task SignalAsync(string signal, ProgramProcess worker)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", worker.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
