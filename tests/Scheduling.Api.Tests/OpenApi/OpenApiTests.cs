using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Scheduling.Api.Tests.Access;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.OpenApi;

public sealed class OpenApiTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_endpoint_is_in_the_document_with_a_summary_and_its_errors()
    {
        JsonObject paths = (await DocumentAsync())["paths"]!.AsObject();
        List<string> missing = [];
        foreach ((string method, RouteEndpoint endpoint) in EndpointList.Of(api.Host))
        {
            string path = Regex.Replace(endpoint.RoutePattern.RawText!.TrimEnd('/'), "\\{([^:}]+)[^}]*\\}", "{$1}");
            JsonNode? operation = paths[path]?[method.ToLowerInvariant()];
            if (string.IsNullOrEmpty((string?)operation?["summary"]) || operation?["responses"]?["401"]?["content"]?["application/problem+json"] is null)
            {
                missing.Add($"{method} {path}");
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public async Task Dates_and_times_are_told_as_texts()
    {
        string document = (await DocumentAsync()).ToJsonString();
        Assert.Contains("\"format\":\"date-time\"", document, StringComparison.Ordinal);
        Assert.DoesNotContain("IsoCalendar", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_list_are_texts()
    {
        JsonObject schemas = (await DocumentAsync())["components"]!["schemas"]!.AsObject();
        Assert.Empty(schemas.Where(s => s.Value!["enum"] is not null && s.Value["type"] is null).Select(s => s.Key));
    }

    [Fact]
    public async Task Every_reference_inside_the_document_leads_somewhere()
    {
        JsonNode document = await DocumentAsync();
        string[] broken = [.. Regex.Matches(document.ToJsonString(), "\"\\$ref\":\"#/components/schemas/([^\"]+)\"").Select(m => m.Groups[1].Value).Distinct()
            .Where(name => document["components"]!["schemas"]![name] is null)];
        Assert.Empty(broken);
        Assert.StartsWith("3.", (string)document["openapi"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_idempotency_keys_and_sign_in_are_told()
    {
        JsonNode document = await DocumentAsync();
        JsonNode edit = document["paths"]!["/api/v1/teams/{team}/weeks/{week}/roster"]!["patch"]!;
        Assert.Contains(edit["parameters"]!.AsArray(), p => (string?)p!["name"] == "If-Match" && (bool?)p["required"] == true);
        Assert.Contains(edit["parameters"]!.AsArray(), p => (string?)p!["name"] == "Idempotency-Key");
        Assert.NotNull(edit["responses"]!["428"]);
        Assert.NotNull(edit["requestBody"]!["content"]!["application/json"]!["example"]);
        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["apiKey"]!["scheme"]);
        Assert.NotNull(document["paths"]!["/api/v1/schedules"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!["employees"]);
    }

    [Fact]
    public async Task The_reference_page_fetches_nothing_from_elsewhere()
    {
        string page = await api.Host.Client.GetStringAsync("/reference/v1");
        Assert.DoesNotMatch("(src|href)=\"https?://", page);
        Assert.DoesNotContain("fonts.scalar", page, StringComparison.Ordinal);
    }

    private async Task<JsonNode> DocumentAsync() => await api.Host.Client.GetAsync("/openapi/v1.json").JsonAsync();
}
