using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store;

namespace Scheduling.Api.Tests.Endpoints.Schedules;

/// <summary>Refusing costs next to nothing, however large the numbers in a body: what it takes is told, not judged.</summary>
public sealed class RefusalSpeedTests(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/schedules";
    private const int Warm = 3;
    private const int Measured = 20;

    [Fact]
    public async Task A_horizon_of_a_million_days_an_unknown_skill_and_a_malformed_body_are_refused_and_leave_no_run()
    {
        (string Name, string Body, HttpStatusCode Status, string Code)[] bodies =
        [
            ("a million days", Samples.With(Samples.Office, p => p["horizon"]!["days"] = 1_000_000), HttpStatusCode.UnprocessableEntity, "too-many-days"),
            ("an unknown skill", Samples.With(Samples.Office, p => p["employees"]![0]!["skills"]!.AsArray().Add(JsonNode.Parse("""{"skill":"magic","level":1}"""))), HttpStatusCode.UnprocessableEntity, "unknown-reference"),
            ("a malformed body", Samples.Text()[..^20], HttpStatusCode.BadRequest, "malformed-json"),
        ];
        foreach ((string name, string body, HttpStatusCode status, string code) in bodies)
        {
            List<double> times = [];
            for (int i = 0; i < Warm + Measured; i++)
            {
                long start = TimeProvider.System.GetTimestamp();
                using HttpResponseMessage answer = await api.Host.Client.PostTextAsync(Path, body);
                times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
                Assert.Equal(code, (await answer.ProblemAsync(status)).Code);
            }

            double[] warm = [.. times.Skip(Warm).Order()];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: first {times[0]:0.0} ms, then median {warm[Measured / 2]:0.0} ms, longest {warm[^1]:0.0} ms"));
        }

        var store = api.Host.Service<StoreSession>();
        Assert.Equal((0, 0), (await store.ReadAsync(context => context.Runs.CountAsync()), await store.ReadAsync(context => context.Problems.CountAsync())));
    }
}
