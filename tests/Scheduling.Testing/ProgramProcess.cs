using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Scheduling.Testing;

/// <summary>
/// A program of this solution in a process of its own, from the folder of the tests, with nothing in its environment that would configure it but what is
/// given. It is ended with <see cref="DisposeAsync"/>, and also when the test process is killed.
/// </summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private static readonly string[] Configuring = ["ConnectionStrings__", "Worker__", "Scheduling__", "SCHEDULING_", "ASPNETCORE_", "DOTNET_ENVIRONMENT", "URLS", "Kestrel__"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly DeathWatch _watch;
    private readonly ConcurrentQueue<string> _lines = new();

    private ProgramProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        _watch = DeathWatch.Start("kill -9 $1 2>/dev/null", process.Id.ToString(CultureInfo.InvariantCulture));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its id, as the system lists it.</summary>
    public int Id => _process.Id;

    /// <summary>Everything it wrote so far; all of it once it has ended.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts <c>dotnet PROGRAM.dll</c>.</summary>
    public static ProgramProcess Start(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/ is where the runtime lies; the program that starts it lies in <root>.
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, program + ".dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string name in start.Environment.Keys.Where(name => Configuring.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProgramProcess(new Process { StartInfo = start });
    }

    /// <summary>Waits until it has written something.</summary>
    /// <exception cref="InvalidOperationException">It ended without, or did not write it for a long time; the message holds what it wrote.</exception>
    public async Task<Match> WaitForAsync(Regex text)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            // First whether it has ended: what it wrote last is then read after it.
            bool over = _process.HasExited || timeout.IsCancellationRequested;
            if (text.Match(Output) is { Success: true } found)
            {
                return found;
            }

            if (over)
            {
                throw new InvalidOperationException($"The program did not write '{text}' but:\n{Output}");
            }

            await Task.Delay(50, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Tells it to end as an operator does (SIGTERM), and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _watch.EndAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs told)
    {
        if (told.Data is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}
