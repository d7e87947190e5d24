using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Scheduling.Engine.Explanation;
using Scheduling.Engine.Solving;

namespace Scheduling.Worker.Child;

/// <summary>
/// The process that solves: one request in, lines of progress out, one result, end. It knows no database. When its input ends, its parent
/// is gone and it goes too, whatever the solver is doing.
/// </summary>
internal static class ChildMain
{
    /// <summary>The first argument of a child.</summary>
    public const string Argument = "solver-child";

    private const int Told = 0;
    private const int Refused = 2;
    private const int Failed = 1;

    public static int Run()
    {
        // A signal to the whole group (a terminal's Ctrl+C, a service's stop) is for the parent, which says what to do by a line or by its end.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);

        // Begun before all else and before this process yields: on a busy machine, too, it is gone soon after its parent. Nothing of it is disposed, for it listens until the process is gone.
        var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        var request = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = new CancellationTokenSource();
        new Thread(() => Listen(input, request, stop)) { IsBackground = true, Name = "input" }.Start();

        YieldToOthers();
        var output = new ChildOutput(Console.OpenStandardOutput());
        // Whatever else is written to the console must not get among the lines.
        Console.SetOut(Console.Error);
        try
        {
            if (request.Task.GetAwaiter().GetResult() is not { } line)
            {
                return Told;
            }

            ChildTask task = ChildTask.Read(line, TimeProvider.System);
            output.Write(Solve(task, output, stop.Token));
            return Told;
        }
        catch (ChildRefusalException refusal)
        {
            output.Write(refusal.Failure);
            return Refused;
        }
        catch (Exception fault)
        {
            Console.Error.WriteLine(fault);
            output.Write(Tell(fault));
            return Failed;
        }
    }

    /// <summary>Whoever reads or files something on the same machine goes first: a solve takes every core it gets. Threads begun from here on have the same priority.</summary>
    private static void YieldToOthers()
    {
        try
        {
            using var self = Process.GetCurrentProcess();
            self.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not to be had here; it solves all the same.
        }
    }

    private static ChildResult Solve(ChildTask task, ChildOutput output, CancellationToken stop)
    {
        SolveResult result;
        using (var telling = new ProgressTelling(output))
        {
            result = RosterSolver.Solve(task.Problem, task.Options with { Progress = telling.Take }, stop);
        }

        SolveStatus status = result.Status;
        ConflictReport? conflict = null;
        if (status == SolveStatus.Infeasible)
        {
            // The explainer proves it again without presolve; until it has, nobody is told "impossible".
            conflict = ConflictExplainer.Explain(task.Problem, task.ExplainLimit, task.Options.Clock, stop);
            status = conflict.IsProven ? SolveStatus.Infeasible : SolveStatus.Unknown;
        }

        return new ChildResult(
            status,
            result.Roster,
            result.Levels,
            result.Evaluation.Passes,
            result.Evaluation.HardViolations.Count(),
            (long)result.Elapsed.TotalMilliseconds,
            (long?)result.FirstFeasible?.TotalMilliseconds,
            conflict);
    }

    /// <summary>Takes the request, then words of the parent, until the input ends. Without a request there is nothing to kill.</summary>
    private static void Listen(StreamReader input, TaskCompletionSource<string?> request, CancellationTokenSource stop)
    {
        try
        {
            string? first = input.ReadLine();
            request.SetResult(first);
            if (first is null)
            {
                return;
            }

            while (input.ReadLine() is { } line)
            {
                if (line == ChildWords.Stop)
                {
                    stop.Cancel();
                }
            }
        }
        catch (IOException)
        {
            // As good as its end.
        }

        // Nothing is tidied up: native threads that still search would make any softer end slow or a crash.
        Process.GetCurrentProcess().Kill();
    }

    private static ChildFailure Tell(Exception fault) => fault switch
    {
        OutOfMemoryException => new ChildFailure("out-of-memory", new("求解进程内存不足。", "The solver process ran out of memory."), CanRetry: true),
        SolverMismatchException => new ChildFailure("solver-mismatch", new($"求解器与独立检查器的结果不一致，排班表未采用：{fault.Message}", fault.Message), CanRetry: true),
        _ => new ChildFailure("solver-failure", new($"求解失败：{fault.Message}", $"The solve failed: {fault.Message}"), CanRetry: true),
    };
}
