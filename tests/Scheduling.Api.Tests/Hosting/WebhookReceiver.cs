using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>A request that came to a receiver.</summary>
internal sealed record ReceivedMessage(string Path, HeaderDictionary Headers, string Body);

/// <summary>Receives webhooks on this machine, and answers by what stands in the address: <c>/status/410</c>, <c>/redirect</c>, else 204.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedMessage> _received = new();

    private WebhookReceiver(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public IReadOnlyList<ReceivedMessage> Received => [.. _received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.AnswerAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many messages have come; all of them.</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> WaitAsync(int count)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (_received.Count < count)
        {
            Assert.False(timeout.IsCancellationRequested, $"Only {_received.Count} of {count} messages came.");
            await Task.Delay(50, CancellationToken.None);
        }

        return Received;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        string body = await reader.ReadToEndAsync();
        _received.Enqueue(new ReceivedMessage(http.Request.Path, new HeaderDictionary(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value)), body));
        if (http.Request.Path == "/redirect")
        {
            http.Response.Redirect("/elsewhere");
            return;
        }

        http.Response.StatusCode = http.Request.Path.StartsWithSegments("/status", out PathString status) && int.TryParse(status.Value!.TrimStart('/'), out int code) ? code : StatusCodes.Status204NoContent;
    }
}
