using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Spectre.Console;

namespace Scheduling.Cli.Search;

/// <summary>Runs a search and shows how far it is: a bar in a terminal, a line now and then elsewhere.</summary>
internal static class RosterSearch
{
    private const double SecondsBetweenLines = 1;

    // The time beside the bar, and the space around both.
    private const int ElapsedColumns = 12;

    public static SolveResult Run(SchedulingProblem problem, SolveOptions options, CommandOutput output, CancellationToken stop)
    {
        output.Line(
            "求解中；按 Ctrl+C 停止并保留当前最好的排班表。",
            "Solving; Ctrl+C stops and keeps the best roster so far.");
        return output.ForPrograms ? RosterSolver.Solve(problem, options, stop)
            : output.Surroundings.IsTerminal ? WithBar(problem, options, output, stop)
            : WithLines(problem, options, output, stop);
    }

    private static SolveResult WithLines(SchedulingProblem problem, SolveOptions options, CommandOutput output, CancellationToken stop)
    {
        double told = double.NegativeInfinity;
        return RosterSolver.Solve(problem, options with { Progress = Tell }, stop);

        void Tell(SolveProgress progress)
        {
            double seconds = progress.Elapsed.TotalSeconds;
            if (seconds - told >= SecondsBetweenLines)
            {
                told = seconds;
                output.Text(FormattableString.Invariant($"  {seconds,7:0.0} s  {LevelText.Line(progress.Levels, output.Language)}"));
            }
        }
    }

    private static SolveResult WithBar(SchedulingProblem problem, SolveOptions options, CommandOutput output, CancellationToken stop)
    {
        SolveProgress? latest = null;
        long started = output.Surroundings.Clock.GetTimestamp();
        SolveOptions watched = options with { Progress = progress => Volatile.Write(ref latest, progress) };
        int barColumns = output.Surroundings.Out.Profile.Width < 100 ? 10 : 20;
        int textColumns = output.Surroundings.Out.Profile.Width - barColumns - ElapsedColumns;
        return output.Surroundings.Out.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn { Width = barColumns }, new ElapsedTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                ProgressTask bar = context.AddTask(output.In("寻找第一张排班表", "looking for a first roster"), maxValue: options.TimeLimit?.TotalSeconds ?? 1);
                bar.IsIndeterminate = options.TimeLimit is null;
                Task<SolveResult> search = Task.Run(() => RosterSolver.Solve(problem, watched, stop), CancellationToken.None);
                while (!((IAsyncResult)search).AsyncWaitHandle.WaitOne(200))
                {
                    bar.Value = output.Surroundings.Clock.GetElapsedTime(started).TotalSeconds;
                    if (Volatile.Read(ref latest) is { } progress)
                    {
                        bar.Description = Markup.Escape(CommandOutput.Plain(LevelText.Line(progress.Levels, output.Language, textColumns)));
                    }
                }

                return search.GetAwaiter().GetResult();
            });
    }
}
