using Scheduling.Worker.Solver;
using Scheduling.Worker.Webhooks;

namespace Scheduling.Worker.Hosting;

/// <summary>How a process works on runs. The values come from configuration section <c>Worker</c>.</summary>
public sealed record WorkerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker";

    /// <summary>Whether this process solves. False: it only enqueues, and separate workers solve. Default true.</summary>
    public bool Solves { get; init; } = true;

    /// <summary>
    /// Whether this process uses the tables of jobs, in the schema <c>hangfire</c>. False for an API whose database role has no right to them: it then neither solves nor shows jobs, and
    /// workers find the runs it is asked for by their sweep. Default true.
    /// </summary>
    public bool Jobs { get; init; } = true;

    /// <summary>Cores that may be used. Default 2.</summary>
    public int Cores { get; init; } = 2;

    /// <summary>Threads each solve uses; default 2.</summary>
    public int ThreadsPerSolve { get; init; } = 2;

    /// <summary>Length of a lease. A worker that is killed loses its runs after it. Default 15 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the sweeper looks for runs nobody works on. Default 1 s.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a worker asks whether its run is to be stopped. Default 300 ms.</summary>
    public TimeSpan StopCheck { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Least time between two stored states of progress. Default 500 ms.</summary>
    public TimeSpan ProgressPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Time a solver has for its best roster when this process ends. Default 5 s.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time limit a run may have. Default 1 h.</summary>
    public TimeSpan LongestSolve { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Port at which a separate worker serves its metrics to Prometheus, at <c>/metrics</c> of this machine's loopback; 0: it does not. Default 0.</summary>
    public int MetricsPort { get; init; }

    /// <summary>What a solver process may use.</summary>
    public SolverSettings Solver { get; init; } = new();

    /// <summary>How webhooks are sent.</summary>
    public WebhookSettings Webhooks { get; init; } = new();

    /// <summary>Runs solved at once.</summary>
    public int Concurrency => Math.Max(1, Cores / Math.Max(1, ThreadsPerSolve));

    /// <summary>A lease is renewed three times in its length.</summary>
    public TimeSpan LeaseRenewal => Lease / 3;

    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Check()
    {
        Require(Jobs || !Solves, nameof(Jobs), Jobs, $"true where {Section}:{nameof(Solves)} is true");
        Require(Cores is >= 1 and <= 1024, nameof(Cores), Cores, "1 to 1024");
        Require(ThreadsPerSolve is >= 1 and <= 64, nameof(ThreadsPerSolve), ThreadsPerSolve, "1 to 64");
        Require(Lease >= TimeSpan.FromSeconds(1), nameof(Lease), Lease, "at least 00:00:01");
        Require(Sweep >= TimeSpan.FromMilliseconds(50), nameof(Sweep), Sweep, "at least 00:00:00.05");
        Require(StopCheck >= TimeSpan.FromMilliseconds(10), nameof(StopCheck), StopCheck, "at least 00:00:00.01");
        Require(ProgressPause >= TimeSpan.Zero, nameof(ProgressPause), ProgressPause, "at least 0");
        Require(ShutdownGrace >= TimeSpan.Zero && ShutdownGrace <= TimeSpan.FromSeconds(15), nameof(ShutdownGrace), ShutdownGrace, "0 to 00:00:15");
        Require(LongestSolve > TimeSpan.Zero && LongestSolve <= TimeSpan.FromDays(7), nameof(LongestSolve), LongestSolve, "more than 0 and at most 7 days");
        Require(
            Solver.ExplainLimit >= TimeSpan.FromMilliseconds(1) && Solver.ExplainLimit <= TimeSpan.FromHours(1), "Solver:ExplainLimit", Solver.ExplainLimit, "00:00:00.001 to 01:00:00");
        Require(MetricsPort is >= 0 and <= 65535, nameof(MetricsPort), MetricsPort, "0 to 65535");
        Require(Webhooks.Senders is >= 1 and <= 64, "Webhooks:Senders", Webhooks.Senders, "1 to 64");
        Require(Webhooks.Poll >= TimeSpan.FromMilliseconds(50), "Webhooks:Poll", Webhooks.Poll, "at least 00:00:00.05");
        Require(Webhooks.Timeout >= TimeSpan.FromSeconds(1) && Webhooks.Timeout <= TimeSpan.FromMinutes(2), "Webhooks:Timeout", Webhooks.Timeout, "00:00:01 to 00:02:00");
        foreach (string network in Webhooks.AllowedNetworks)
        {
            Require(System.Net.IPNetwork.TryParse(network, out _), "Webhooks:AllowedNetworks", network, "a network such as 10.1.0.0/16");
        }

        Require(Solver.MemoryCapBytes >= 1 << 20, "Solver:MemoryCapBytes", Solver.MemoryCapBytes, "at least 1048576");
    }

    private static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{Section}:{name} is {value}; it must be {range}.");
        }
    }
}
