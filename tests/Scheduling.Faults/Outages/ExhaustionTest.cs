using System.Net;
using NodaTime;
using Npgsql;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Hosting;
using Scheduling.Testing;

namespace Scheduling.Faults.Outages;

/// <summary>FT-D3: others take every connection the server has. The API answers 503 and, once there are connections again, serves within seconds.</summary>
internal static class ExhaustionTest
{
    private const int Connections = 40;
    private const int Requests = 10;
    private const string Taker = "taker";

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        List<string> breaches = [];
        List<double> seconds = [];
        int refused = 0;
        await using PostgresServer server = await PostgresServer.StartAsync($"max_connections={Connections}");
        await using FaultStore store = await FaultStore.MakeAsync(server, Duration.FromMilliseconds(200));
        var week = new FaultWeek(store, "t", "office-6.json");
        await week.MakeAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("scheduling-faults-");
        await using ProgramProcess worker = await Hosts.StartedWorkerAsync(store.Connection);
        await using ProgramProcess api = Hosts.StartApi(store.Connection, folder.FullName);
        Uri address = await Hosts.AddressAsync(api);
        using HttpClient client = ApiClient.With(address, await ApiClient.NewKeyAsync(address));
        for (int number = 0; number < setting.Tries; number++)
        {
            NpgsqlConnection.ClearAllPools();

            List<NpgsqlConnection> taken = await TakeAllAsync(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false, ApplicationName = Taker }.ConnectionString);
            for (int i = 0; i < Requests; i++)
            {
                (HttpStatusCode status, bool isTold) = await PutAsync(client, week, $"l{number}-{i}", i);
                refused += status == HttpStatusCode.ServiceUnavailable ? 1 : 0;
                if (status != HttpStatusCode.ServiceUnavailable || !isTold)
                {
                    breaches.Add($"try {number}: without connections a change was answered {(int)status}{(isTold ? "" : ", not saying when to come again")}");
                }
            }

            foreach (NpgsqlConnection connection in taken)
            {
                await connection.DisposeAsync();
            }

            long freed = TimeProvider.System.GetTimestamp();
            for (int i = 0; i < Requests; i++)
            {
                while ((await PutAsync(client, week, $"l{number}-{i}", i)).Status is not (HttpStatusCode.Created or HttpStatusCode.OK) && TimeProvider.System.GetElapsedTime(freed) < TimeSpan.FromMinutes(1))
                {
                    await Task.Delay(100);
                }

                week.Note($"l{number}-{i}");
            }

            seconds.Add(TimeProvider.System.GetElapsedTime(freed).TotalSeconds);
            if (seconds[^1] > Most.TotalSeconds)
            {
                breaches.Add($"try {number}: served again only after {seconds[^1]:0.0} s");
            }

            if (!await week.QuietAsync())
            {
                breaches.Add($"try {number}: the week was not solved in minutes");
            }
        }

        await InvariantChecker.NoteAsync(store.Connection, week.Told);
        breaches.AddRange(await InvariantChecker.CheckAsync(store.Connection));
        return new FaultReport(setting.Tries, breaches, $"{refused} of {setting.Tries * Requests} changes answered 503 without connections; all {Requests} served {seconds.Max():0.0} s after there were some at most");
    }

    /// <summary>Takes what is free, cuts what others have, and takes that too, until nobody else has any.</summary>
    /// <param name="taker">A connection string without pooling, whose application name is that of takers.</param>
    public static async Task<List<NpgsqlConnection>> TakeAllAsync(string taker)
    {
        List<NpgsqlConnection> taken = [];
        var first = new NpgsqlConnection(taker);
        await first.OpenAsync();
        taken.Add(first);
        for (long others = 1; others > 0;)
        {
            await using var cut = new NpgsqlCommand($"select count(pg_terminate_backend(pid)) from pg_stat_activity where backend_type = 'client backend' and application_name <> '{Taker}'", first);
            others = (long)(await cut.ExecuteScalarAsync())!;
            await FillAsync(taker, taken);
        }

        return taken;
    }

    private static async Task FillAsync(string connection, List<NpgsqlConnection> taken)
    {
        while (true)
        {
            var next = new NpgsqlConnection(connection);
            try
            {
                await next.OpenAsync();
                taken.Add(next);
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await next.DisposeAsync();
                return;
            }
        }
    }

    private static async Task<(HttpStatusCode Status, bool IsTold)> PutAsync(HttpClient client, FaultWeek week, string id, int number)
    {
        Scheduling.Engine.Domain.Leave leave = week.LeaveOf(number);
        using HttpResponseMessage answer = await ApiClient.PutLeaveAsync(client, week.Team, id, leave.Employee, NodaTime.Text.LocalDatePattern.Iso.Format(leave.From));
        return (answer.StatusCode, answer.Headers.RetryAfter is not null && answer.Content.Headers.ContentType?.MediaType == "application/problem+json");
    }
}
