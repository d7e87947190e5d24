using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Scheduling.Store;

namespace Scheduling.Api.Endpoints.Staffing;

/// <summary>What one interval needs.</summary>
/// <param name="Start">Local start.</param>
/// <param name="Contacts">Expected contacts.</param>
/// <param name="LoadErlangs">Offered load in Erlang.</param>
/// <param name="OnQueue">Agents who must be on the queue.</param>
/// <param name="Rostered">Agents to roster, shrinkage included.</param>
/// <param name="Skills">The requirement by skill, where skills are given.</param>
/// <param name="Deferrable">Agents on deferrable work, where there is any.</param>
internal sealed record StaffingIntervalAnswer(LocalDateTime Start, double Contacts, double LoadErlangs, int OnQueue, int Rostered, IReadOnlyList<SkillRequirement> Skills, int? Deferrable);

/// <summary>Agents per interval.</summary>
/// <param name="IntervalMinutes">Length of an interval.</param>
/// <param name="Method">erlang-c, erlang-a or concurrent-chat.</param>
/// <param name="PeakOnQueue">Largest requirement of any interval.</param>
/// <param name="OnQueueHours">Agent-hours required on the queue.</param>
/// <param name="RosteredHours">Agent-hours to roster.</param>
/// <param name="CarriedOverSeconds">Deferrable work left for later.</param>
/// <param name="Intervals">The requirement of each interval.</param>
internal sealed record StaffingAnswer(
    int IntervalMinutes, string Method, int PeakOnQueue, double OnQueueHours, double RosteredHours, long? CarriedOverSeconds, IReadOnlyList<StaffingIntervalAnswer> Intervals);

/// <summary><c>/staffing</c>.</summary>
internal static class StaffingEndpoints
{
    private const string Example = """
        {"intervalMinutes":30,"handlingSeconds":240,"goal":{"percent":80,"seconds":15},"patienceSeconds":90,"shrinkagePercent":25,
         "intervals":[{"start":"2026-07-06T09:00:00","contacts":120},{"start":"2026-07-06T09:30:00","contacts":140}]}
        """;

    public static void MapStaffing(this IEndpointRouteBuilder api) => api.MapPost("/staffing", PostAsync)
        .For(Policies.UseEngine, "Agents per interval for volumes and a service goal", "Erlang C; Erlang A with patience; concurrent chats; work that may wait.")
        .WithTags("Staffing").Takes<StaffingRequest>(Example).Produces<StaffingAnswer>();

    private static async Task<IResult> PostAsync(HttpContext http, CancellationToken cancellation)
    {
        var request = await http.Request.ReadAsync<StaffingRequest>();
        request.Check();
        StaffingPlan plan;
        DeferrablePlan? deferrable = null;
        try
        {
            plan = StaffingPlan.For(request.Intervals.Select(i => new IntervalVolume(i.Start, i.Contacts)), request.IntervalMinutes, request.Assumptions());
            int[] onQueue = [.. plan.Intervals.Select((interval, i) => request.Chat is { } chat ? OfChat(request, chat, request.Intervals[i].Contacts) : interval.OnQueueAgents)];
            if (request.Deferrable is { } work)
            {
                deferrable = Defer(request, work, onQueue);
            }

            return Results.Ok(Answer(request, plan, onQueue, deferrable));
        }
        catch (ArgumentException fault)
        {
            // What is left after the check: values that are sound one by one and too much together.
            throw new StoreException(StoreFailure.Invalid, [new InputProblem("cannot-be-staffed", "", new LocalizedText($"无法计算：{fault.Message}", fault.Message))]);
        }
    }

    private static int OfChat(StaffingRequest request, ChatInput chat, double contacts) => contacts == 0 ? 0 : Math.Max(
        request.MinimumAgents,
        new ConcurrentChat(chat.SessionsPerAgent, chat.StretchPercent).AgentsRequired(contacts, request.IntervalMinutes, request.HandlingSeconds, request.Assumptions().Goal));

    private static DeferrablePlan Defer(StaffingRequest request, DeferrableInput work, int[] onQueue)
    {
        IReadOnlyList<long> seconds = [.. work.Contacts.Select(c => (long)Math.Ceiling(c * work.HandlingSeconds))];
        return DeferrableWork.Plan(
            [.. onQueue.Select((agents, i) => new DeferrableSlot(agents > 0 || work.Contacts[i] > 0, agents))],
            request.IntervalMinutes, DeferrableWork.Batches(seconds, request.IntervalMinutes, work.DeadlineMinutes));
    }

    private static StaffingAnswer Answer(StaffingRequest request, StaffingPlan plan, int[] onQueue, DeferrablePlan? deferrable)
    {
        int[] rostered = [.. onQueue.Select((agents, i) => Shrinkage.ScheduledAgents(agents + (deferrable?.Agents[i] ?? 0), request.ShrinkagePercent))];
        double hours = request.IntervalMinutes / 60.0;
        return new StaffingAnswer(
            request.IntervalMinutes,
            request.Chat is not null ? "concurrent-chat" : request.PatienceSeconds is not null ? "erlang-a" : "erlang-c",
            onQueue.Max(), onQueue.Sum(a => (long)a) * hours, rostered.Sum(a => (long)a) * hours, deferrable?.CarriedOverSeconds,
            [.. plan.Intervals.Select((interval, i) => new StaffingIntervalAnswer(
                interval.Start, interval.Calls, Math.Round(interval.LoadErlangs, 4), onQueue[i], rostered[i], request.Chat is null ? interval.Skills : [], deferrable?.Agents[i]))]);
    }
}
