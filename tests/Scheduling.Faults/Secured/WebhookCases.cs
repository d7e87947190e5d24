using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Secured;

/// <summary>Addresses of webhooks that lead inside: refused when they are added, or never reached when only their name is known; redirects are not followed.</summary>
internal static class WebhookCases
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Hosts =
    [
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1",
        "169.254.169.254", "2852039166", "0xa9fea9fe", "169.254.43518", "198.18.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:169.254.169.254]", "[::127.0.0.1]",
        "[64:ff9b::7f00:1]", "[fe80::1]", "[fd00::1]", "[ff02::1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1",
    ];

    private static readonly string[] Urls =
    [
        "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1/", "//127.0.0.1/", "/hook", "", "https://", "https://user:pass@example.com/", "https://example.com/#x", "https://example.com@127.0.0.1/", "javascript:alert(1)", "https://127.0.0.1\\@example.com/",
    ];

    public static async Task<int> RunAsync(FaultSetting setting, List<string> breaches)
    {
        int cases = await RefusedAsync(setting, breaches);
        return cases + await RedirectsAsync(setting, breaches);
    }

    private static async Task<int> RefusedAsync(FaultSetting setting, List<string> breaches)
    {
        await using LocalSite inside = LocalSite.Start(_ => (204, "", ""));
        await using FaultApi api = await FaultApi.StartAsync(setting, ("Worker__Webhooks__Sends", "true"), ("Worker__Webhooks__Poll", "00:00:00.2"));
        await api.MakeTeamAsync("t");
        foreach (string url in Hosts.Select(host => $"https://{host}:{inside.Port}/hook").Concat(Urls))
        {
            if (await AddAsync(api, url) is not HttpStatusCode.UnprocessableEntity and var status)
            {
                breaches.Add($"webhook {url}: {(int)status}");
            }
        }

        // Names are judged by what they stand for when they are connected to, which is all that helps against a name that changes.
        string[] named = ["localhost", "LOCALHOST", "localhost.", "ip6-localhost", Dns.GetHostName()];
        foreach (string name in named)
        {
            HttpStatusCode status = await AddAsync(api, $"https://{name}:{inside.Port}/hook");
            if (status is not (HttpStatusCode.Created or HttpStatusCode.UnprocessableEntity))
            {
                breaches.Add($"webhook {name}: {(int)status}");
            }
        }

        await PublishAsync(api);
        if (!await UntilAsync(async () => await api.CountAsync("select count(*) from delivery d where not exists (select 1 from delivery_attempt a where a.delivery_id = d.id)") == 0))
        {
            breaches.Add("the webhooks were not tried");
        }

        if (inside.Asked.Count > 0 || await api.CountAsync("select count(*) from delivery_attempt where status is not null") > 0)
        {
            breaches.Add($"{inside.Asked.Count} webhooks came through to this machine");
        }

        return Hosts.Length + Urls.Length + named.Length;
    }

    private static async Task<int> RedirectsAsync(FaultSetting setting, List<string> breaches)
    {
        int[] redirects = [301, 302, 303, 307, 308];
        await using LocalSite other = LocalSite.Start(_ => (204, "", ""));
        await using LocalSite site = LocalSite.Start(path => (int.Parse(path.Trim('/'), CultureInfo.InvariantCulture), other.Address + "/elsewhere", ""));
        await using FaultApi api = await FaultApi.StartAsync(
            setting, ("Worker__Webhooks__Sends", "true"), ("Worker__Webhooks__Poll", "00:00:00.2"), ("Worker__Webhooks__AllowedNetworks__0", "127.0.0.0/8"), ("Worker__Webhooks__AllowedNetworks__1", "::1/128"));
        await api.MakeTeamAsync("t");
        foreach (int redirect in redirects)
        {
            if (await AddAsync(api, string.Create(CultureInfo.InvariantCulture, $"{site.Address}/{redirect}")) != HttpStatusCode.Created)
            {
                breaches.Add("a webhook of an allowed network was refused");
            }
        }

        await PublishAsync(api);
        if (!await UntilAsync(() => Task.FromResult(redirects.All(r => site.Asked.Contains(string.Create(CultureInfo.InvariantCulture, $"/{r}"))))))
        {
            breaches.Add($"of the redirecting webhooks only {string.Join(' ', site.Asked.Distinct())} were told");
        }

        if (other.Asked.Count > 0)
        {
            breaches.Add($"{other.Asked.Count} redirects were followed");
        }

        return redirects.Length;
    }

    private static async Task<HttpStatusCode> AddAsync(FaultApi api, string url)
    {
        using HttpRequestMessage request = FaultApi.Request(HttpMethod.Post, "/api/v1/teams/t/webhooks", new JsonObject { ["url"] = url }.ToJsonString());
        using HttpResponseMessage answer = await api.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<string> PublishAsync(FaultApi api) =>
        api.SendAsync(HttpMethod.Post, $"/api/v1/teams/t/weeks/{FaultApi.Week}/roster/publish", """{"acceptNote":"test"}""", "\"1\"");

    private static async Task<bool> UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(200, CancellationToken.None);
        }

        return false;
    }
}
