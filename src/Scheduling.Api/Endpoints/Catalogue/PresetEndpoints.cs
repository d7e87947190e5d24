using System.Text.Json;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Presets;
using Scheduling.Store;

namespace Scheduling.Api.Endpoints.Catalogue;

/// <summary>A preset of the catalogue.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title in both languages.</param>
/// <param name="Description">Whom it is for and where its numbers come from.</param>
/// <param name="Rules">Its rules, ready to be put into a problem or a team.</param>
internal sealed record PresetAnswer(string Id, LocalizedText Title, LocalizedText Description, IReadOnlyList<JsonElement> Rules)
{
    public static PresetAnswer Of(RulePreset preset) => new(
        preset.Id, preset.Title, preset.Description, [.. preset.Rules.Select(rule => JsonSerializer.SerializeToElement(rule, ApiJson.Options))]);
}

/// <summary><c>/presets</c>.</summary>
internal static class PresetEndpoints
{
    private static readonly Lazy<IReadOnlyList<PresetAnswer>> Answers = new(() => [.. PresetCatalog.All.Select(PresetAnswer.Of)]);

    public static void MapPresets(this IEndpointRouteBuilder api)
    {
        RouteGroupBuilder presets = api.MapGroup("/presets").WithTags("Catalogue");
        presets.MapGet("", () => Results.Ok(Answers.Value)).For(Policies.Anyone, "The presets of rules").Produces<IReadOnlyList<PresetAnswer>>();
        presets.MapGet("/{id}", Get).For(Policies.Anyone, "A preset with its rules").Produces<PresetAnswer>();
    }

    private static IResult Get(string id) => Results.Ok(Answers.Value.FirstOrDefault(p => p.Id == id) ?? throw StoreException.NotFound("preset", "预设", id));
}
