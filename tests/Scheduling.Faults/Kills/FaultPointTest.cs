using Scheduling.Engine.Domain;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Store.Events;
using Scheduling.Testing;
using Scheduling.Worker.Webhooks;

namespace Scheduling.Faults.Kills;

/// <summary>
/// FT-K2: a process dies at a named point: before and after the commit of a change, a claim, a result, the claim of a delivery (that is, before a webhook is sent) and its end (after it
/// was sent), and around the enqueue of a job. The client sends again what was not answered; another process does the rest; the receiver of webhooks hears of everything.
/// </summary>
internal static class FaultPointTest
{
    private const int Lanes = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        IReadOnlyList<Lane> lanes = await Lane.RunAsync(setting, Lanes, RunAsync);
        return new FaultReport(setting.Tries, [.. lanes.SelectMany(l => l.Breaches)], $"{lanes.Sum(l => l.Count)} processes died at {FaultPoint.All.Count} points; {lanes.Sum(l => l.Seconds.Count)} messages received");
    }

    private static async Task RunAsync(Lane lane)
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        foreach (int number in lane.Numbers)
        {
            string point = FaultPoint.All[number % FaultPoint.All.Count];
            FaultWeek week = await lane.WeekAsync(number, "office-6.json");
            await lane.Store.Get<WebhookStore>().AddAsync(week.Team, receiver.AddressOf(week.Team), [], Hosts.Protect(WebhookMessage.NewSecret()), "test");
            bool died = point.Contains("-change-", StringComparison.Ordinal) ? await ClientAsync(lane, week, point) : await WorkerAsync(lane, week, point);
            lane.Count += died ? 1 : 0;
            if (!died)
            {
                lane.Breaches.Add($"try {number}: no process came to {point}");
            }

            await using ProgramProcess worker = Hosts.StartWorker(lane.Store.Connection);
            await lane.EndAsync(week);
            if (!await DeliveredAsync(lane.Store, week.Team))
            {
                lane.Breaches.Add($"try {number} ({point}): webhooks were not delivered in minutes");
            }
        }

        lane.Seconds.AddRange(receiver.Received.Select(_ => 0.0));
        await InvariantChecker.NoteReceivedAsync(lane.Store.Connection, receiver.Received);
    }

    /// <summary>The API dies while it carries out a change; the client sends it again to the next one.</summary>
    private static async Task<bool> ClientAsync(Lane lane, FaultWeek week, string point)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("scheduling-faults-");
        Leave leave = week.LeaveOf(lane.Index + 3);
        string day = NodaTime.Text.LocalDatePattern.Iso.Format(leave.From);
        bool died = false;
        string key;
        await using (ProgramProcess dying = Hosts.StartApi(lane.Store.Connection, folder.FullName, HostedProgram.DiesAt + point))
        {
            Uri address = await Hosts.AddressAsync(dying);
            key = await ApiClient.NewKeyAsync(address);
            using HttpClient client = ApiClient.With(address, key);
            try
            {
                using HttpResponseMessage answer = await ApiClient.PutLeaveAsync(client, week.Team, "l1", leave.Employee, day);
            }
            catch (HttpRequestException)
            {
                died = await DiedAsync(dying, point);
            }
        }

        await using ProgramProcess api = Hosts.StartApi(lane.Store.Connection, folder.FullName);
        using HttpClient again = ApiClient.With(await Hosts.AddressAsync(api), key);
        using HttpResponseMessage answered = await ApiClient.PutLeaveAsync(again, week.Team, "l1", leave.Employee, day);
        if (answered.IsSuccessStatusCode)
        {
            week.Note("l1");
        }
        else
        {
            lane.Breaches.Add($"{point}: the change sent again was answered {(int)answered.StatusCode}");
        }

        folder.Delete(recursive: true);
        return died;
    }

    /// <summary>A worker dies on the way from the change to the last message of what came of it.</summary>
    private static async Task<bool> WorkerAsync(Lane lane, FaultWeek week, string point)
    {
        await using ProgramProcess dying = Hosts.StartWorker(lane.Store.Connection, HostedProgram.DiesAt + point);
        await week.ApproveAsync("l1", lane.Index + 3);
        using var timeout = new CancellationTokenSource(Patience);
        while (SolverChildren.Lives(dying.Id) && !timeout.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
        }

        return await DiedAsync(dying, point);
    }

    /// <summary>Whether a process has come to a point; ends it in any case, so that all it wrote has been read.</summary>
    private static async Task<bool> DiedAsync(ProgramProcess dying, string point)
    {
        await dying.StopAsync();
        return dying.Output.Contains($"dies {point}", StringComparison.Ordinal);
    }

    private static async Task<bool> DeliveredAsync(FaultStore store, string team)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            if (await InvariantChecker.CountAsync(store.Connection, "select count(*) from delivery where team_id = $1 and state = 'Waiting'", team) == 0)
            {
                return true;
            }

            await Task.Delay(200, CancellationToken.None);
        }

        return false;
    }
}
