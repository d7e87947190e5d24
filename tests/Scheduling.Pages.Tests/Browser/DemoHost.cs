using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scheduling.Api.Hosting;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>The whole program with its worker on a free port and a fresh folder of its own: the first start of somebody who has configured nothing.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scheduling-pages-");
    private WebApplication? _app;

    /// <summary>Where it listens; another place after each start.</summary>
    public Uri Address { get; private set; } = null!;

    public async Task StartAsync()
    {
        _app = SchedulingHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Scheduling:DataDirectory={_folder.FullName}"],
            builder => builder.Logging.ClearProviders());
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Ends the program and starts it again on the same folder.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public string At(string path) => new Uri(Address, path).AbsoluteUri;

    public T Service<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
