namespace Scheduling.Store.Tests;

public sealed class PostgresTeamTests(ServerFixture fixture) : TeamTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteTeamTests : TeamTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresRosterTests(ServerFixture fixture) : RosterTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteRosterTests : RosterTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresRunTests(ServerFixture fixture) : RunTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteRunTests : RunTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresAccessTests(ServerFixture fixture) : AccessTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteAccessTests : AccessTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresRaceTests(ServerFixture fixture) : RaceTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteRaceTests : RaceTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}
