using System.Diagnostics;
using System.Globalization;

namespace Scheduling.Worker.Tests;

/// <summary>Signals to processes that a test has started itself.</summary>
internal static class Signals
{
    public static async Task SendAsync(string signal, int processId)
    {
        using Process kill = Process.Start("kill", ["-" + signal, processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Whether a process runs; one that has ended but was not collected by its parent does not.</summary>
    public static bool IsRunning(int processId)
    {
        string stat = $"/proc/{processId}/stat";
        try
        {
            string text = File.ReadAllText(stat);
            return text[(text.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static async Task WaitUntilGoneAsync(int processId)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (IsRunning(processId))
        {
            await Task.Delay(50, timeout.Token);
        }
    }
}
