using System.Globalization;
using Scheduling.Engine.Domain;
using Scheduling.Worker.Child;

namespace Scheduling.Worker.Solver;

/// <summary>Tells from what is left of a process how it ended.</summary>
internal sealed class OutcomeTelling(SolverSettings settings, TimeSpan limit, long peakBytes)
{
    /// <summary>A shell's and .NET's way to tell that a signal ended a process.</summary>
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    private static readonly string[] MemoryWords = ["OutOfMemoryException", "Out of memory", "std::bad_alloc", "GC heap initialization failed", "Failed to create CoreCLR"];

    public SolverOutcome Tell(ChildMessage? last, SolverOutcomeKind? killedFor, int exitCode, IReadOnlyList<string> errors, string? strangeLine)
    {
        int? signal = exitCode is > SignalBase and <= SignalBase + LastSignal ? exitCode - SignalBase : null;
        SolverOutcomeKind kind = Kind(last, killedFor, errors);
        return new SolverOutcome
        {
            Kind = kind,
            Message = Message(kind, last as ChildFailure, exitCode, signal, errors, strangeLine),
            Result = last as ChildResult,
            Failure = kind == SolverOutcomeKind.Failed ? (ChildFailure)last! : null,
            ExitCode = exitCode,
            Signal = signal,
            LastErrors = errors,
            PeakBytes = peakBytes,
        };
    }

    private static SolverOutcomeKind Kind(ChildMessage? last, SolverOutcomeKind? killedFor, IReadOnlyList<string> errors) => last switch
    {
        ChildResult => SolverOutcomeKind.Solved,
        ChildFailure { Code: "out-of-memory" } => SolverOutcomeKind.OutOfMemory,
        ChildFailure => SolverOutcomeKind.Failed,
        _ when killedFor is { } reason => reason,
        _ when errors.Any(line => MemoryWords.Any(word => line.Contains(word, StringComparison.Ordinal))) => SolverOutcomeKind.OutOfMemory,
        _ => SolverOutcomeKind.Crashed,
    };

    private LocalizedText Message(SolverOutcomeKind kind, ChildFailure? failure, int exitCode, int? signal, IReadOnlyList<string> errors, string? strangeLine)
    {
        string cap = (settings.MemoryCapBytes / (1024 * 1024)).ToString(CultureInfo.InvariantCulture);
        string seconds = limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        string grace = settings.StopGrace.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        string detail = errors.FirstOrDefault(line => line.Trim().Length > 0) is { } line ? $" ({line.Trim()})" : "";
        return kind switch
        {
            SolverOutcomeKind.Solved => new("求解完成。", "The solve ended with a result."),
            SolverOutcomeKind.Failed => failure!.Message,
            SolverOutcomeKind.OutOfMemory => new($"求解进程超过内存上限 {cap} MB，已终止。", $"The solver process went over its memory cap of {cap} MB and was ended."),
            SolverOutcomeKind.TimedOut => new($"求解进程在 {seconds} 秒后仍未结束，已终止。", $"The solver process had not ended after {seconds} s and was killed."),
            SolverOutcomeKind.KilledAfterStop => new($"求解进程在收到停止命令 {grace} 秒后仍未结束，已终止。", $"The solver process had not ended {grace} s after it was told to stop and was killed."),
            SolverOutcomeKind.Cancelled => new("求解进程已按要求终止。", "The solver process was killed on request."),
            _ when strangeLine is not null => new("求解进程的输出无法识别，已终止。", "The solver process wrote something that is no message and was killed."),
            _ when signal is not null => new($"求解进程被信号 {signal} 终止{detail}。", $"The solver process was ended by signal {signal}{detail}."),
            _ => new($"求解进程异常退出，退出码 {exitCode}{detail}。", $"The solver process ended with exit code {exitCode} and no result{detail}."),
        };
    }
}
