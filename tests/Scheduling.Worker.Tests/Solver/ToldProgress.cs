using Scheduling.Worker.Child;

namespace Scheduling.Worker.Tests.Solver;

/// <summary>Collects progress and lets a test wait for it.</summary>
internal sealed class ToldProgress
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource _feasible = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a roster without broken hard rules was told.</summary>
    public Task Feasible => _feasible.Task.WaitAsync(Patience);

    public void Add(ChildProgress progress)
    {
        if (progress.Roster is not null && progress.Levels[0].Penalty == 0)
        {
            _feasible.TrySetResult();
        }

        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Ends with the next message.</summary>
    public Task NextAsync() => Volatile.Read(ref _next).Task.WaitAsync(Patience);
}
