using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Store.Providers;

namespace Scheduling.Faults.Hosting;

/// <summary>
/// A named point at which the process kills itself as the system would, without a last word. The points are the commits of what makes a change count, before and after each, and the
/// moments before and after a job is enqueued. Which transaction is which is told by its SQL.
/// </summary>
internal sealed class FaultPoint(string name)
{
    private static readonly (string Step, string Sql)[] Steps =
    [
        ("change", "INSERT INTO change "),
        ("claim", "update run set state = 'Solving'"),
        ("result", "SET solved = "),
        ("send", "update delivery set lease_token"),
        ("sent", "INSERT INTO delivery_attempt "),
    ];

    /// <summary>All points.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Steps.SelectMany(s => (string[])[Before(s.Step), After(s.Step)]), "before-enqueue", "after-enqueue"];

    /// <summary>Hangs the point into a host.</summary>
    public void Install(IServiceCollection services)
    {
        var commits = new Commits(this);
        services.ConfigureDbContext<PostgresContext>(context => context.AddInterceptors(commits, commits.Commands));
        ServiceDescriptor client = services.Last(s => s.ServiceType == typeof(IBackgroundJobClient));
        services.AddSingleton<IBackgroundJobClient>(provider => new Client((IBackgroundJobClient)client.ImplementationFactory!(provider), this));
    }

    private static string Before(string step) => $"before-{step}-commit";

    private static string After(string step) => $"after-{step}-commit";

    private void Reach(string point)
    {
        if (point == name)
        {
            Console.WriteLine($"dies {point}");
            Process.GetCurrentProcess().Kill();
            new ManualResetEventSlim(false).Wait();
        }
    }

    private sealed class Commits(FaultPoint point) : DbTransactionInterceptor
    {
        private readonly ConditionalWeakTable<DbTransaction, HashSet<string>> _steps = [];

        public CommandWatch Commands => new(_steps);

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Tell(transaction, Before);
            return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Tell(transaction, After);
            return base.TransactionCommittedAsync(transaction, eventData, cancellationToken);
        }

        private void Tell(DbTransaction transaction, Func<string, string> name)
        {
            foreach (string step in _steps.TryGetValue(transaction, out HashSet<string>? steps) ? [.. steps] : Array.Empty<string>())
            {
                point.Reach(name(step));
            }
        }
    }

    /// <summary>Notes what a transaction does.</summary>
    private sealed class CommandWatch(ConditionalWeakTable<DbTransaction, HashSet<string>> steps) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Note(command);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Note(DbCommand command)
        {
            foreach ((string step, string sql) in Steps)
            {
                if (command.Transaction is { } transaction && command.CommandText.Contains(sql, StringComparison.Ordinal))
                {
                    steps.GetOrCreateValue(transaction).Add(step);
                }
            }
        }
    }

    private sealed class Client(IBackgroundJobClient inner, FaultPoint point) : IBackgroundJobClient
    {
        public string Create(Job job, IState state)
        {
            point.Reach("before-enqueue");
            string id = inner.Create(job, state);
            point.Reach("after-enqueue");
            return id;
        }

        public bool ChangeState(string jobId, IState state, string expectedState) => inner.ChangeState(jobId, state, expectedState);
    }
}
