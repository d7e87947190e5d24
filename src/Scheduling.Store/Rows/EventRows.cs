using NodaTime;

namespace Scheduling.Store.Rows;

/// <summary>Something that happened to a team and is told to others: the outbox. Written in the transaction of what it tells, never changed.</summary>
public sealed class EventRow
{
    public required string TeamId { get; set; }

    /// <summary>1, 2, 3 … without gaps within the team, in the order of commits; the id of the team's event stream.</summary>
    public long Number { get; set; }

    /// <summary>One for all its deliveries: a receiver knows by it what it has had.</summary>
    public Guid Id { get; set; }

    /// <summary>One of <c>Events.EventKinds</c>.</summary>
    public required string Kind { get; set; }

    public Instant At { get; set; }

    /// <summary>What it is about, in JSON: ids and states, never a reason.</summary>
    public required string Data { get; set; }
}

/// <summary>An address that is told of a team's events.</summary>
public sealed class WebhookRow
{
    public Guid Id { get; set; }

    public required string TeamId { get; set; }

    public required string Url { get; set; }

    /// <summary>The kinds it is told of, separated by spaces; <c>*</c> for all.</summary>
    public required string Kinds { get; set; }

    /// <summary>What its messages are signed with, encrypted by keys that are not in the database.</summary>
    public required string Secret { get; set; }

    /// <summary>Since when it is told nothing.</summary>
    public Instant? DisabledAt { get; set; }

    public string? DisabledReason { get; set; }

    public Instant CreatedAt { get; set; }

    public required string CreatedBy { get; set; }
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>The receiver answered 2xx.</summary>
    Delivered,

    /// <summary>Every try failed, or the receiver is gone.</summary>
    GivenUp,
}

/// <summary>One event for one webhook.</summary>
public sealed class DeliveryRow
{
    public Guid Id { get; set; }

    public Guid WebhookId { get; set; }

    public required string TeamId { get; set; }

    public long EventNumber { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>Tries since it was made or replayed; counted before each is made.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this, by the database's clock; at once when null.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Raised by each claim; a sender writes only under its own.</summary>
    public long LeaseToken { get; set; }

    public Instant? LeaseUntil { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant? DeliveredAt { get; set; }
}

/// <summary>One try of a delivery. Only ever added to.</summary>
public sealed class DeliveryAttemptRow
{
    public Guid DeliveryId { get; set; }

    /// <summary>The lease token of the try.</summary>
    public long Number { get; set; }

    public Instant At { get; set; }

    /// <summary>What the receiver answered; null when it did not.</summary>
    public int? Status { get; set; }

    public int Milliseconds { get; set; }

    /// <summary>Why there was no answer.</summary>
    public string? Error { get; set; }
}
