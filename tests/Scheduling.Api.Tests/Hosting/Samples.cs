using System.Text;
using System.Text.Json.Nodes;
using Scheduling.Api.Endpoints.Catalogue;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>Sample problems as text, and with something changed.</summary>
internal static class Samples
{
    public const string Office = "office-6";

    public static string Text(string id = Office) => Encoding.UTF8.GetString(DemoData.Find(id)!.Body);

    public static string With(string id, Action<JsonNode> change)
    {
        JsonNode problem = JsonNode.Parse(Text(id))!;
        change(problem);
        return problem.ToJsonString();
    }
}
