using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Store;

namespace Scheduling.Api.Hosting;

/// <summary>What an operator may set, read from configuration once.</summary>
public sealed record SchedulingSettings
{
    /// <summary>Largest body of a request in bytes.</summary>
    public const int MaximumBodyBytes = 5 * 1024 * 1024;

    /// <summary>Connection string of a PostgreSQL database; SQLite without.</summary>
    public string? Postgres { get; init; }

    /// <summary>Folder of the SQLite file and the keys of cookies.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Whether a request of this machine acts as administrator without signing in. Never with PostgreSQL.</summary>
    public bool LocalUser { get; init; }

    /// <summary>First password of the account <c>admin</c>; made up when absent.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>Name of the database role under which the API works when it does not own the tables; the command <c>migrate</c> grants it what it needs.</summary>
    public string? ApiRole { get; init; }

    /// <summary>Whose tokens let people and machines in.</summary>
    public TokenSettings Tokens { get; init; } = new();

    /// <summary>Longest solve that may be asked for, in seconds.</summary>
    public double MaximumSolveSeconds { get; init; } = 600;

    /// <summary>How long an automatic run waits after a change for more of them.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time an automatic run is put off by changes that keep coming.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take for its headers, and for a body that hardly comes, before it is answered 408.</summary>
    public TimeSpan SlowGrace { get; init; } = TimeSpan.FromSeconds(10);

    public StoreOptions Store => new()
    {
        Postgres = Postgres,
        SqliteFile = Path.Combine(DataDirectory, "scheduling.db"),
        Debounce = Duration.FromTimeSpan(Debounce),
        LongestWait = Duration.FromTimeSpan(LongestWait),
    };

    public static SchedulingSettings Of(IConfiguration configuration)
    {
        string? postgres = configuration.GetConnectionString("Scheduling");
        string? folder = configuration["Scheduling:DataDirectory"];
        bool embedded = string.IsNullOrWhiteSpace(postgres);
        return new SchedulingSettings
        {
            Postgres = embedded ? null : postgres,
            DataDirectory = Path.GetFullPath(string.IsNullOrWhiteSpace(folder)
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "scheduling")
                : folder),
            LocalUser = embedded && configuration.GetValue("Scheduling:Access:LocalUser", true),
            AdminPassword = configuration["SCHEDULING_ADMIN_PASSWORD"],
            Tokens = configuration.GetSection(TokenSettings.Section).Get<TokenSettings>() ?? new TokenSettings(),
            ApiRole = configuration["Scheduling:ApiRole"],
            Debounce = Wait(configuration, "Scheduling:Resolving:Debounce", TimeSpan.FromSeconds(1)),
            LongestWait = Wait(configuration, "Scheduling:Resolving:LongestWait", TimeSpan.FromSeconds(30)),
            SlowGrace = Wait(configuration, "Scheduling:SlowGrace", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2)),
            MaximumSolveSeconds = configuration.GetValue("Scheduling:Solving:MaximumSeconds", 600.0),
        };
    }

    private static TimeSpan Wait(IConfiguration configuration, string key, TimeSpan otherwise, TimeSpan least = default) =>
        configuration.GetValue(key, otherwise) is var wait && wait >= least && wait <= TimeSpan.FromDays(1)
            ? wait
            : throw new ArgumentException($"{key} is {configuration[key]}; it must be {least:c} to 1.00:00:00.");
}
