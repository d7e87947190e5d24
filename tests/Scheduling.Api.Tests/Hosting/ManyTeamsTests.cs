using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>PostgreSQL, one API that does not solve and two workers, each a process of its own; many teams change at once.</summary>
[Collection(nameof(AloneCollection))]
public sealed partial class ManyTeamsTests(ITestOutputHelper output)
{
    private const int Teams = 20;
    private const string Absent = "o2";
    private const string AdminPassword = "a first password";

    // Who has Monday to Friday off, one a day; the sample wants five of six at work and o3 is on leave on Wednesday.
    private static readonly string[] Off = ["o5", "o6", "o3", "o4", "o1"];
    private static readonly string[] Everybody = ["o1", "o2", "o3", "o4", "o5", "o6"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly LocalDate _week = MondayInThreeWeeks();

    [Fact]
    public async Task Twenty_teams_that_each_lose_somebody_get_a_proposal_each_from_two_workers_and_the_jobs_are_for_the_administrator()
    {
        await using Installation installation = await Installation.PrepareAsync();
        await installation.StartApiAsync(AdminPassword);
        ProgramProcess[] workers = [installation.StartWorker(), installation.StartWorker()];
        using HttpClient admin = await installation.SignedInAsync("admin", AdminPassword);
        using HttpClient planner = installation.NewClient(await KeyAsync(admin, "planner"));
        using HttpClient hr = installation.NewClient(await KeyAsync(admin, "hr-service"));
        using HttpClient manager = await AccountAsync(installation, admin, "wang.min", "manager");
        foreach (ProgramProcess worker in workers)
        {
            await worker.WaitForAsync(Started());
        }

        for (int team = 0; team < Teams; team++)
        {
            await PlanAsync(planner, team);
        }

        Instant asked = SystemClock.Instance.GetCurrentInstant();
        List<Guid> ids = [];
        for (int team = 0; team < Teams; team++)
        {
            ids.Add(await LeaveAsync(hr, manager, team));
        }

        Instant decided = SystemClock.Instance.GetCurrentInstant();
        await using ServiceProvider store = new ServiceCollection().AddSchedulingStore(new StoreOptions { Postgres = installation.Connection }).BuildServiceProvider();
        IReadOnlyList<RunRow> runs = await EndedAsync(store.GetRequiredService<RunStore>(), ids);

        Assert.All(runs, run => Assert.True(run is { State: RunState.Solved, Kind: RunKind.Automatic, RosterNumber: not null }, $"{run.TeamId}: {run.State} {run.Attempts} {run.Message}"));
        Assert.Equal(workers.Select(w => w.Id).Order(), runs.Select(WorkerOf).Distinct().Order());
        for (int team = 0; team < Teams; team++)
        {
            await CheckProposalAsync(planner, team, runs[team]);
            IReadOnlyList<RosterRow> history = await store.GetRequiredService<RosterStore>().HistoryAsync(Id(team), _week);
            Assert.Equal(runs[team].RosterNumber, Assert.Single(history, roster => roster.RunId == runs[team].Id).Number);
            Assert.Equal(1, history.Count(roster => roster.State == RosterState.Proposal));
        }

        int jobs = await CheckDashboardAsync(installation, admin, planner, manager);
        Tell(runs, asked, decided, jobs);
        foreach (ProgramProcess worker in workers)
        {
            Assert.Equal(0, await worker.StopAsync());
            Assert.Matches("Z info: .*Run .* ends: ", worker.Output);
            Assert.DoesNotMatch("Z (fail|crit): ", worker.Output);
        }
    }

    private static string Id(int team) => $"team-{team + 1:00}";

    private static int WorkerOf(RunRow run) => int.Parse(run.Worker!.Split('/')[1], CultureInfo.InvariantCulture);

    private static LocalDate MondayInThreeWeeks() => SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(21).Previous(IsoDayOfWeek.Monday);

    private static async Task<string> KeyAsync(HttpClient admin, string role) =>
        (string)(await admin.PostTextAsync("/api/v1/keys", $$"""{"name":"{{role}}","role":"{{role}}","teams":["*"]}""").JsonAsync(HttpStatusCode.Created))["key"]!;

    private static async Task<HttpClient> AccountAsync(Installation installation, HttpClient admin, string name, string role)
    {
        await admin.PutTextAsync($"/api/v1/accounts/{name}", $$"""{"name":"{{name}}","role":"{{role}}","teams":["*"],"password":"a long password"}""").JsonAsync();
        return await installation.SignedInAsync(name, "a long password");
    }

    /// <summary>The ids' runs once all have ended.</summary>
    private static async Task<IReadOnlyList<RunRow>> EndedAsync(RunStore runs, IReadOnlyList<Guid> ids)
    {
        using var timeout = new CancellationTokenSource(Patience);
        List<RunRow> rows = [];
        foreach (Guid id in ids)
        {
            RunRow row;
            while ((row = (await runs.FindAsync(id))!).EndedAt is null)
            {
                Assert.False(timeout.IsCancellationRequested, $"The run of {row.TeamId} is still {row.State} after attempt {row.Attempts}: {row.Message}");
                await Task.Delay(100, CancellationToken.None);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A team with a roster by hand, published for every second one.</summary>
    private async Task PlanAsync(HttpClient planner, int team)
    {
        string id = Id(team);
        await planner.PostTextAsync($"/api/v1/teams?id={id}", Problem()).JsonAsync(HttpStatusCode.Created);
        var edits = new JsonArray([.. Off.SelectMany((off, day) => Everybody.Where(e => e != off)
            .Select(e => new JsonObject { ["employee"] = e, ["date"] = Text(_week.PlusDays(day)), ["shiftType"] = "O" }))]);
        JsonNode edited = await planner.SendTextAsync(HttpMethod.Patch, $"{Week(id)}/roster", new JsonObject { ["edits"] = edits }.ToJsonString(), "\"0\"").JsonAsync();
        Assert.True((bool)edited["revision"]!["score"]!["passes"]!, edited["judgement"]!.ToJsonString());
        if (team % 2 == 0)
        {
            JsonNode published = await planner.SendTextAsync(HttpMethod.Post, $"{Week(id)}/roster/publish", null, "\"1\"").JsonAsync();
            Assert.Equal("PUBLISHED", (string?)published["state"]);
        }
    }

    /// <summary>HR files what the manager approves; the run that is asked for.</summary>
    private async Task<Guid> LeaveAsync(HttpClient hr, HttpClient manager, int team)
    {
        string leave = $"/api/v1/teams/{Id(team)}/leave/hr-{team}";
        string day = Text(_week.PlusDays(3));
        JsonNode filed = await hr.PutTextAsync(leave, $$"""{"employee":"{{Absent}}","from":"{{day}}","until":"{{day}}","kind":"annual","reason":"family"}""").JsonAsync(HttpStatusCode.Created);
        Assert.Equal("REQUESTED", (string?)filed["state"]);
        await hr.SendTextAsync(HttpMethod.Post, leave + "/approve", null).ProblemAsync(HttpStatusCode.Forbidden);
        JsonNode approved = await manager.SendTextAsync(HttpMethod.Post, leave + "/approve", null).JsonAsync();
        Assert.Equal("APPROVED", (string?)approved["state"]);
        return (Guid)Assert.Single(approved["runs"]!.AsArray())!;
    }

    private async Task CheckProposalAsync(HttpClient planner, int team, RunRow run)
    {
        JsonNode week = await planner.GetAsync(Week(Id(team)) + "/roster").JsonAsync();
        Assert.Equal((1, team % 2 == 0 ? "PUBLISHED" : "DRAFT"), ((int)week["head"]!["number"]!, (string?)week["head"]!["state"]));
        JsonNode proposal = week["proposal"]!;
        Assert.Equal(run.RosterNumber, (int?)proposal["number"]);
        Assert.True((bool)proposal["score"]!["passes"]!);
        string[] atWork = [.. proposal["roster"]!["assignments"]!.AsArray().Where(a => (string?)a!["date"] == Text(_week.PlusDays(3))).Select(a => (string)a!["employee"]!).Order()];
        Assert.Equal(Everybody.Where(e => e != Absent), atWork);
    }

    /// <summary>The jobs' pages: for the administrator alone. How many jobs have been done.</summary>
    private static async Task<int> CheckDashboardAsync(Installation installation, HttpClient admin, params HttpClient[] others)
    {
        using HttpClient nobody = installation.NewClient();
        foreach (string page in (string[])["/hangfire", "/hangfire/jobs/succeeded"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(page)).StatusCode);
            var byBrowser = new HttpRequestMessage(HttpMethod.Get, page);
            byBrowser.Headers.Accept.ParseAdd("text/html");
            using HttpResponseMessage led = await nobody.SendAsync(byBrowser);
            Assert.Equal((HttpStatusCode.Found, "/sign-in"), (led.StatusCode, new Uri(installation.Address, led.Headers.Location!).AbsolutePath));
            foreach (HttpClient other in others)
            {
                using HttpResponseMessage refused = await other.GetAsync(page);
                Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
                Assert.DoesNotContain("SolveRunJob", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        Assert.Contains("Scheduling", await admin.GetStringAsync("/hangfire"), StringComparison.Ordinal);
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            // A job is done a moment after its run.
            int jobs = Jobs().Count(await admin.GetStringAsync("/hangfire/jobs/succeeded?from=0&count=500"));
            if (jobs >= Teams)
            {
                return jobs;
            }

            Assert.False(timeout.IsCancellationRequested, $"The dashboard shows {jobs} jobs.");
            await Task.Delay(200, CancellationToken.None);
        }
    }

    private void Tell(IReadOnlyList<RunRow> runs, Instant asked, Instant decided, int jobs)
    {
        List<double> seconds = [.. runs.Select(r => (r.EndedAt!.Value - r.StartedAt!.Value).TotalSeconds).Order()];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Teams} leaves filed and approved in {(decided - asked).TotalSeconds:0.0} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first leave to last proposal: {(runs.Max(r => r.EndedAt!.Value) - asked).TotalSeconds:0.0} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a run, claimed to ended: {seconds[0]:0.0} to {seconds[^1]:0.0} s, median {seconds[seconds.Count / 2]:0.0} s"));
        output.WriteLine("proven: " + string.Join(", ", runs.CountBy(r => $"{StoreJson.Read<RosterScore>(r.Score!).Status}").Select(c => $"{c.Value} {c.Key}")));
        output.WriteLine("by worker: " + string.Join(" and ", runs.CountBy(WorkerOf).Select(c => c.Value)) + $"; {jobs} jobs done");
    }

    private string Problem() => Date().Replace(Samples.Text(), date => Text(
        LocalDatePattern.Iso.Parse(date.Value).Value.PlusDays(Period.DaysBetween(LocalDatePattern.Iso.Parse(TeamClient.Monday).Value, _week))));

    private string Week(string team) => $"/api/v1/teams/{team}/weeks/{Text(_week)}";

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b")]
    private static partial Regex Date();

    [GeneratedRegex("Application started")]
    private static partial Regex Started();

    // A row of the list of jobs that are done.
    [GeneratedRegex(@"SolveRunJob\.RunAsync")]
    private static partial Regex Jobs();
}
