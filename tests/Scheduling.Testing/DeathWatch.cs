using System.Diagnostics;

namespace Scheduling.Testing;

/// <summary>
/// A small shell that waits until this process ends or <see cref="EndAsync"/> is called, whichever comes first, and then runs a script. It
/// hangs on a pipe that the system closes with the process, so that what tests started goes away even when they are killed.
/// </summary>
internal sealed class DeathWatch
{
    private readonly Process _shell;

    private DeathWatch(Process shell) => _shell = shell;

    /// <summary>Starts watching. The arguments are $1, $2 and so on of the script.</summary>
    public static DeathWatch Start(string script, params string[] arguments)
    {
        // A session of its own: a signal to the group of the tests must not reach the one who tidies up after them.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (string argument in (string[])["sh", "-c", "exec >/dev/null 2>&1; cat >/dev/null; " + script, "death-watch", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return new DeathWatch(Process.Start(start) ?? throw new MissingProgramException("setsid", "util-linux"));
    }

    /// <summary>Runs the script now and waits until it is done.</summary>
    public async Task EndAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().ConfigureAwait(false);
        _shell.Dispose();
    }
}
