using System.Diagnostics;

namespace Scheduling.Testing;

/// <summary>The programs of the newest installed PostgreSQL, run as somebody who may run them: never root.</summary>
internal sealed class PostgresProgram
{
    private const string Packages = "postgresql";
    private const string Versions = "/usr/lib/postgresql";
    private const string Account = "postgres";

    private readonly string _folder;

    private PostgresProgram(string folder) => _folder = folder;

    /// <exception cref="MissingProgramException">There is no server, or root has no account to run it under.</exception>
    public static PostgresProgram Find()
    {
        string? folder = !Directory.Exists(Versions) ? null
            : Directory.EnumerateDirectories(Versions)
                .OrderByDescending(path => int.TryParse(Path.GetFileName(path), out int version) ? version : 0)
                .Select(path => Path.Combine(path, "bin"))
                .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "pg_ctl")));
        if (folder is null)
        {
            throw new MissingProgramException($"The PostgreSQL server ({Versions}/*/bin/initdb)", Packages);
        }

        return Environment.IsPrivilegedProcess && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith(Account + ":", StringComparison.Ordinal))
            ? throw new MissingProgramException($"The account '{Account}' under which root runs PostgreSQL", Packages)
            : new PostgresProgram(folder);
    }

    /// <summary>The command line of one of PostgreSQL's programs, or of one on the PATH, under the account that may run it.</summary>
    public string[] Command(string program, params string[] arguments)
    {
        string path = Path.Combine(_folder, program) is var own && File.Exists(own) ? own : program;
        return Environment.IsPrivilegedProcess ? ["runuser", "-u", Account, "--", path, .. arguments] : [path, .. arguments];
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it wrote.</exception>
    public async Task RunAsync(string program, params string[] arguments)
    {
        string[] command = Command(program, arguments);
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"'{command[0]}' did not start.");
        Task<string> written = process.StandardOutput.ReadToEndAsync();
        Task<string> complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {process.ExitCode}: {await written.ConfigureAwait(false)}{await complained.ConfigureAwait(false)}");
        }
    }
}
