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

    public static SolveResult Run(SchedulingProblem problem, SolveOptions options, CommandOutput output, CancellationToken stop) =>
        Run(options, watched => RosterSolver.Solve(problem, watched, stop), output);

    /// <summary>Runs any search that takes the options of one.</summary>
    public static T Run<T>(SolveOptions options, Func<SolveOptions, T> search, CommandOutput output)
    {
        output.Line(
            "求解中；按 Ctrl+C 停止并保留当前最好的排班表。",
            "Solving; Ctrl+C stops and keeps the best roster so far.");
        return output.ForPrograms ? search(options)
            : output.Surroundings.IsTerminal ? WithBar(options, search, output)
            : WithLines(options, search, output);
    }

    private static T WithLines<T>(SolveOptions options, Func<SolveOptions, T> search, CommandOutput output)
    {
        double told = double.NegativeInfinity;
        return search(options with { Progress = Tell });

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

    private static T WithBar<T>(SolveOptions options, Func<SolveOptions, T> search, CommandOutput output)
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
                Task<T> running = Task.Run(() => search(watched), CancellationToken.None);
                while (!((IAsyncResult)running).AsyncWaitHandle.WaitOne(200))
                {
                    bar.Value = output.Surroundings.Clock.GetElapsedTime(started).TotalSeconds;
                    if (Volatile.Read(ref latest) is { } progress)
                    {
                        bar.Description = Markup.Escape(CommandOutput.Plain(LevelText.Line(progress.Levels, output.Language, textColumns)));
                    }
                }

                return running.GetAwaiter().GetResult();
            });
    }
}
