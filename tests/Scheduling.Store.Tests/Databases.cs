namespace Scheduling.Store.Tests;

/// <summary>Makes the place of a test's data on each of the two databases.</summary>
internal static class Databases
{
    public static async Task<StoreOptions> PostgresAsync(ServerFixture fixture) => new() { Postgres = await fixture.Server.CreateDatabaseAsync() };

    public static Task<StoreOptions> SqliteAsync() =>
        Task.FromResult(new StoreOptions { SqliteFile = Path.Combine(Directory.CreateTempSubdirectory("scheduling-store-").FullName, "scheduling.db") });
}

