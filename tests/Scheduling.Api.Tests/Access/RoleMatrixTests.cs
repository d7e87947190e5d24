using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Scheduling.Api.Access;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Store.Access;

namespace Scheduling.Api.Tests.Access;

public sealed class RoleMatrixTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] OutOfReach = ["401", "403", "404"];

    [Fact]
    public void Every_endpoint_names_one_row_of_the_policy_list()
    {
        string[] without = [.. EndpointList.Of(api.Host)
            .Where(e => e.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is not [{ Policy: { } policy }] || !Policies.Table.ContainsKey(policy))
            .Select(e => $"{e.Method} {e.Endpoint.RoutePattern.RawText}")];
        Assert.Empty(without);
        Assert.True(EndpointList.Of(api.Host).Count > 50);
    }

    [Fact]
    public void Every_row_of_the_policy_list_is_used_or_asked_for()
    {
        HashSet<string> used = [.. EndpointList.Of(api.Host).SelectMany(e => e.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()).Select(a => a.Policy!)];

        // Metrics answer to any method, so they are no row of the endpoint list; they have tests of their own.
        Assert.Equal([Policies.ReadLeaveReason, Policies.ReadRestrictions, Policies.Observe], Policies.Table.Keys.Except(used));
    }

    [Fact]
    public async Task Nobody_gets_anything_without_signing_in()
    {
        List<string> leaks = [];
        foreach ((string method, string path, _) in Calls("matrix-none"))
        {
            // A forwarded request is nobody's.
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.1");
            using HttpResponseMessage answer = await api.Host.Client.SendAsync(request);
            if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.UnsupportedMediaType))
            {
                leaks.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(leaks);
    }

    [Theory]
    [InlineData(Role.Agent)]
    [InlineData(Role.TeamLeader)]
    [InlineData(Role.Supervisor)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Superior)]
    [InlineData(Role.Planner)]
    [InlineData(Role.HrService)]
    [InlineData(Role.Operations)]
    [InlineData(Role.Admin)]
    public async Task A_role_gets_what_the_list_says_and_nothing_of_a_foreign_team(Role role)
    {
        string own = $"own-{RoleNames.Of(role)}";
        string foreign = $"foreign-{RoleNames.Of(role)}";
        foreach (string team in new[] { own, foreign })
        {
            await api.Host.Client.PostTextAsync($"/api/v1/teams?id={team}", Samples.Text()).JsonAsync(HttpStatusCode.Created);
        }

        using HttpClient client = await api.Host.KeyClientAsync(role, own);
        List<string> wrong = [];
        foreach ((string method, string path, string policy) in Calls(own))
        {
            using HttpResponseMessage answer = await SendAsync(client, method, path);
            bool allowed = answer.StatusCode != HttpStatusCode.Forbidden || (await answer.Content.ReadAsStringAsync()).Contains("\"code\":\"not-own\"", StringComparison.Ordinal);
            if (allowed != Policies.Allows(policy, role) || (int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                wrong.Add($"{method} {path}: {(int)answer.StatusCode} {policy}");
            }
        }

        foreach ((string method, string path, _) in Calls(foreign).Where(c => c.Path.Contains($"/teams/{foreign}", StringComparison.Ordinal)))
        {
            using HttpResponseMessage answer = await SendAsync(client, method, path);
            if (!OutOfReach.Contains($"{(int)answer.StatusCode}"))
            {
                wrong.Add($"{method} {path} of a foreign team: {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal([own], (await client.GetAsync("/api/v1/teams").JsonAsync()).AsArray().Select(t => (string?)t!["id"]));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH")
        {
            // No body of any endpoint: whoever is let through is told so by 4xx, and nothing changes.
            request.Content = path.Contains("/volumes", StringComparison.Ordinal) || path.EndsWith("/import", StringComparison.Ordinal) ? new StringContent("x", null, "text/csv") : Answers.Json("\"nothing\"");
            request.Headers.TryAddWithoutValidation("If-Match", "\"999\"");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{Guid.NewGuid()}");
        }

        // A stream of events has no end.
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Every endpoint with its parameters filled in; those that delete name things that are not there.</summary>
    private List<(string Method, string Path, string Policy)> Calls(string team) => [.. EndpointList.Of(api.Host).Select(e => (
        e.Method,
        string.Join('/', e.Endpoint.RoutePattern.PathSegments.Select(s => s.Parts[0] switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => parameter.Name switch
            {
                "team" => team,
                "week" or "date" => "2026-07-06",
                "number" => "1",
                "delivery" => "00000000-0000-0000-0000-000000000002",
                "id" when e.Endpoint.RoutePattern.RawText!.Contains("guid", StringComparison.Ordinal) => "00000000-0000-0000-0000-000000000001",
                _ => "nobody",
            },
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            _ => "",
        }).Prepend("")) + Query(e.Endpoint, team),
        e.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()[0].Policy!))];

    private static string Query(RouteEndpoint endpoint, string team) => endpoint.RoutePattern.RawText!.TrimEnd('/') switch
    {
        "/api/v1/teams" => $"?id={team}",
        string wishes when wishes.EndsWith("/wishes", StringComparison.Ordinal) => "?week=2026-07-06",
        string volumes when volumes.EndsWith("/volumes", StringComparison.Ordinal) => "?post=none",
        _ => "",
    };
}
