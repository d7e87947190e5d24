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

    /// <summary>Longest solve that may be asked for, in seconds.</summary>
    public double MaximumSolveSeconds { get; init; } = 600;

    public StoreOptions Store => new() { Postgres = Postgres, SqliteFile = Path.Combine(DataDirectory, "scheduling.db") };

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
            MaximumSolveSeconds = configuration.GetValue("Scheduling:Solving:MaximumSeconds", 600.0),
        };
    }
}
