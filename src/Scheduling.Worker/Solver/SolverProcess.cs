using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Scheduling.Engine.Domain;
using Scheduling.Worker.Child;

namespace Scheduling.Worker.Solver;

/// <summary>
/// One solver process, from its start to its certain end: fed, listened to, watched and, when it must, killed. A native crash, memory beyond
/// the cap or a solver that does not come back is an outcome here and never an exception in this process.
/// </summary>
public sealed class SolverProcess : IAsyncDisposable
{
    private const int ErrorLines = 20;
    private const int LongestErrorLine = 500;

    private readonly Process _process;
    private readonly SolverSettings _settings;
    private readonly TimeProvider _clock;
    private readonly Action<ChildProgress> _progress;
    private readonly TimeSpan _limit;
    private readonly TaskCompletionSource _requestSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private SolverOutcomeKind? _killedFor;
    private bool _isStopping;
    private long _peakBytes;

    private SolverProcess(Process process, ChildRequest request, SolverSettings settings, Action<ChildProgress> progress, TimeProvider clock)
    {
        (_process, _settings, _progress, _clock) = (process, settings, progress, clock);
        ProcessId = process.Id;
        ChildOptions options = request.Options;
        _limit = (options.TimeLimitMs is { } ms ? TimeSpan.FromMilliseconds(ms) : settings.WorkCountedLimit)
            + TimeSpan.FromMilliseconds(options.ExplainLimitMs) + settings.LimitGrace;
        Outcome = Task.Run(() => AttendAsync(ChildJson.Line(request)));
    }

    /// <summary>Id of the process.</summary>
    public int ProcessId { get; }

    /// <summary>How it ended; complete only when the process is gone.</summary>
    public Task<SolverOutcome> Outcome { get; }

    /// <summary>Starts the solver of this build. Progress is told from a thread of the pool, one call at a time, and should return quickly.</summary>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static SolverProcess Start(SchedulingProblem problem, ChildOptions options, Roster? start, SolverSettings settings, Action<ChildProgress> progress, TimeProvider clock)
    {
        var request = new ChildRequest(JsonSerializer.SerializeToElement(problem, ChildJson.Options), options, start);
        return Start(ChildCommand.Default(), request, settings, progress, clock);
    }

    internal static SolverProcess Start(ChildCommand command, ChildRequest request, SolverSettings settings, Action<ChildProgress> progress, TimeProvider clock)
    {
        Process process = Process.Start(command.StartInfo(settings)) ?? throw new Win32Exception($"'{command.File}' was not started.");
        return new SolverProcess(process, request, settings, progress, clock);
    }

    /// <summary>Asks for the best roster now; when none comes within the grace the process is killed. Asking again changes nothing.</summary>
    public void Stop() => Stop(_settings.StopGrace);

    /// <inheritdoc cref="Stop()"/>
    public void Stop(TimeSpan grace)
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return;
            }

            _isStopping = true;
        }

        _ = StopAsync(grace);
    }

    /// <summary>Ends the process at once.</summary>
    public void Kill() => Kill(SolverOutcomeKind.Cancelled);

    /// <summary>Ends the process if it runs still, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Outcome;
        _ended.Dispose();
        _process.Dispose();
    }

    private async Task<SolverOutcome> AttendAsync(string request)
    {
        var errors = new LastLines(ErrorLines, LongestErrorLine);
        Task reading = errors.ReadAsync(_process.StandardError);
        Task sending = SendAsync(request);
        Task watching = WatchAsync();
        ChildMessage? last = null;
        string? strange = null;
        try
        {
            while (await _process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (last is not null || strange is not null)
                {
                    continue;
                }

                if (Parse(line) is not { } message)
                {
                    strange = line;
                    Kill(SolverOutcomeKind.Crashed);
                }
                else if (message is ChildProgress progress)
                {
                    _progress(progress);
                }
                else
                {
                    last = message;
                    _ = KillAfterAsync(_settings.ExitGrace, SolverOutcomeKind.TimedOut);
                }
            }
        }
        finally
        {
            // However this ends, no process is left. With its output closed it has nothing more to say.
            _ = KillAfterAsync(last is null ? TimeSpan.FromSeconds(1) : _settings.ExitGrace, SolverOutcomeKind.Crashed);
            await _process.WaitForExitAsync();
            await _ended.CancelAsync();
            await Task.WhenAll(reading, sending, watching);
        }

        return new OutcomeTelling(_settings, _limit, Volatile.Read(ref _peakBytes)).Tell(last, _killedFor, _process.ExitCode, errors.Lines, strange);
    }

    private async Task SendAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It is gone already; how it ended says the rest.
        }
        finally
        {
            _requestSent.SetResult();
        }
    }

    private async Task StopAsync(TimeSpan grace)
    {
        Task killing = KillAfterAsync(grace, SolverOutcomeKind.KilledAfterStop);
        await _requestSent.Task;
        try
        {
            await _process.StandardInput.WriteLineAsync(ChildWords.Stop);
            await _process.StandardInput.FlushAsync();
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            // It has ended by itself.
        }

        await killing;
    }

    /// <summary>Looks at memory until the process has ended or was killed for one of its limits.</summary>
    private async Task WatchAsync()
    {
        Task limit = KillAfterAsync(_limit, SolverOutcomeKind.TimedOut);
        using var timer = new PeriodicTimer(_settings.MemoryCheck, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                _process.Refresh();
                long bytes = _process.HasExited ? 0 : _process.WorkingSet64;
                _peakBytes = Math.Max(_peakBytes, bytes);
                if (bytes > _settings.MemoryCapBytes)
                {
                    Kill(SolverOutcomeKind.OutOfMemory);
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
        catch (InvalidOperationException)
        {
            // It ended between two looks.
        }

        await limit;
    }

    private async Task KillAfterAsync(TimeSpan delay, SolverOutcomeKind reason)
    {
        try
        {
            await Task.Delay(delay, _clock, _ended.Token);
            Kill(reason);
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // It ended in time.
        }
    }

    private void Kill(SolverOutcomeKind reason)
    {
        lock (_lock)
        {
            try
            {
                if (!_process.HasExited)
                {
                    _killedFor ??= reason;
                    _process.Kill();
                }
            }
            catch (InvalidOperationException)
            {
                // It is gone.
            }
        }
    }

    private static ChildMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ChildMessage>(line, ChildJson.Options);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
