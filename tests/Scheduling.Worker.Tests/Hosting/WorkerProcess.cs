using System.Diagnostics;
using Scheduling.Worker.Solver;

namespace Scheduling.Worker.Tests.Hosting;

/// <summary>The worker program in a process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public WorkerProcess(params string[] arguments)
    {
        ChildCommand solver = ChildCommand.Default();
        _process = Process.Start(new ProcessStartInfo(solver.File, [.. solver.Arguments.SkipLast(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>A worker on a database, with a short lease.</summary>
    public static WorkerProcess On(string connection) => new(
        $"--ConnectionStrings:Scheduling={connection}", "--Worker:Lease=00:00:06", "--Worker:Sweep=00:00:00.3", "--cores", "2", "--threads=2");

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await _output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
