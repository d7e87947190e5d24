using System.Net;
using Microsoft.EntityFrameworkCore;
using Scheduling.Api.Problems;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store;

namespace Scheduling.Api.Tests.Endpoints.Schedules;

public sealed class ScheduleLimitTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/schedules";

    public static TheoryData<string, HttpStatusCode, string> Bad => new()
    {
        { Samples.With(Samples.Office, p => p["horizon"]!["days"] = 1_000_000), HttpStatusCode.UnprocessableEntity, "/horizon/days" },
        { Samples.With(Samples.Office, p => p["employees"]![0]!["skills"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse("""{"skill":"magic","level":1}"""))), HttpStatusCode.UnprocessableEntity, "/employees/0/skills" },
        { Samples.With(Samples.Office, p => p["surprise"] = 1), HttpStatusCode.UnprocessableEntity, "/surprise" },
        { Samples.Text()[..200], HttpStatusCode.BadRequest, "" },
        { "", HttpStatusCode.BadRequest, "" },
        { "[]", HttpStatusCode.UnprocessableEntity, "" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_cannot_be_solved_is_refused_with_its_place_and_leaves_no_run(string body, HttpStatusCode status, string pointer)
    {
        ProblemAnswer problem = await api.Host.Client.PostTextAsync(Path, body).ProblemAsync(status);
        Assert.Contains(problem.Errors, e => e.Pointer.StartsWith(pointer, StringComparison.Ordinal));
        Assert.Equal(0, await api.Host.Service<StoreSession>().ReadAsync(context => context.Runs.CountAsync()));
        Assert.Equal(0, await api.Host.Service<StoreSession>().ReadAsync(context => context.Problems.CountAsync()));
    }

    [Fact]
    public async Task Problems_inside_a_wrapper_are_told_with_the_whole_pointer()
    {
        string body = $$"""{"problem":{{Samples.With(Samples.Office, p => p["horizon"]!["days"] = 0)}}}""";
        Assert.Contains((await api.Host.Client.PostTextAsync(Path, body).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors, e => e.Pointer == "/problem/horizon/days");
    }
}
