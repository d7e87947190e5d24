using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Demo;

/// <summary>
/// Fills an empty database with one team whose week to be rostered is the next one, and asks for its first solve. Nothing happens when
/// there is a team already.
/// </summary>
public sealed class DemoSeed(TeamReader reader, TeamStore teams, DemandStore demand, LeaveStore leave, RunStore runs, IClock clock)
{
    public const string Team = "demo";

    private const string By = "demo";

    /// <summary>Whether the demo was made.</summary>
    public async Task<bool> SeedAsync(CancellationToken cancellation = default)
    {
        if ((await reader.ListAsync(null, cancellation)).Count > 0)
        {
            return false;
        }

        LocalDate today = clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).Date;
        LocalDate week = today.Next(IsoDayOfWeek.Monday);
        SchedulingProblem problem = DemoProblem.For(week);
        await teams.CreateAsync(Team, problem, By, cancellation);

        CallHistory calls = DemoProblem.Calls(week);
        await demand.AddVolumesAsync(Team, "call", "synthetic-30min.csv", calls, By, cancellation);
        await demand.SaveAsync(Team, week, problem.Demand, [Basis(calls, week, new PostService { Post = "call" })], By, cancellation);

        await leave.PutAsync(Team, "demo-1", new Leave { Employee = "a15", From = week.PlusDays(3), Until = week.PlusDays(4) }, "家人婚礼", approved: false, By, cancellation);
        await leave.PutAsync(Team, "demo-2", new Leave { Employee = "a22", From = week.PlusDays(1), Until = week.PlusDays(1), Part = LeavePart.Afternoon, Kind = "personal" }, "办理证件", approved: false, By, cancellation);
        await runs.AddManualAsync(Team, week, new RunOptions { TimeLimitSeconds = 20 }, By, cancellation);
        return true;
    }

    /// <summary>What the forecast says the post needs, for the chart; the sample's own demand stays in force.</summary>
    private static DemandBasis Basis(CallHistory calls, LocalDate week, PostService service)
    {
        VolumeForecast forecast = CallForecaster.Forecast(calls, week, 7);
        var plan = StaffingPlan.For(forecast, new StaffingAssumptions
        {
            HandlingSeconds = service.HandlingSeconds,
            PatienceSeconds = service.PatienceSeconds,
            Goal = new ServiceGoal(service.GoalPercent / 100, service.GoalSeconds),
        });
        return new DemandBasis
        {
            Post = service.Post,
            Service = service,
            IntervalMinutes = forecast.IntervalMinutes,
            Intervals = [.. forecast.Intervals.Zip(plan.Intervals).Select(p => new BasisInterval(p.First.Start, p.First.Calls, p.First.LowCalls, p.First.HighCalls, p.Second.OnQueueAgents, p.Second.ScheduledAgents))],
        };
    }
}
