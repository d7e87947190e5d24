using NodaTime;
using Scheduling.Api.Planning;
using Scheduling.Engine.Domain;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Demo;

/// <summary>
/// Fills an empty database with one team whose week to be rostered is the next one, and asks for its first solve. Nothing happens when
/// there is a team already.
/// </summary>
public sealed class DemoSeed(TeamReader reader, TeamStore teams, DemandStore demand, WeekForecast forecast, LeaveStore leave, RunStore runs, IClock clock)
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

        await demand.AddVolumesAsync(Team, "call", "synthetic-30min.csv", DemoProblem.Calls(week), By, cancellation);
        await forecast.SaveAsync(Team, week, "call", null, null, By, cancellation);

        await leave.PutAsync(Team, "demo-1", new Leave { Employee = "a15", From = week.PlusDays(3), Until = week.PlusDays(4) }, "家人婚礼", approved: false, By, cancellation);
        await leave.PutAsync(Team, "demo-2", new Leave { Employee = "a22", From = week.PlusDays(1), Until = week.PlusDays(1), Part = LeavePart.Afternoon, Kind = "personal" }, "办理证件", approved: false, By, cancellation);
        await runs.AddManualAsync(Team, week, new RunOptions { TimeLimitSeconds = 25 }, By, cancellation);
        return true;
    }
}
