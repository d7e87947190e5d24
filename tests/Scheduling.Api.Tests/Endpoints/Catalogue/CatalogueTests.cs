using System.Net;
using System.Text.Json.Nodes;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Engine.Presets;
using Scheduling.Engine.Rules;

namespace Scheduling.Api.Tests.Endpoints.Catalogue;

public sealed class CatalogueTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_rule_is_told_in_both_languages_with_its_defaults()
    {
        JsonArray rules = (await api.Host.Client.GetAsync("/api/v1/rules").JsonAsync()).AsArray();
        Assert.Equal(RuleCatalog.Default.Rules.Select(r => r.Descriptor.Id), rules.Select(r => (string)r!["id"]!));
        Assert.All(rules, r => Assert.Equal((string?)r!["id"], (string?)r["defaults"]!["rule"]));
        Assert.All(rules, r => Assert.NotEmpty((string)r!["title"]!["zh"]!));
        Assert.All(rules, r => Assert.NotNull(r!["schema"]));
    }

    [Fact]
    public async Task One_rule_is_told_by_its_id()
    {
        Assert.Equal("minimum-rest", (string?)(await api.Host.Client.GetAsync("/api/v1/rules/minimum-rest").JsonAsync())["id"]);
        Assert.Equal("not-found", (await api.Host.Client.GetAsync("/api/v1/rules/none").ProblemAsync(HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task Every_preset_is_told_with_rules_that_may_be_put_into_a_problem()
    {
        JsonArray presets = (await api.Host.Client.GetAsync("/api/v1/presets").JsonAsync()).AsArray();
        Assert.Equal(PresetCatalog.All.Select(p => p.Id), presets.Select(p => (string)p!["id"]!));
        Assert.All(presets, p => Assert.NotEmpty((string)p!["description"]!["zh"]!));

        JsonNode law = await api.Host.Client.GetAsync("/api/v1/presets/china-labour-law").JsonAsync();
        JsonNode problem = JsonNode.Parse(await api.Host.Client.GetStringAsync("/api/v1/demo-data/office-6"))!;
        problem["rules"] = law["rules"]!.DeepClone();
        Assert.True((bool)(await api.Host.Client.PostTextAsync("/api/v1/schedules?operation=VALIDATE", problem.ToJsonString()).JsonAsync())["valid"]!);
        Assert.Equal("not-found", (await api.Host.Client.GetAsync("/api/v1/presets/none").ProblemAsync(HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task Every_sample_is_listed_and_may_be_posted_as_it_is()
    {
        JsonArray list = (await api.Host.Client.GetAsync("/api/v1/demo-data").JsonAsync()).AsArray();
        Assert.Equal(["call-centre-120", "day-and-night-40", "impossible-week", "office-6", "part-time-centre-12"], list.Select(d => (string)d!["id"]!).Order(StringComparer.Ordinal));
        foreach (JsonNode? sample in list)
        {
            string body = await api.Host.Client.GetStringAsync((string)sample!["location"]!);
            Assert.True((bool)(await api.Host.Client.PostTextAsync("/api/v1/schedules?operation=VALIDATE", body).JsonAsync())["valid"]!);
        }

        await api.Host.Client.GetAsync("/api/v1/demo-data/none").ProblemAsync(HttpStatusCode.NotFound);
    }
}
