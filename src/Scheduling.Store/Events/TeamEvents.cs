using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Store.Events;

/// <summary>What is told of a roster.</summary>
/// <param name="Team">Id of the team.</param>
/// <param name="Week">First day of the week.</param>
/// <param name="Number">The revision it is about.</param>
/// <param name="By">For one that stands no more: what came instead; null when nothing did.</param>
public sealed record RosterEvent(string Team, LocalDate Week, int Number, int? By);

/// <summary>What is told of a leave; never its reason.</summary>
public sealed record LeaveEvent(string Team, string ExternalId, string Employee, LocalDate From, LocalDate Until, string State);

/// <summary>What is told of a run that was given up.</summary>
public sealed record FailureEvent(string Team, LocalDate Week, Guid Run, LocalizedText Message);

/// <summary>What is told of a quarantine.</summary>
public sealed record QuarantineEvent(string Team, LocalDate Week, LocalizedText Reason);

/// <summary>Writes events, with a delivery for each webhook that wants them, in the transaction of what they tell.</summary>
internal static class TeamEvents
{
    private static readonly HotQuery<Func<SchedulingContext, string, IAsyncEnumerable<WebhookRow>>> Listening = new(() => EF.CompileAsyncQuery(
        (SchedulingContext context, string team) => context.Webhooks.AsNoTracking().Where(w => w.TeamId == team && w.DisabledAt == null)));

    /// <summary>Adds an event. Numbers have no gaps and follow the commits, for counting takes the team's lock: who reads on after a number misses none.</summary>
    public static async Task AddAsync<T>(SchedulingContext context, StoreSession store, string team, string kind, T data, CancellationToken cancellation)
    {
        long number = ++(await TeamChange.LockAsync(context, team, cancellation)).EventCount;
        Instant now = store.Clock.GetCurrentInstant();
        context.Events.Add(new EventRow { TeamId = team, Number = number, Id = Guid.CreateVersion7(now.ToDateTimeOffset()), Kind = kind, At = now, Data = StoreJson.Write(data) });
        await foreach (WebhookRow webhook in Listening.For(context)(context, team).WithCancellation(cancellation))
        {
            if (WebhookStore.Wants(webhook, kind))
            {
                context.Deliveries.Add(new DeliveryRow { Id = Guid.CreateVersion7(now.ToDateTimeOffset()), WebhookId = webhook.Id, TeamId = team, EventNumber = number, CreatedAt = now });
            }
        }
    }
}
