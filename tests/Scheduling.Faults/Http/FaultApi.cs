using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;
using Scheduling.Testing;

namespace Scheduling.Faults.Http;

/// <summary>The API in a process of its own, on a database of its own, spoken to by a machine whose key may do everything.</summary>
internal sealed partial class FaultApi : IAsyncDisposable
{
    /// <summary>First day of the week of the sample, moved into a year with the same calendar that is not over for long.</summary>
    public const string Week = "2054-07-06";

    private const string Password = "first password";

    private readonly ProgramProcess _program;
    private readonly DirectoryInfo _folder;

    private FaultApi(ProgramProcess program, DirectoryInfo folder, string connection, Uri address, string key)
    {
        _program = program;
        _folder = folder;
        Connection = connection;
        Address = address;
        Key = key;
        Client = NewClient();
    }

    public string Connection { get; }

    public Uri Address { get; }

    /// <summary>Key of an administrator of all teams.</summary>
    public string Key { get; }

    /// <summary>Speaks with <see cref="Key"/>.</summary>
    public HttpClient Client { get; }

    /// <summary>What the program wrote.</summary>
    public string Output => _program.Output;

    /// <summary>Starts it and makes a key.</summary>
    public static async Task<FaultApi> StartAsync(FaultSetting setting, params (string Name, string Value)[] more)
    {
        string connection = await setting.Server.CreateDatabaseAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("scheduling-faults-");
        Dictionary<string, string> environment = new()
        {
            ["ConnectionStrings__Scheduling"] = connection,
            ["Scheduling__DataDirectory"] = folder.FullName,
            ["Scheduling__Demo"] = "false",
            ["Worker__Solves"] = "false",
            ["Worker__Webhooks__Sends"] = "false",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["SCHEDULING_ADMIN_PASSWORD"] = Password,
        };
        foreach ((string name, string value) in more)
        {
            environment[name] = value;
        }

        var program = ProgramProcess.Start("Scheduling.Api", environment);
        var address = new Uri((await program.WaitForAsync(Listening())).Groups[1].Value);
        using var person = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        using HttpResponseMessage signedIn = await person.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "admin", ["password"] = Password }));
        using HttpResponseMessage made = await person.PostAsJsonAsync("/api/v1/keys", new { name = "faults", role = "admin", teams = new[] { "*" } });
        made.EnsureSuccessStatusCode();
        string key = (string)(await made.Content.ReadFromJsonAsync<JsonNode>())!["key"]!;
        return new FaultApi(program, folder, connection, address, key);
    }

    /// <summary>Another client with the same key; one for each who acts at once.</summary>
    public HttpClient NewClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    /// <summary>The small sample, in <see cref="Week"/>.</summary>
    public static string Sample()
    {
        using var reader = new StreamReader(System.Reflection.Assembly.GetExecutingAssembly().GetManifestResourceStream("office-6.json")!);
        return reader.ReadToEnd().Replace("\"2026-", "\"2054-", StringComparison.Ordinal);
    }

    /// <summary>Makes a team of the small sample with a draft of one shift; the draft's number is 1.</summary>
    public async Task MakeTeamAsync(string team)
    {
        await SendAsync(HttpMethod.Post, $"/api/v1/teams?id={team}", Sample());
        await SendAsync(HttpMethod.Patch, $"/api/v1/teams/{team}/weeks/{Week}/roster", $$"""{"edits":[{"employee":"o1","date":"{{Week}}","shiftType":"O"}]}""", ifMatch: "\"0\"");
    }

    /// <summary>Sends what must succeed; its answer.</summary>
    public async Task<string> SendAsync(HttpMethod method, string path, string? json = null, string? ifMatch = null)
    {
        using HttpRequestMessage request = Request(method, path, json, ifMatch, $"{Guid.NewGuid()}");
        using HttpResponseMessage answer = await Client.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string? json, string? ifMatch = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version11, Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return request;
    }

    /// <summary>A number of the database.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Queries of the tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Most memory the process has held, in MB.</summary>
    public double MostMegabytes() => Status("VmHWM") / 1024;

    /// <summary>Seconds the process has had a core for: what it did, however busy the machine is with something else.</summary>
    public double CoreSeconds() => Directory.EnumerateDirectories($"/proc/{_program.Id}/task")
        .Sum(task => double.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture)) / 1e9;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private double Status(string name) => double.Parse(
        File.ReadLines($"/proc/{_program.Id}/status").First(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
