namespace Scheduling.Architecture.Tests.Gates;

/// <summary>Every project is built, locked and tested.</summary>
internal static class SolutionShape
{
    public static IEnumerable<string> Breaches(IReadOnlyList<ProjectFile> projects, string solution, IReadOnlyCollection<string> files)
    {
        foreach (var project in projects)
        {
            if (!solution.Replace('\\', '/').Contains($"\"{project.Path}\"", StringComparison.Ordinal))
                yield return $"{project.Path} is not in Scheduling.sln, so nothing builds it.";
            if (!files.Contains(project.Folder + "packages.lock.json"))
                yield return $"{project.Path} has no packages.lock.json; restore once and commit it.";
            if (project.Path.StartsWith("src/", StringComparison.Ordinal) && projects.All(other => other.Name != project.Name + ".Tests"))
                yield return $"{project.Path} has no test project; add tests/{project.Name}.Tests.";
        }
    }
}
