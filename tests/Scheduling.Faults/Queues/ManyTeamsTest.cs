using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Store.Teams;
using Scheduling.Testing;

namespace Scheduling.Faults.Queues;

/// <summary>FT-L2: a thousand teams of 50 agents have one change each; two workers of one core, one second a solve. All are proposed in a quarter of an hour; connections stay flat.</summary>
internal static class ManyTeamsTest
{
    private const int Teams = 1000;
    private const int Agents = 50;
    private const int SpareConnections = 4;

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(40);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        int teams = setting.Tries == 1 ? Teams : setting.Tries;
        await using FaultStore store = await FaultStore.MakeAsync(setting, Duration.FromMilliseconds(200));
        SchedulingProblem problem = OfFifty(FaultStore.Sample("day-and-night-40.json"));
        await Parallel.ForEachAsync(Enumerable.Range(0, teams), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) => await store.MakePublishedTeamAsync($"t{i}", problem));
        string[] usual = ["--cores=1", "--threads=1", "--Worker:LongestSolve=00:00:01"];
        await using ProgramProcess one = Hosts.StartWorker(store.Connection, usual);
        await using ProgramProcess other = Hosts.StartWorker(store.Connection, usual);
        long began = TimeProvider.System.GetTimestamp();
        var random = new Random(setting.Seed);
        LocalDate day = problem.Horizon.Start.PlusDays(2);
        for (int i = 0; i < teams; i++)
        {
            var leave = new Leave { Employee = problem.Employees[random.Next(Agents)].Id, From = day, Until = day };
            await store.Get<LeaveStore>().PutAsync($"t{i}", "l1", leave, "", approved: true, "hr");
        }

        List<long> connections = [];
        while (await InvariantChecker.CountAsync(store.Connection, "select count(*) from solve_request where solved < wanted") > 0 && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            connections.Add(await InvariantChecker.CountAsync(store.Connection, "select count(*) from pg_stat_activity where datname = current_database()"));
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        TimeSpan took = TimeProvider.System.GetElapsedTime(began);
        List<string> breaches = [.. await InvariantChecker.CheckAsync(store.Connection)];
        long proposed = await InvariantChecker.CountAsync(store.Connection, "select count(distinct team_id) from roster where origin = 'resolve'");
        if (proposed != teams)
        {
            breaches.Add($"{proposed} of {teams} teams have a proposal");
        }

        if (teams == Teams && took > Most)
        {
            breaches.Add($"all were proposed after {took.TotalMinutes:0.0} min");
        }

        int third = Math.Max(1, connections.Count / 3);
        (long early, long late) = (connections.Take(third).DefaultIfEmpty().Max(), connections.TakeLast(third).DefaultIfEmpty().Max());
        if (late > early + SpareConnections)
        {
            breaches.Add($"I8: {early} connections at first, {late} at the end");
        }

        return new FaultReport(setting.Tries, breaches, $"{proposed} of {teams} teams proposed after {took.TotalSeconds:0} s, {took.TotalSeconds / teams:0.00} s a team; {early} connections in the first third, {late} in the last");
    }

    private static SchedulingProblem OfFifty(SchedulingProblem forty) => forty with
    {
        Employees = [.. forty.Employees, .. forty.Employees.Take(Agents - forty.Employees.Count).Select(e => e with { Id = e.Id + "-2", Name = e.Name + "二" })],
    };
}
