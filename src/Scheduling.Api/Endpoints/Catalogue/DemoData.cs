using System.Collections.Frozen;
using System.Reflection;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;

namespace Scheduling.Api.Endpoints.Catalogue;

/// <summary>A problem that is ready to be posted.</summary>
/// <param name="Id">Its id in addresses.</param>
/// <param name="Problem">What it holds.</param>
/// <param name="Body">The same in JSON.</param>
public sealed record DemoProblem(string Id, SchedulingProblem Problem, byte[] Body);

/// <summary>The sample problems of the repository, carried inside the program.</summary>
public static class DemoData
{
    private const string Folder = "samples/";

    private static readonly Lazy<FrozenDictionary<string, DemoProblem>> Loaded = new(Load);

    /// <summary>All of them, small to large.</summary>
    public static IReadOnlyList<DemoProblem> All => [.. Loaded.Value.Values.OrderBy(d => d.Problem.Employees.Count).ThenBy(d => d.Id, StringComparer.Ordinal)];

    /// <summary>One of them, or null.</summary>
    public static DemoProblem? Find(string id) => Loaded.Value.GetValueOrDefault(id);

    private static FrozenDictionary<string, DemoProblem> Load()
    {
        Assembly assembly = typeof(DemoData).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name =>
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            ReadResult<SchedulingProblem> read = ProblemReader.ReadProblem(bytes.ToArray());
            string id = Path.GetFileNameWithoutExtension(name);
            return new DemoProblem(id, read.Value ?? throw new InvalidOperationException($"Sample '{id}' is wrong: {read.Problems[0].Message.En}"), bytes.ToArray());
        }).ToFrozenDictionary(d => d.Id);
    }
}
