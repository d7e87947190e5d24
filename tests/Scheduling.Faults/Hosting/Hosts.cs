using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Testing;
using Scheduling.Worker.Webhooks;

namespace Scheduling.Faults.Hosting;

/// <summary>Workers and the API in processes of their own, which may be killed, frozen and told to end.</summary>
internal static partial class Hosts
{
    private const string Program = "Scheduling.Faults";

    /// <summary>How long a run stays with a worker that gives no sign of life.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest solve of a worker, so that a try takes seconds.</summary>
    public static TimeSpan Solve { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Where all workers find the keys of what is encrypted.</summary>
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("scheduling-faults-keys-");

    /// <summary>Encrypts a signing secret so that workers can read it.</summary>
    public static string Protect(string secret)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(WebhookSecrets.ApplicationName).PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(Folder.FullName, "keys")));
        using ServiceProvider provider = services.BuildServiceProvider();
        return new WebhookSecrets(provider.GetRequiredService<IDataProtectionProvider>()).Protect(secret);
    }

    /// <summary>Removes the keys.</summary>
    public static void ForgetKeys() => Folder.Delete(recursive: true);

    /// <summary>
    /// Starts a worker. More arguments win over the usual ones. A solver gets a minute beyond its time before it counts as hanging: it yields to everybody, and a test starts a
    /// dozen processes at once.
    /// </summary>
    public static ProgramProcess StartWorker(string connection, params string[] more) => ProgramProcess.Start(
        Program,
        new Dictionary<string, string> { ["ConnectionStrings__Scheduling"] = connection },
        [
            HostedProgram.Argument, "worker", "--cores=2", "--threads=2", $"--Worker:Lease={Text(Lease)}", "--Worker:Sweep=00:00:00.3", $"--Worker:LongestSolve={Text(Solve)}",
            "--Worker:Solver:ExplainLimit=00:00:01", "--Worker:Solver:LimitGrace=00:01:00", "--Worker:Webhooks:Poll=00:00:00.3", "--Worker:Webhooks:Timeout=00:00:02",
            "--Worker:Webhooks:AllowedNetworks:0=127.0.0.0/8", $"--Scheduling:DataDirectory={Folder.FullName}", .. more,
        ]);

    /// <summary>Starts the API, which leaves solving to workers.</summary>
    /// <param name="folder">Where it keeps its keys; the same for all of an installation.</param>
    public static ProgramProcess StartApi(string connection, string folder, params string[] more) => ProgramProcess.Start(
        Program,
        new Dictionary<string, string> { ["ConnectionStrings__Scheduling"] = connection, ["SCHEDULING_ADMIN_PASSWORD"] = ApiClient.Password },
        [
            HostedProgram.Argument, "api", "--urls=http://127.0.0.1:0", $"--Scheduling:DataDirectory={folder}", "--Worker:Solves=false", "--Worker:Webhooks:Sends=false",
            "--Scheduling:Resolving:Debounce=00:00:00.2", .. more,
        ]);

    /// <summary>Starts a worker and waits until it works: one that finds no database at its start ends with an exit code, for whoever runs it to start it again.</summary>
    public static async Task<ProgramProcess> StartedWorkerAsync(string connection, params string[] more)
    {
        ProgramProcess worker = StartWorker(connection, more);
        await StartedAsync(worker);
        return worker;
    }

    /// <summary>Waits until a worker works.</summary>
    public static Task StartedAsync(ProgramProcess worker) => worker.WaitForAsync(Started());

    /// <summary>Starts a server of plain Hangfire.</summary>
    public static ProgramProcess StartPlain(string connection) =>
        ProgramProcess.Start(Program, new Dictionary<string, string> { ["ConnectionStrings__Scheduling"] = connection }, HostedProgram.Argument, Queues.PlainJobs.Argument);

    /// <summary>Waits until the API listens; its address.</summary>
    public static async Task<Uri> AddressAsync(ProgramProcess api) => new((await api.WaitForAsync(Listening())).Groups[1].Value);

    public static async Task SignalAsync(string signal, int process)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Bytes that live in a process after a forced collection.</summary>
    public static async Task<long> HeapAsync(ProgramProcess process)
    {
        int told = Heap().Count(process.Output);
        await SignalAsync(HostedProgram.HeapSignal, process.Id);
        while (Heap().Count(process.Output) == told)
        {
            await Task.Delay(50);
        }

        return long.Parse(Heap().Matches(process.Output)[told].Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex("Application started")]
    private static partial Regex Started();

    [GeneratedRegex(HostedProgram.HeapWords + @"(\d+)")]
    private static partial Regex Heap();
}

/// <summary>A client that signed in as the administrator made a key and speaks with it.</summary>
internal static class ApiClient
{
    /// <summary>The administrator's password at the first start.</summary>
    public const string Password = "fault-tests-only-4711";

    /// <summary>Makes a key; it lives on in the database.</summary>
    public static async Task<string> NewKeyAsync(Uri address)
    {
        using var person = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        using HttpResponseMessage signedIn = await person.PostAsync(
            new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "admin", ["password"] = Password }));
        if (signedIn.StatusCode != HttpStatusCode.Found)
        {
            throw new InvalidOperationException($"The administrator could not sign in: {signedIn.StatusCode}.");
        }

        using HttpResponseMessage made = await person.PostAsJsonAsync(new Uri("/api/v1/keys", UriKind.Relative), new { name = "faults", role = "admin", teams = new[] { "*" }, expiresInDays = 2 });
        return (string)JsonNode.Parse(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["key"]!;
    }

    public static HttpClient With(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(40) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    /// <summary>Files an approved leave of one day.</summary>
    public static Task<HttpResponseMessage> PutLeaveAsync(HttpClient client, string team, string id, string employee, string day) =>
        client.PutAsJsonAsync(new Uri($"/api/v1/teams/{team}/leave/{id}", UriKind.Relative), new { employee, from = day, until = day, approved = true });
}
