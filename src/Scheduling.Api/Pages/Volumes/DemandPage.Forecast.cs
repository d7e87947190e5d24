using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Scheduling.Store;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Volumes;

/// <content>Makes demand of recorded volumes.</content>
public sealed partial class DemandPage
{
    private Task UseAsync(PostService service) => DoAsync(async who =>
    {
        LocalDate week = _week!.Value;
        CallHistory history = await Demands.HistoryAsync(Team, service.Post) ?? throw StoreException.Invalid("no-volumes", "/post", Texts.NoUploads.Zh, Texts.NoUploads.En);
        VolumeForecast forecast = CallForecaster.Forecast(history, week, 7, new ForecastSettings { IntervalMinutes = _setup!.IntervalMinutes });
        var plan = StaffingPlan.For(forecast, new StaffingAssumptions
        {
            HandlingSeconds = service.HandlingSeconds,
            Goal = new ServiceGoal(service.GoalPercent / 100, service.GoalSeconds),
            PatienceSeconds = service.PatienceSeconds,
            ShrinkagePercent = service.ShrinkagePercent,
            MaximumOccupancyPercent = service.MaximumOccupancyPercent,
            MinimumAgents = service.MinimumAgents,
        });
        List<BasisInterval> intervals = [.. forecast.Intervals.Zip(plan.Intervals).Select(p => new BasisInterval(
            p.First.Start, p.First.Calls, p.First.LowCalls, p.First.HighCalls, p.Second.OnQueueAgents, p.Second.ScheduledAgents))];
        var basis = new DemandBasis { Post = service.Post, Service = service, IntervalMinutes = _setup.IntervalMinutes, Intervals = intervals };
        Demand demand = _demand!.Demand with
        {
            Intervals = [.. _demand.Demand.Intervals.Where(d => d.Post != service.Post), .. intervals.GroupBy(i => i.Start.Date)
                .Select(day => new IntervalDemand { Post = service.Post, Date = day.Key, Required = [.. day.OrderBy(i => i.Start).Select(i => i.Rostered)] })],
        };
        (int number, _) = await Demands.SaveAsync(Team, week, demand, [.. _demand.Basis.Where(b => b.Post != service.Post), basis], who);
        Snack.Add(Words.Fill(Texts.DemandUsed, number), MudBlazor.Severity.Success);
    });
}
