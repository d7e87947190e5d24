using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Store;

namespace Scheduling.Api.Endpoints.Catalogue;

/// <summary>A rule of the catalogue.</summary>
/// <param name="Id">Its id, the member <c>rule</c> in JSON.</param>
/// <param name="Title">Its title in both languages.</param>
/// <param name="Description">What it asks.</param>
/// <param name="Unit">What one unit of excess is.</param>
/// <param name="Policy">Rows of the policy it serves.</param>
/// <param name="Enforcement">How it is held by default, in words.</param>
/// <param name="Settings">Its own settings in words.</param>
/// <param name="Schema">JSON schema of the rule as it stands in a problem.</param>
/// <param name="Defaults">The rule at its defaults, ready to be put into a problem.</param>
internal sealed record RuleAnswer(
    string Id, LocalizedText Title, LocalizedText Description, LocalizedText Unit, IReadOnlyList<string> Policy, string Enforcement, IReadOnlyList<RuleSetting> Settings, JsonNode Schema, JsonElement Defaults)
{
    public static RuleAnswer Of(Rule rule) => new(
        rule.Descriptor.Id, rule.Descriptor.Title, rule.Descriptor.Description, rule.Descriptor.Unit, rule.Descriptor.Policy, RuleDocument.EnforcementText(rule.Enforcement),
        RuleDocument.SettingsOf(rule), ApiJson.Options.GetJsonSchemaAsNode(rule.GetType()), JsonSerializer.SerializeToElement<Rule>(rule, ApiJson.Options));
}

/// <summary><c>/rules</c>.</summary>
internal static class RuleEndpoints
{
    private static readonly Lazy<IReadOnlyList<RuleAnswer>> Answers = new(() => [.. RuleCatalog.Default.Rules.Select(RuleAnswer.Of)]);

    public static void MapRules(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder rules = api.MapGroup("/rules").WithTags("Catalogue");
        rules.MapGet("", () => Results.Ok(Answers.Value)).For(Policies.Anyone, "The rule catalogue: titles, settings, defaults").Produces<IReadOnlyList<RuleAnswer>>();
        rules.MapGet("/{id}", Get).For(Policies.Anyone, "A rule").Produces<RuleAnswer>();
    }

    private static IResult Get(string id) => Results.Ok(Answers.Value.FirstOrDefault(r => r.Id == id) ?? throw StoreException.NotFound("rule", "规则", id));
}
