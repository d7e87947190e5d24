using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Engine.Solving;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>One team of the office sample, spoken to through the API.</summary>
internal sealed class TeamClient(ApiHost host, string id)
{
    public const string Monday = "2026-07-06";

    public string Path { get; } = $"/api/v1/teams/{id}";

    public string Week => $"{Path}/weeks/{Monday}";

    public HttpClient Client => host.Client;

    public static async Task<TeamClient> CreateAsync(ApiHost host, string id, string sample = Samples.Office)
    {
        await host.Client.PostTextAsync($"/api/v1/teams?id={id}", Samples.Text(sample)).JsonAsync(HttpStatusCode.Created);
        return new TeamClient(host, id);
    }

    public Task<JsonNode> GetAsync(string path) => Client.GetAsync(Path + path).JsonAsync();

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, string? ifMatch = null) => Client.SendTextAsync(method, Path + path, json, ifMatch);

    public Task<HttpResponseMessage> WeekAsync(HttpMethod method, string path, string? json = null, string? ifMatch = null) => Client.SendTextAsync(method, Week + path, json, ifMatch);

    /// <summary>The number of the head.</summary>
    public async Task<int> HeadAsync()
    {
        using HttpResponseMessage answer = await Client.GetAsync(Week + "/roster");
        return int.Parse(answer.Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Solves the week by the stand-in worker; the number of the version it made.</summary>
    public async Task<int> SolveAsync()
    {
        JsonNode run = await WeekAsync(HttpMethod.Post, "/solve").JsonAsync(HttpStatusCode.Accepted);
        SolveResult result = await host.SolveAsync((Guid)run["id"]!);
        Assert.True(result.Evaluation.Passes);
        return await HeadAsync();
    }

    /// <summary>Employee, date and shift type of some assignment of the head.</summary>
    public async Task<(string Employee, string Date, string ShiftType)> SomeShiftAsync()
    {
        JsonNode first = (await GetAsync($"/weeks/{Monday}/roster"))["head"]!["roster"]!["assignments"]![0]!;
        return ((string)first["employee"]!, (string)first["date"]!, (string)first["shiftType"]!);
    }
}
