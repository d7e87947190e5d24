using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Problems;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Engine.Solving;
using Scheduling.Store.Access;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Tests.Endpoints.Schedules;

public sealed class ScheduleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/api/v1/schedules";

    private HttpClient Client => api.Host.Client;

    [Fact]
    public async Task A_problem_is_taken_solved_and_told_with_its_proof()
    {
        using HttpResponseMessage accepted = await Client.PostTextAsync(Path, Samples.Text());
        JsonNode run = await accepted.JsonAsync(HttpStatusCode.Accepted);
        string place = accepted.Headers.Location!.OriginalString;
        Assert.Equal($"{Path}/{run["id"]}", place);
        Assert.Equal("QUEUED", (string?)run["state"]);
        Assert.Null(run["roster"]);

        SolveResult result = await api.Host.SolveAsync((Guid)run["id"]!);
        JsonNode solved = await Client.GetAsync(place).JsonAsync();
        Assert.Equal("SOLVED", (string?)solved["state"]);
        Assert.Equal(result.Status.ToString().ToUpperInvariant(), (string?)solved["status"]);
        Assert.Equal(result.Roster.Assignments.Count, solved["roster"]!["assignments"]!.AsArray().Count);
        Assert.Equal(result.Levels.Select(l => l.Penalty), solved["score"]!["levels"]!.AsArray().Select(l => (long)l!["penalty"]!));

        JsonNode certificate = await Client.GetAsync($"{place}/certificate").JsonAsync();
        Assert.True((bool)certificate["checker"]!["agrees"]!);
        Assert.True((bool)certificate["checker"]!["passes"]!);
        Assert.Equal(64, ((string)certificate["inputHash"]!).Length);
        Assert.Equal(1, (int)certificate["seed"]!);
        Assert.NotEmpty((string)certificate["engineVersion"]!);

        JsonNode score = await Client.GetAsync($"{place}/score").JsonAsync();
        Assert.Equal(result.Evaluation.Violations.Count, score["violations"]!.AsArray().Count);
        Assert.All(score["violations"]!.AsArray(), v => Assert.NotEmpty((string)v!["message"]!["zh"]!));
        Assert.All(score["wishes"]!.AsArray(), w => Assert.True((bool)w!["granted"]! == (w["cutBy"]!.AsArray().Count == 0) || (bool)w["couldBeGranted"]!));

        Assert.False((bool)(await Client.GetAsync($"{place}/conflicts").JsonAsync())["isProven"]!);
        Assert.Empty((await Client.GetAsync($"{place}/diff?against={run["id"]}").JsonAsync())["changes"]!.AsArray());
        Assert.Equal("nothing-published", (await Client.GetAsync($"{place}/diff").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("invalid-id", (await Client.GetAsync($"{place}/diff?against=last").ProblemAsync(HttpStatusCode.BadRequest)).Code);
    }

    [Fact]
    public async Task Options_are_read_as_durations_or_seconds_and_cut_to_what_is_allowed()
    {
        JsonNode run = await Client.PostTextAsync(Path, Wrapped("""{"timeLimit":"PT2M30S","unimprovedLimit":5,"gapLimit":0.02,"seed":7}""")).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(150, (double)run["options"]!["timeLimitSeconds"]!);
        Assert.Equal(5, (double)run["options"]!["unimprovedLimitSeconds"]!);
        Assert.Equal(7, (int)run["options"]!["seed"]!);
        JsonNode longer = await Client.PostTextAsync(Path, Wrapped("""{"timeLimit":"PT20H"}""")).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(600, (double)longer["options"]!["timeLimitSeconds"]!);
    }

    [Theory]
    [InlineData("""{"timeLimit":"soon"}""", "/options/timeLimit")]
    [InlineData("""{"timeLimit":-1}""", "/options/timeLimit")]
    [InlineData("""{"gapLimit":2}""", "/options/gapLimit")]
    [InlineData("""{"unimprovedLimit":[]}""", "/options/unimprovedLimit")]
    [InlineData("""{"threads":2}""", "/options/threads")]
    public async Task Options_out_of_range_are_refused_with_their_pointer(string options, string pointer) =>
        Assert.Equal(pointer, (await Client.PostTextAsync(Path, Wrapped(options)).ProblemAsync(HttpStatusCode.UnprocessableEntity)).Errors[0].Pointer);

    [Fact]
    public async Task A_start_that_does_not_suit_the_problem_is_refused()
    {
        string body = $$"""{"problem":{{Samples.Text()}},"start":{"assignments":[{"employee":"nobody","date":"2026-07-06","shiftType":"none"}] } }""";
        ProblemAnswer problem = await Client.PostTextAsync(Path, body).ProblemAsync(HttpStatusCode.UnprocessableEntity);
        Assert.Contains(problem.Errors, e => e.Pointer == "/start/assignments/0/employee");
    }

    [Fact]
    public async Task A_roster_is_scored_without_a_run()
    {
        JsonNode score = await Client.PostTextAsync($"{Path}?operation=score", $$"""{"problem":{{Samples.Text()}},"roster":{"assignments":[] } }""").JsonAsync();
        Assert.Equal(3, score["levels"]!.AsArray().Count);
        Assert.NotEmpty(score["violations"]!.AsArray());
        Assert.NotEmpty(score["rules"]!.AsArray());
    }

    [Fact]
    public async Task An_operation_nobody_knows_is_a_bad_request() =>
        Assert.Equal("unknown-operation", (await Client.PostTextAsync($"{Path}?operation=GUESS", Samples.Text()).ProblemAsync(HttpStatusCode.BadRequest)).Code);

    [Fact]
    public async Task A_run_of_somebody_else_is_not_there()
    {
        JsonNode run = await Client.PostTextAsync(Path, Samples.Text()).JsonAsync(HttpStatusCode.Accepted);
        using HttpClient other = await api.Host.KeyClientAsync(Role.Planner, "*");
        foreach (string part in new[] { "", "/events", "/score", "/certificate", "/conflicts", "/diff" })
        {
            Assert.Equal("not-found", (await other.GetAsync($"{Path}/{run["id"]}{part}").ProblemAsync(HttpStatusCode.NotFound)).Code);
        }

        await other.DeleteAsync($"{Path}/{run["id"]}").ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal("QUEUED", (string?)(await Client.GetAsync($"{Path}/{run["id"]}").JsonAsync())["state"]);
    }

    [Fact]
    public async Task A_waiting_run_is_stopped_at_once_and_one_without_a_roster_says_so()
    {
        JsonNode run = await Client.PostTextAsync(Path, Samples.Text()).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal("not-ended", (await Client.GetAsync($"{Path}/{run["id"]}/conflicts").ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal("STOPPED", (string?)(await Client.DeleteAsync($"{Path}/{run["id"]}").JsonAsync())["state"]);
        Assert.Equal("no-roster-yet", (await Client.GetAsync($"{Path}/{run["id"]}/certificate").ProblemAsync(HttpStatusCode.Conflict)).Code);
    }

    [Fact]
    public async Task Stopping_a_run_that_is_solved_asks_its_worker()
    {
        JsonNode run = await Client.PostTextAsync(Path, Samples.Text()).JsonAsync(HttpStatusCode.Accepted);
        await api.Host.ClaimAsync((Guid)run["id"]!);
        JsonNode asked = await Client.DeleteAsync($"{Path}/{run["id"]}").JsonAsync();
        Assert.Equal("SOLVING", (string?)asked["state"]);
        Assert.True((bool)asked["stopRequested"]!);
    }

    [Fact]
    public async Task Events_tell_states_progress_and_rosters_until_the_end_and_resume_where_they_broke_off()
    {
        JsonNode run = await Client.PostTextAsync(Path, Samples.Text()).JsonAsync(HttpStatusCode.Accepted);
        var id = (Guid)run["id"]!;
        using HttpResponseMessage stream = await Client.GetAsync($"{Path}/{id}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        Assert.Equal("event: state", await lines.ReadLineAsync());
        Assert.Contains("QUEUED", await lines.ReadLineAsync(), StringComparison.Ordinal);

        ClaimedRun claimed = await api.Host.ClaimAsync(id);
        SolveResult result = StandInWorker.Solve(claimed);
        await api.Host.ProgressAsync(claimed, result);
        await api.Host.ProgressAsync(claimed, result);
        await api.Host.FinishAsync(claimed, result);
        string rest = await lines.ReadToEndAsync();
        Assert.Contains("id: 1\nevent: progress\n", rest, StringComparison.Ordinal);
        Assert.Contains("event: roster\n", rest, StringComparison.Ordinal);
        Assert.Contains("event: end\n", rest, StringComparison.Ordinal);
        Assert.Contains("SOLVED", rest, StringComparison.Ordinal);

        var again = new HttpRequestMessage(HttpMethod.Get, $"{Path}/{id}/events");
        again.Headers.TryAddWithoutValidation("Last-Event-ID", "1");
        string resumed = await (await Client.SendAsync(again)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("id: 1\n", resumed, StringComparison.Ordinal);
        Assert.Contains("id: 2\n", resumed, StringComparison.Ordinal);
    }

    private static string Wrapped(string options) => $$"""{"options":{{options}},"problem":{{Samples.Text()}}}""";
}
