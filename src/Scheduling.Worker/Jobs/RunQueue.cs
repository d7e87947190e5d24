using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.Logging;
using Scheduling.Store.Runs;
using Scheduling.Worker.Hosting;

namespace Scheduling.Worker.Jobs;

/// <summary>
/// Enqueues runs. It remembers for which it has done so, so that the sweeper does not flood the queue. Call it after the run is committed; when
/// that fails or the process ends in between, the sweeper enqueues the run; so it does for a process that may not touch jobs (<see cref="WorkerOptions.Jobs"/>).
/// </summary>
public sealed partial class RunQueue(WorkerOptions options, TimeProvider clock, ILogger<RunQueue> log, IBackgroundJobClient? jobs = null, JobStorage? storage = null)
{
    /// <summary>A job that was enqueued this long ago and has not begun is looked up before it is enqueued again.</summary>
    private static readonly TimeSpan LookUpAfter = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Enqueued> _enqueued = [];

    /// <summary>Wakes a worker for a run, unless a job of it waits already. Never throws: the sweeper makes up for what is lost.</summary>
    /// <param name="run">The run.</param>
    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    public void Enqueue(Guid run, string queue)
    {
        try
        {
            if (jobs is not null && !Waits(run))
            {
                string id = run.ToString("D", CultureInfo.InvariantCulture);
                Note(run, jobs.Create(Job.FromExpression<SolveRunJob>(j => j.RunAsync(id)), new EnqueuedState(queue)));
            }
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Began(run);
            LogNotEnqueued(fault, run);
        }
    }

    /// <summary>A job of the run has begun: what is enqueued from now on is for something new.</summary>
    internal void Began(Guid run)
    {
        lock (_lock)
        {
            _enqueued.Remove(run);
        }
    }

    /// <summary>Forgets the runs that wait no more: a worker has them or they have ended. Should one wait again, it needs a new job.</summary>
    /// <param name="due">The runs that wait.</param>
    /// <param name="asked">When they were asked for; one enqueued later may be missing among them.</param>
    internal void Forget(IReadOnlyCollection<Guid> due, long asked)
    {
        HashSet<Guid> waiting = [.. due];
        lock (_lock)
        {
            foreach (Guid gone in _enqueued.Where(entry => entry.Value.At < asked && !waiting.Contains(entry.Key)).Select(entry => entry.Key).ToList())
            {
                _enqueued.Remove(gone);
            }
        }
    }

    /// <summary>Whether a job of the run waits; if not, the caller is about to enqueue one.</summary>
    private bool Waits(Guid run)
    {
        Enqueued? last;
        lock (_lock)
        {
            if (!_enqueued.TryGetValue(run, out last))
            {
                // Where no sweeper runs nobody would ever forget.
                if (options.Solves)
                {
                    _enqueued[run] = new Enqueued(null, clock.GetTimestamp());
                }

                return false;
            }
        }

        if (clock.GetElapsedTime(last.At) < LookUpAfter)
        {
            return true;
        }

        using IStorageConnection connection = storage!.GetConnection();
        bool waits = last.Job is not null && connection.GetStateData(last.Job)?.Name == EnqueuedState.StateName;
        Note(run, last.Job);
        return waits;
    }

    private void Note(Guid run, string? job)
    {
        lock (_lock)
        {
            // Unless the job has begun meanwhile.
            if (_enqueued.ContainsKey(run))
            {
                _enqueued[run] = new Enqueued(job, clock.GetTimestamp());
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Run {Run} was not enqueued; the sweeper will do it")]
    private partial void LogNotEnqueued(Exception fault, Guid run);

    private sealed record Enqueued(string? Job, long At);
}
