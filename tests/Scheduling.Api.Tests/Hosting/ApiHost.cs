using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Hosting;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>The whole program on a free port with a folder of its own, spoken to through real sockets.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private ApiHost(WebApplication app, DirectoryInfo folder, string address)
    {
        App = app;
        _folder = folder;
        Address = new Uri(address);
        Client = NewClient();
    }

    public WebApplication App { get; }

    public Uri Address { get; }

    /// <summary>The local user, in English.</summary>
    public HttpClient Client { get; }

    public T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public static Task<ApiHost> StartAsync(params string[] more) => StartAsync((Action<WebApplicationBuilder>?)null, more);

    /// <summary>The same at another time.</summary>
    public static Task<ApiHost> StartAsync(IClock? clock, params string[] more) => StartAsync(builder =>
    {
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }
    }, more);

    /// <summary>The same with something of it exchanged.</summary>
    public static async Task<ApiHost> StartAsync(Action<WebApplicationBuilder>? adjust, params string[] more)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("scheduling-api-");
        WebApplication app = SchedulingHost.Build(
            ["--urls=http://127.0.0.1:0", "--Worker:Solves=false", "--Worker:Webhooks:Sends=false", "--Scheduling:Resolving:Debounce=00:00:00", "--Scheduling:Demo=false", $"--Scheduling:DataDirectory={folder.FullName}", .. more],
            builder =>
            {
                builder.Logging.ClearProviders();
                adjust?.Invoke(builder);
            });
        await app.StartAsync();
        return new ApiHost(app, folder, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public HttpClient NewClient(bool cookies = true) => Speaking(new HttpClient(new HttpClientHandler { UseCookies = cookies, AllowAutoRedirect = false }) { BaseAddress = Address });

    /// <summary>A machine with a new key.</summary>
    public async Task<HttpClient> KeyClientAsync(Role role, params string[] teams)
    {
        (string key, _) = await AddKeyAsync(role, teams);
        HttpClient client = NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    public async Task<(string Key, Guid Id)> AddKeyAsync(Role role, params string[] teams)
    {
        string key = Secrets.Key();
        var row = new KeyRow
        {
            Id = Guid.NewGuid(),
            Name = $"{role}",
            Hash = Secrets.HashOf(key),
            Role = RoleNames.Of(role),
            Teams = string.Join(' ', teams),
            ExpiresAt = Service<IClock>().GetCurrentInstant() + Duration.FromHours(1),
        };
        await Service<KeyStore>().AddAsync(row, "test");
        return (key, row.Id);
    }

    public async Task AddAccountAsync(string id, Role role, string password, string? employee = null, params string[] teams)
    {
        var account = new AccountRow { Id = id, Name = id, PasswordHash = "", Role = RoleNames.Of(role), Teams = string.Join(' ', teams), EmployeeId = employee };
        await Service<AccountDirectory>().SaveAsync(account, new PasswordHasher<AccountRow>().HashPassword(account, password), "test");
    }

    /// <summary>Somebody with a new account who has signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string id, Role role, string? employee = null, params string[] teams)
    {
        await AddAccountAsync(id, role, "a long password", employee, teams);
        HttpClient client = NewClient();
        using HttpResponseMessage answer = await SignInAsync(client, id, "a long password");
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = name, ["password"] = password }));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static HttpClient Speaking(HttpClient client)
    {
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }
}
