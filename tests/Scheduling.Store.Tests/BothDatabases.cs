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

public sealed class PostgresSolveRequestTests(ServerFixture fixture) : SolveRequestTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteSolveRequestTests : SolveRequestTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresDebounceTests(ServerFixture fixture) : DebounceTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteDebounceTests : DebounceTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresDemandChangeTests(ServerFixture fixture) : DemandChangeTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteDemandChangeTests : DemandChangeTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresEventTests(ServerFixture fixture) : EventTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteEventTests : EventTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresDeliveryTests(ServerFixture fixture) : DeliveryTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteDeliveryTests : DeliveryTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresStaffTests(ServerFixture fixture) : StaffTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteStaffTests : StaffTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresAuditTests(ServerFixture fixture) : AuditTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteAuditTests : AuditTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}

public sealed class PostgresFigureTests(ServerFixture fixture) : FigureTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.PostgresAsync(fixture);
}

public sealed class SqliteFigureTests : FigureTests
{
    protected override Task<StoreOptions> OptionsAsync() => Databases.SqliteAsync();
}
