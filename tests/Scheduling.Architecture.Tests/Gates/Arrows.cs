using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Scheduling.Architecture.Tests.Gates;

/// <summary>Which project may refer to which, and what the engine may stand on.</summary>
internal static class Arrows
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Scheduling.Engine"] = [],
        ["Scheduling.Cli"] = ["Scheduling.Engine"],
        ["Scheduling.Benchmarks"] = ["Scheduling.Engine"],
        ["Scheduling.Store"] = ["Scheduling.Engine"],
        ["Scheduling.Worker"] = ["Scheduling.Engine", "Scheduling.Store"],
        ["Scheduling.Api"] = ["Scheduling.Engine", "Scheduling.Store", "Scheduling.Worker"],
    };

    private static readonly string[] EnginePackages = ["Google.OrTools", "Google.Protobuf", "NodaTime", "NodaTime.Serialization.SystemTextJson"];

    public static IEnumerable<string> Breaches(IEnumerable<ProjectFile> projects) => projects.SelectMany(Breaches);

    public static IEnumerable<string> PackageBreaches(ProjectFile engine) =>
        engine.PackageReferences.Except(EnginePackages).Select(package =>
            $"{engine.Path} takes package '{package}'; the engine stands on {string.Join(", ", EnginePackages)} only.");

    /// <summary>What the compiled engine really refers to; the base class library is everything named System, or System-like.</summary>
    public static IEnumerable<string> EngineAssemblyBreaches(IEnumerable<string> referencedAssemblies) =>
        from name in referencedAssemblies
        where !(name is "System" or "netstandard" or "mscorlib" or "Google.OrTools" or "Google.Protobuf" or "NodaTime"
            || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)
            || name.StartsWith("NodaTime.", StringComparison.Ordinal))
        select $"Scheduling.Engine refers to assembly '{name}'; it stands on Google.OrTools, Google.Protobuf, NodaTime and the base class library only.";

    /// <summary>Outside the engine nobody talks to the solver library, though its package flows along.</summary>
    public static IEnumerable<string> SolverBreaches(string assembly, IEnumerable<string> referencedAssemblies) =>
        from name in referencedAssemblies
        where name.StartsWith("Google.", StringComparison.Ordinal)
        select $"{assembly} refers to assembly '{name}'; only Scheduling.Engine talks to the solver library.";

    public static IReadOnlyList<string> ReferencesOf(string assemblyFile)
    {
        using var stream = File.OpenRead(assemblyFile);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static IEnumerable<string> Breaches(ProjectFile project)
    {
        if (project.Path.StartsWith("tests/", StringComparison.Ordinal))
        {
            return project.ProjectReferences.Where(target => target != "Scheduling.Testing" && !Allowed.ContainsKey(target)).Select(target =>
                $"{project.Path} refers to '{target}'; a test project refers to projects under src or benchmarks, and to Scheduling.Testing, only.");
        }

        if (!Allowed.TryGetValue(project.Name, out var targets))
            return [$"{project.Path} is not in the table of arrows; say in Gates/Arrows.cs what it may refer to."];

        return project.ProjectReferences.Except(targets).Select(target =>
            $"{project.Path} refers to '{target}'; it may refer to {(targets.Length == 0 ? "no project" : string.Join(", ", targets))}.");
    }
}
