using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Hostile;

/// <summary>A parameter of an operation, in its path or its query.</summary>
internal sealed record ApiParameter(string Name, bool InPath);

/// <summary>An operation as the API's own document describes it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with names in braces.</param>
/// <param name="Parameters">What may be put into the path and the query.</param>
/// <param name="MediaType">Media type of the body; null when it takes none.</param>
/// <param name="Example">A right body.</param>
/// <param name="Streams">Whether the answer has no end.</param>
internal sealed record ApiOperation(string Method, string Path, IReadOnlyList<ApiParameter> Parameters, string? MediaType, byte[] Example, bool Streams)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public string Name => $"{Method} {Path}";

    /// <summary>Every operation of the API.</summary>
    public static async Task<IReadOnlyList<ApiOperation>> ReadAsync(FaultApi api)
    {
        JsonNode document = (await api.Client.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;
        List<ApiOperation> operations = [];
        foreach ((string path, JsonNode? item) in document["paths"]!.AsObject())
        {
            operations.AddRange(item!.AsObject().Where(member => Methods.Contains(member.Key)).Select(member => Of(member.Key.ToUpperInvariant(), path, member.Value!)));
        }

        return operations;
    }

    /// <summary>The path with values for its parameters.</summary>
    public string PathWith(Func<string, string> value) => Parameters.Where(p => p.InPath).Aggregate(Path, (path, p) => path.Replace($"{{{p.Name}}}", Uri.EscapeDataString(value(p.Name)), StringComparison.Ordinal));

    private static ApiOperation Of(string method, string path, JsonNode operation)
    {
        List<ApiParameter> parameters = [.. (operation["parameters"] as JsonArray ?? []).Where(p => (string?)p!["in"] is "path" or "query").Select(p => new ApiParameter((string)p!["name"]!, (string?)p["in"] == "path"))];
        JsonObject? content = operation["requestBody"]?["content"] as JsonObject;
        string? type = content is null ? null : content.ContainsKey("application/json") ? "application/json" : content.First().Key;
        JsonNode? example = type is null ? null : content![type]!["example"];
        byte[] body = example is null ? [] : Encoding.UTF8.GetBytes(example is JsonValue text && text.TryGetValue(out string? plain) ? plain : example.ToJsonString());
        bool streams = operation["responses"]?["200"]?["content"]?["text/event-stream"] is not null;
        return new ApiOperation(method, path, parameters, type, body, streams);
    }
}
