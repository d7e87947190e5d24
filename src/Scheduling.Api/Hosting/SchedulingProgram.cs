namespace Scheduling.Api.Hosting;

/// <summary>The program from its arguments to its exit code.</summary>
internal static class SchedulingProgram
{
    private const string Help = """
        Scheduling: rosters for customer-service departments. Serves pages and an API.

        Usage: Scheduling.Api [COMMAND] [--key=value ...]      (or environment variables, with __ for the colons)

        Without a command it serves. Commands do one thing with the same settings and end:

          migrate                               Brings the database up to date; with --Scheduling:ApiRole=NAME it also grants
                                                that database role what an API needs that does not own the tables.
          verify-audit [FILE]                   Proves the audit log, or an exported one. Exit code 1 when it does not hold.
          export-audit [TEAM]                   Writes the audit log, an entry a line; of one team only where it is named.

        Settings:

          --urls=URL                            Where to listen. Default http://127.0.0.1:5080
          --ConnectionStrings:Scheduling=TEXT   A PostgreSQL database. Without it a SQLite file is used.
          --Scheduling:DataDirectory=FOLDER     Where that file and the keys of cookies are. Default: folder 'scheduling'
                                                under the local application data of the user.
          --Scheduling:Access:LocalUser=false   Ask people on this machine to sign in as well. Without PostgreSQL
                                                a browser on this machine is the administrator otherwise.
          --Scheduling:Solving:MaximumSeconds=N Longest solve that may be asked for. Default 600.
          --Scheduling:SlowGrace=00:00:10       How long a client may take to send headers or a body that hardly comes.
          --Worker:Solves=false                 Leave solving to separate workers (needs PostgreSQL). Default: this process solves.
          --Worker:Cores=N                      Cores that solving may use, default 2; two threads a solve.
          SCHEDULING_ADMIN_PASSWORD             First password of the account 'admin', where accounts are needed.
                                                Without it one is made up and printed at the first start.
          --help                                This text.

        Pages at /, the API at /api/v1, its description at /openapi/v1.json and /reference, health at /health/live and /health/ready.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args.Any(a => a is "--help" or "-h" or "-?"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        if (OperatorCommands.IsCommand(args))
        {
            return await OperatorCommands.RunAsync(args, Console.Out);
        }

        await using WebApplication app = SchedulingHost.Build(args);
        await app.RunAsync();
        return 0;
    }
}
