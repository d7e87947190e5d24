using Scheduling.Testing;

[assembly: AssemblyFixture(typeof(Scheduling.Worker.Tests.ServerFixture))]
// Tests kill the solver processes of this process; each must find its own only.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Scheduling.Worker.Tests;

/// <summary>One PostgreSQL for all tests of the assembly.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
