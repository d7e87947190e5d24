using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Scheduling.Faults.Checking;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Load;

/// <summary>FT-B3: two planners edit one cell of the version they both see. One wins, the other is told 412, and nothing of the other's stands.</summary>
internal static class EditRaceTest
{
    private const int Lanes = 4;

    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        await using FaultApi api = await FaultApi.StartAsync(setting);
        var breaches = new ConcurrentQueue<string>();
        int firsts = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Lanes), async (lane, _) =>
        {
            string team = $"e{lane}";
            await api.MakeTeamAsync(team);
            using HttpClient one = api.NewClient();
            using HttpClient other = api.NewClient();
            int tries = (setting.Tries / Lanes) + (lane < setting.Tries % Lanes ? 1 : 0);
            for (int i = 0; i < tries; i++)
            {
                HttpStatusCode[] answers = await Task.WhenAll(EditAsync(one, team, i + 1, true), EditAsync(other, team, i + 1, false));
                Interlocked.Add(ref firsts, answers[0] == HttpStatusCode.OK ? 1 : 0);
                if (!answers.Order().SequenceEqual([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed]))
                {
                    breaches.Enqueue($"team {team}, version {i + 1}: {string.Join(" and ", answers)}");
                    return;
                }
            }

            // Whoever won the last race is whom the head shows, and no version is of somebody who lost.
            if (await api.CountAsync($"select max(number) from roster where team_id = '{team}'") != tries + 1 || await api.CountAsync($"select count(*) from roster where team_id = '{team}'") != tries + 1)
            {
                breaches.Enqueue($"team {team} has other versions than one for each race");
            }
        });
        foreach (string breach in await InvariantChecker.CheckAsync(api.Connection))
        {
            breaches.Enqueue(breach);
        }

        return new FaultReport(setting.Tries, [.. breaches], string.Create(CultureInfo.InvariantCulture, $"{Lanes} teams at once, the first of the two won {firsts} of {setting.Tries}"));
    }

    private static async Task<HttpStatusCode> EditAsync(HttpClient client, string team, int seen, bool works)
    {
        string shift = works ? "\"O\"" : "null";
        using HttpRequestMessage request = FaultApi.Request(
            HttpMethod.Patch, $"/api/v1/teams/{team}/weeks/{FaultApi.Week}/roster", $$"""{"edits":[{"employee":"o2","date":"{{FaultApi.Week}}","shiftType":{{shift}}}]}""", $"\"{seen}\"");
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
