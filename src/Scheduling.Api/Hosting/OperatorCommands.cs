using System.Text.Json;
using Scheduling.Api.Endpoints.Admin;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Walls;

namespace Scheduling.Api.Hosting;

/// <summary>What an operator has the program do instead of serving: it reads the same configuration, does it and ends.</summary>
internal static class OperatorCommands
{
    public const int Done = 0;
    public const int NotProven = 1;
    public const int WrongUsage = 2;

    private const string Migrate = "migrate";
    private const string Verify = "verify-audit";
    private const string Export = "export-audit";

    /// <summary>Whether the arguments begin with a command.</summary>
    public static bool IsCommand(string[] args) => args is [Migrate or Verify or Export, ..];

    /// <summary>Carries a command out; the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        string[] settings = [.. args.Skip(1).Where(a => a.StartsWith("--", StringComparison.Ordinal))];
        string[] names = [.. args.Skip(1).Except(settings)];
        if (names.Length > (args[0] == Migrate ? 0 : 1))
        {
            await output.WriteLineAsync($"{args[0]} takes fewer names than {names.Length}; see --help.");
            return WrongUsage;
        }

        if (args[0] == Verify && names is [{ } file])
        {
            return await TellAsync(await ReadAsync(file), output);
        }

        TeamReach.SetAll();
        await using WebApplication app = SchedulingHost.Build(settings);
        var audit = app.Services.GetRequiredService<AuditStore>();
        switch (args[0])
        {
            case Migrate:
                await app.Services.MigrateStoreAsync();
                if (app.Services.GetRequiredService<SchedulingSettings>() is { Postgres: not null, ApiRole: { Length: > 0 } role })
                {
                    await app.Services.GrantStoreAsync(role);
                    await output.WriteLineAsync($"The role {role} may use it.");
                }

                await output.WriteLineAsync("The database is up to date.");
                return Done;
            case Export:
                await using (Stream stdout = Console.OpenStandardOutput())
                {
                    await AuditEndpoints.WriteAsync(audit, names is [{ } team] ? team : null, stdout, CancellationToken.None);
                }

                return Done;
            default:
                return await TellAsync(await audit.VerifyAsync(), output);
        }
    }

    /// <summary>Proves an export: of its entries all that can be, its ends are not known.</summary>
    private static async Task<AuditReport> ReadAsync(string file)
    {
        var check = new AuditCheck();
        await foreach (string line in File.ReadLinesAsync(file))
        {
            check.Take((JsonSerializer.Deserialize<AuditAnswer>(line, StoreJson.Options) ?? throw new JsonException("A line is null.")).ToRow());
        }

        return check.Report;
    }

    private static async Task<int> TellAsync(AuditReport report, TextWriter output)
    {
        foreach (string problem in report.Problems)
        {
            await output.WriteLineAsync(problem);
        }

        await output.WriteLineAsync($"{report.Chains} chains, {report.Entries} entries, {report.Changes} changes: {(report.Holds ? "all hold" : "NOT what was written")}");
        return report.Holds ? Done : NotProven;
    }
}
