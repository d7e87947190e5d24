using System.Threading.Channels;
using Scheduling.Store.Events;

namespace Scheduling.Api.Pages;

/// <summary>
/// Tells open pages that something of their teams has changed, whoever changed it. One look at the database serves all pages of the process, and none is taken while no
/// page is open.
/// </summary>
public sealed partial class TeamPulse(EventStore events, TimeProvider clock, ILogger<TeamPulse> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly HashSet<Listener> _listeners = [];

    /// <summary>From here on the listener is told of every change of these teams, until it is disposed. It is told once at the start, for what came before the first look.</summary>
    public Listener Listen(params IReadOnlyCollection<string> teams)
    {
        var listener = new Listener(this, [.. teams]);
        lock (_lock)
        {
            _listeners.Add(listener);
        }

        listener.Tell();
        return listener;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var pace = new PeriodicTimer(Pace, clock);
        Dictionary<string, TeamMark> known = [];
        while (await pace.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                known = await LookAsync(known, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The database may be away for a while; pages go on when it is back.
                LogFault(fault);
            }
        }
    }

    private async Task<Dictionary<string, TeamMark>> LookAsync(Dictionary<string, TeamMark> known, CancellationToken cancellation)
    {
        Listener[] listeners;
        lock (_lock)
        {
            listeners = [.. _listeners];
        }

        string[] teams = [.. listeners.SelectMany(l => l.Teams).Distinct()];
        Dictionary<string, TeamMark> now = teams.Length == 0 ? [] : (await events.MarksAsync(teams, cancellation)).ToDictionary(m => m.Team);
        foreach (Listener listener in listeners)
        {
            if (listener.Teams.Any(team => known.GetValueOrDefault(team) != now.GetValueOrDefault(team)))
            {
                listener.Tell();
            }
        }

        return now;
    }

    private void Leave(Listener listener)
    {
        lock (_lock)
        {
            _listeners.Remove(listener);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Pages are not told of changes: the database cannot be read")]
    private partial void LogFault(Exception fault);

    /// <summary>A page that listens.</summary>
    public sealed class Listener : IDisposable
    {
        private readonly TeamPulse _pulse;
        private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        internal Listener(TeamPulse pulse, string[] teams) => (_pulse, Teams) = (pulse, teams);

        internal string[] Teams { get; }

        /// <summary>Waits until something has changed since the last time, or for as long as is given.</summary>
        /// <returns>Whether to go on listening: false when the listener was disposed.</returns>
        public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellation)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            timeout.CancelAfter(longest);
            try
            {
                bool open = await _told.Reader.WaitToReadAsync(timeout.Token);
                _told.Reader.TryRead(out _);
                return open;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return true;
            }
        }

        public void Dispose()
        {
            _pulse.Leave(this);
            _told.Writer.TryComplete();
        }

        internal void Tell() => _told.Writer.TryWrite(true);
    }
}
