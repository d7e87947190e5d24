using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Scheduling.Faults.Hosting;

/// <summary>Receives webhooks on this machine and remembers their ids by the team in the address.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Team, string Id)> _received = [];

    private WebhookReceiver(WebApplication app) => _app = app;

    public IReadOnlyList<(string Team, string Id)> Received => [.. _received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(http =>
        {
            receiver._received.Enqueue((http.Request.Path.Value!.Trim('/'), http.Request.Headers["webhook-id"].ToString()));
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    public string AddressOf(string team) => $"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/{team}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
