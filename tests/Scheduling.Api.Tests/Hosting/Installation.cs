using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>An installation as docs/operations.md describes it: a database made by its SQL, the API and workers in processes of their own.</summary>
internal sealed partial class Installation : IAsyncDisposable
{
    private readonly PostgresServer _postgres;
    private readonly DirectoryInfo _folder;
    private readonly List<ProgramProcess> _programs = [];

    private Installation(PostgresServer postgres, string connection)
    {
        _postgres = postgres;
        Connection = connection;
        _folder = Directory.CreateTempSubdirectory("scheduling-installation-");
    }

    /// <summary>Connection string of the role the handbook makes, who is no superuser.</summary>
    public string Connection { get; }

    public Uri Address { get; private set; } = null!;

    /// <summary>Makes role and database as the handbook's first step does.</summary>
    public static async Task<Installation> PrepareAsync()
    {
        PostgresServer postgres = await PostgresServer.StartAsync();
        string handbook = await File.ReadAllTextAsync(Path.Combine(Artifacts.Repository, "docs", "operations.md"));
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        foreach (string statement in FirstSql().Match(handbook).Groups[1].Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
#pragma warning disable CA2100 // The handbook's own words.
            await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        return new Installation(postgres, new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Username = "scheduling", Database = "scheduling" }.ConnectionString);
    }

    /// <summary>Starts the API and waits until it is ready.</summary>
    public async Task<ProgramProcess> StartApiAsync(string? password = null)
    {
        Dictionary<string, string> environment = new()
        {
            ["ConnectionStrings__Scheduling"] = Connection,
            ["Scheduling__DataDirectory"] = _folder.FullName,
            ["Worker__Solves"] = "false",
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        };
        if (password is not null)
        {
            environment["SCHEDULING_ADMIN_PASSWORD"] = password;
        }

        var api = ProgramProcess.Start("Scheduling.Api", environment);
        _programs.Add(api);
        Address = new Uri((await api.WaitForAsync(Listening())).Groups[1].Value);
        using HttpClient anybody = NewClient();
        Assert.Equal("healthy", (string?)(await anybody.GetAsync("/health/ready").JsonAsync())["checks"]!["database"]);
        return api;
    }

    public ProgramProcess StartWorker()
    {
        var worker = ProgramProcess.Start("Scheduling.Worker", new Dictionary<string, string> { ["ConnectionStrings__Scheduling"] = Connection }, "--cores", "2", "--threads", "2");
        _programs.Add(worker);
        return worker;
    }

    /// <summary>Somebody unknown, who speaks English.</summary>
    public HttpClient NewClient(string? key = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return client;
    }

    public async Task<HttpClient> SignedInAsync(string name, string password)
    {
        HttpClient client = NewClient();
        using HttpResponseMessage answer = await ApiHost.SignInAsync(client, name, password);
        Assert.Equal((HttpStatusCode.Found, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ProgramProcess program in _programs)
        {
            await program.DisposeAsync();
        }

        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex FirstSql();

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
