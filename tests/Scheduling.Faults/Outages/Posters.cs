using Scheduling.Store;
using Scheduling.Store.Teams;

namespace Scheduling.Faults.Outages;

/// <summary>
/// Clients that file leave for some teams, one after the other without a pause, whatever happens to the database. One that is not answered is sent again under its id until it is; so
/// every leave that was ever sent is acknowledged in the end, and must exist once.
/// </summary>
internal sealed class Posters : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly FaultStore _store;
    private readonly TimeSpan _between;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _posting;
    private long _lastAnswer;
    private int _answers;
    private int _refusals;
    private volatile bool _held;

    private Posters(FaultStore store, IReadOnlyList<FaultWeek> weeks, TimeSpan between)
    {
        (_store, _between) = (store, between);
        _posting = Task.WhenAll(weeks.Select(PostAsync));
    }

    /// <summary>Leaves that were acknowledged.</summary>
    public int Answers => Volatile.Read(ref _answers);

    /// <summary>Tries that failed.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <summary>Starts one client for each week.</summary>
    public static Posters Start(FaultStore store, IReadOnlyList<FaultWeek> weeks, TimeSpan between) => new(store, weeks, between);

    /// <summary>Waits until a leave is acknowledged that was sent later than a moment; how long after that moment it was.</summary>
    public async Task<TimeSpan?> AnsweredAfterAsync(long moment, TimeSpan patience)
    {
        while (TimeProvider.System.GetElapsedTime(moment) < patience)
        {
            if (Volatile.Read(ref _lastAnswer) is var last && last > moment)
            {
                return TimeProvider.System.GetElapsedTime(moment, last);
            }

            await Task.Delay(10, CancellationToken.None);
        }

        return null;
    }

    /// <summary>Sends nothing new until <see cref="GoOn"/>.</summary>
    public void Hold() => _held = true;

    /// <inheritdoc cref="Hold"/>
    public void GoOn() => _held = false;

    /// <summary>Ends when what is under way is acknowledged.</summary>
    public async Task EndAsync()
    {
        await _over.CancelAsync();
        await _posting;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _over.Dispose();
    }

    private async Task PostAsync(FaultWeek week)
    {
        for (int number = 0; !_over.IsCancellationRequested; number++)
        {
            while (!await TryAsync(week, number))
            {
                Interlocked.Increment(ref _refusals);
                await Task.Delay(Pause, CancellationToken.None);
            }

            week.Note($"p{number}");
            Interlocked.Increment(ref _answers);
            do
            {
                await Task.Delay(_between, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            while (_held && !_over.IsCancellationRequested);
        }
    }

    private async Task<bool> TryAsync(FaultWeek week, int number)
    {
        try
        {
            long sent = TimeProvider.System.GetTimestamp();
            await _store.Get<LeaveStore>().PutAsync(week.Team, $"p{number}", week.LeaveOf(number), "", approved: true, "hr");
            Volatile.Write(ref _lastAnswer, sent);
            return true;
        }
        catch (Exception fault) when (StoreOutage.Is(fault) || fault is StoreException { Failure: StoreFailure.Stale })
        {
            return false;
        }
    }
}
