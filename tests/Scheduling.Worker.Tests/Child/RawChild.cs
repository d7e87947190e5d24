using System.Diagnostics;
using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Worker.Child;
using Scheduling.Worker.Solver;

namespace Scheduling.Worker.Tests.Child;

/// <summary>A child process as its pipes show it.</summary>
internal sealed class RawChild : IDisposable
{
    private readonly Task<string> _errors;

    public RawChild()
    {
        Process = Process.Start(ChildCommand.Default().StartInfo(new SolverSettings()))!;
        _errors = Process.StandardError.ReadToEndAsync();
    }

    public Process Process { get; }

    public static string Request(SchedulingProblem problem, ChildOptions options) =>
        ChildJson.Line(new ChildRequest(JsonSerializer.SerializeToElement(problem, ChildJson.Options), options));

    public async Task SendAsync(string line)
    {
        await Process.StandardInput.WriteLineAsync(line);
        await Process.StandardInput.FlushAsync();
    }

    /// <summary>Every line until the process has ended.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync()
    {
        List<string> lines = [];
        while (await Process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        await Process.WaitForExitAsync();
        return lines;
    }

    public async Task<string> ErrorsAsync() => await _errors;

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
        }

        Process.Dispose();
    }
}
