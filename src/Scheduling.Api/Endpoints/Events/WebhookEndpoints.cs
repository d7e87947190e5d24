using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Store.Events;
using Scheduling.Store.Rows;
using Scheduling.Worker.Webhooks;

namespace Scheduling.Api.Endpoints.Events;

/// <summary>A webhook to be added.</summary>
internal sealed record WebhookRequest
{
    /// <summary>Where events are posted: an https address of the public internet, or of a network that is allowed.</summary>
    public required string Url { get; init; }

    /// <summary>Kinds of events, such as <c>roster.published</c>; all when empty.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
}

/// <summary>A webhook. Its secret is told once, when it is added.</summary>
internal sealed record WebhookAnswer(Guid Id, string Url, IReadOnlyList<string> Kinds, Instant CreatedAt, string CreatedBy, Instant? DisabledAt, string? DisabledReason)
{
    public static WebhookAnswer Of(WebhookRow row) =>
        new(row.Id, row.Url, row.Kinds == WebhookStore.AllKinds ? [] : row.Kinds.Split(' '), row.CreatedAt, row.CreatedBy, row.DisabledAt, row.DisabledReason);
}

/// <summary>A new webhook with its secret, which is shown this once.</summary>
internal sealed record NewWebhookAnswer(Guid Id, string Url, string Secret);

/// <summary>A delivery in the log.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Event">Number of the event.</param>
/// <param name="Kind">Kind of the event.</param>
/// <param name="State">WAITING, DELIVERED or GIVENUP.</param>
/// <param name="Attempts">Tries since it was made or replayed.</param>
/// <param name="DueAt">When it is tried next, while it waits.</param>
/// <param name="DeliveredAt">When it was answered well.</param>
/// <param name="LastAt">When it was tried last.</param>
/// <param name="LastStatus">What the receiver answered last.</param>
/// <param name="LastError">Why there was no answer.</param>
internal sealed record DeliveryAnswer(
    Guid Id, long Event, string Kind, string State, int Attempts, Instant? DueAt, Instant? DeliveredAt, Instant? LastAt, int? LastStatus, string? LastError)
{
    public static DeliveryAnswer Of(DeliveryView view) => new(
        view.Delivery.Id, view.Delivery.EventNumber, view.Kind, view.Delivery.State.ToString().ToUpperInvariant(), view.Delivery.Attempts,
        view.Delivery.State == DeliveryState.Waiting ? view.Delivery.DueAt : null, view.Delivery.DeliveredAt, view.Last?.At, view.Last?.Status, view.Last?.Error);
}

/// <summary><c>/teams/{team}/webhooks</c>.</summary>
internal static class WebhookEndpoints
{
    private const int LongestUrl = 500;

    public static void MapWebhooks(this IEndpointRouteBuilder team)
    {
        RouteGroupBuilder hooks = team.MapGroup("/webhooks").WithTags("Events");
        hooks.MapGet("", ListAsync).For(Policies.ManageWebhooks, "The webhooks of a team").Produces<IReadOnlyList<WebhookAnswer>>();
        hooks.MapPost("", AddAsync).For(Policies.ManageWebhooks, "Add a webhook; its secret is shown once", "Messages follow Standard Webhooks: webhook-id, webhook-timestamp, webhook-signature (HMAC-SHA256).")
            .Takes<WebhookRequest>("""{"url":"https://hr.example/hooks/roster","kinds":["roster.published","leave.decided"]}""").Produces<NewWebhookAnswer>(StatusCodes.Status201Created);
        hooks.MapDelete("/{id:guid}", RemoveAsync).For(Policies.ManageWebhooks, "Take a webhook away, with its log").Produces(StatusCodes.Status204NoContent);
        hooks.MapPost("/{id:guid}/enable", EnableAsync).For(Policies.ManageWebhooks, "Let a webhook be told again that answered 410").Produces<WebhookAnswer>();
        hooks.MapGet("/{id:guid}/deliveries", DeliveriesAsync).For(Policies.ManageWebhooks, "The delivery log of a webhook, newest first").Produces<IReadOnlyList<DeliveryAnswer>>();
        hooks.MapPost("/{id:guid}/deliveries/{delivery:guid}/replay", ReplayAsync).For(Policies.ManageWebhooks, "Send a delivery again").Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpContext http, string team, WebhookStore store) =>
        Results.Ok((await store.ListAsync(team, http.RequestAborted)).Select(WebhookAnswer.Of));

    private static async Task<IResult> AddAsync(HttpContext http, string team, WebhookStore store, WebhookGuard guard, WebhookSecrets secrets)
    {
        var request = await http.Request.ReadAsync<WebhookRequest>();
        string? fault = request.Url.Length > LongestUrl ? "too-long" : guard.Judge(request.Url);
        string kinds = string.Join(", ", EventKinds.All);
        new InputCheck()
            .When(
                fault is not null, "webhook-address", "/url", $"回调地址应为公网 https 地址，最多 {LongestUrl} 个字符，不含用户名和 #。",
                $"The address of a webhook must be https, of the public internet, of {LongestUrl} characters at most, without a user and without #.")
            .When(request.Kinds.Any(kind => !EventKinds.All.Contains(kind)), "unknown-kind", "/kinds", $"没有这种事件；可用：{kinds}。", $"There is no such kind of event; use {kinds}.")
            .Conclude();
        string secret = WebhookMessage.NewSecret();
        WebhookRow row = await store.AddAsync(team, request.Url, [.. request.Kinds.Distinct()], secrets.Protect(secret), Caller.Of(http).Id, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Created($"/api/v1/teams/{team}/webhooks", new NewWebhookAnswer(row.Id, row.Url, WebhookMessage.SecretPrefix + secret));
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, string team, Guid id, WebhookStore store)
    {
        await store.RemoveAsync(team, id, Caller.Of(http).Id, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> EnableAsync(HttpContext http, string team, Guid id, WebhookStore store) =>
        Results.Ok(WebhookAnswer.Of(await store.EnableAsync(team, id, Caller.Of(http).Id, http.RequestAborted)));

    private static async Task<IResult> DeliveriesAsync(HttpContext http, string team, Guid id, DeliveryStore deliveries) =>
        Results.Ok((await deliveries.RecentAsync(team, id, cancellation: http.RequestAborted)).Select(DeliveryAnswer.Of));

    private static async Task<IResult> ReplayAsync(HttpContext http, string team, Guid id, Guid delivery, DeliveryStore deliveries)
    {
        await deliveries.ReplayAsync(team, id, delivery, Caller.Of(http).Id, http.RequestAborted);
        return Results.Accepted();
    }
}
