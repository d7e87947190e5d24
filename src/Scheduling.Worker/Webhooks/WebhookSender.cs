using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Scheduling.Store.Events;
using Scheduling.Store.Walls;

namespace Scheduling.Worker.Webhooks;

/// <summary>Sends deliveries that are due. Any number of processes may: each delivery is one sender's for as long as its lease.</summary>
internal sealed partial class WebhookSender(
    DeliveryStore deliveries, WebhookGuard guard, WebhookSecrets secrets, WebhookSettings settings, IClock clock, TimeProvider time, ILogger<WebhookSender> log) : BackgroundService
{
    /// <summary>Longer than a try may take.</summary>
    private static readonly Duration Slack = Duration.FromSeconds(30);

    private readonly HttpClient _client = new(guard.NewHandler()) { Timeout = settings.Timeout };
    private volatile bool _failed;

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    // Async, so that what is set here stays here.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        TeamReach.SetAll();
        await Task.WhenAll(Enumerable.Range(0, settings.Senders).Select(_ => SendAllAsync(stoppingToken)));
    }

    private async Task SendAllAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            bool sent = false;
            try
            {
                sent = await SendNextAsync(stop);
                _failed = false;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException && !stop.IsCancellationRequested)
            {
                // Told once, not at every look.
                if (!_failed)
                {
                    LogFailed(fault);
                }

                _failed = true;
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                // A try that is cut off is made again when its lease has run out.
                return;
            }

            if (!sent)
            {
                await Task.Delay(settings.Poll, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> SendNextAsync(CancellationToken stop)
    {
        if (await deliveries.ClaimAsync(Duration.FromTimeSpan(settings.Timeout) + Slack, stop) is not { } claimed)
        {
            return false;
        }

        DeliveryTry came = await TryAsync(claimed, stop);
        await deliveries.EndAsync(claimed, came, stop);
        LogTry(claimed.Delivery.Id, claimed.Webhook.Id, claimed.Delivery.Attempts, came.Status, came.Milliseconds);
        return true;
    }

    private async Task<DeliveryTry> TryAsync(ClaimedDelivery claimed, CancellationToken stop)
    {
        long began = time.GetTimestamp();
        try
        {
            using HttpRequestMessage request = WebhookMessage.Of(claimed, secrets.Unprotect(claimed.Webhook.Secret), clock.GetCurrentInstant());
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return new DeliveryTry((int)answer.StatusCode, null, Elapsed());
        }
        catch (CryptographicException)
        {
            return new DeliveryTry(null, "The secret cannot be read: the keys it was encrypted by are missing.", Elapsed());
        }
        catch (Exception fault) when (!stop.IsCancellationRequested && fault is HttpRequestException or TaskCanceledException or SocketException or IOException or UriFormatException)
        {
            return new DeliveryTry(null, fault is TaskCanceledException ? "No answer in time." : fault.Message, Elapsed());
        }

        int Elapsed() => (int)time.GetElapsedTime(began).TotalMilliseconds;
    }

    [LoggerMessage(LogLevel.Warning, "Deliveries could not be read or written; trying again")]
    private partial void LogFailed(Exception fault);

    [LoggerMessage(LogLevel.Debug, "Delivery {Delivery} to webhook {Webhook}, try {Try}: {Status} in {Milliseconds} ms")]
    private partial void LogTry(Guid delivery, Guid webhook, int @try, int? status, int milliseconds);
}
