using System.Text.Json.Nodes;

namespace Scheduling.Api.OpenApi;

/// <summary>An example of the body an endpoint takes. The text is JSON, or CSV as it is.</summary>
internal sealed record BodyExample(string Text)
{
    public JsonNode Node() => Text.StartsWith('{') || Text.StartsWith('[') ? JsonNode.Parse(Text)! : JsonValue.Create(Text);
}
