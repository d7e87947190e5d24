using Scheduling.Architecture.Tests.Gates;

namespace Scheduling.Architecture.Tests;

public sealed class SolutionShapeTests
{
    private const string Path = "src/Scheduling.Extras/Scheduling.Extras.csproj";
    private const string TestPath = "tests/Scheduling.Extras.Tests/Scheduling.Extras.Tests.csproj";

    private static readonly string[] Locks = ["src/Scheduling.Extras/packages.lock.json", "tests/Scheduling.Extras.Tests/packages.lock.json"];

    [Fact]
    public void Every_project_is_built_locked_and_tested() =>
        Gate.Holds(SolutionShape.Breaches(Repository.Projects, Repository.ReadText("Scheduling.sln"), [.. Repository.Files]));

    [Fact]
    public void A_project_that_is_built_locked_and_tested_passes() => Gate.Holds(Breaches([Path, TestPath], [Path, TestPath], Locks));

    [Fact]
    public void A_project_outside_the_solution_is_caught() => Gate.Catches("not in Scheduling.sln", Breaches([Path, TestPath], [TestPath], Locks));

    [Fact]
    public void A_project_without_a_lock_file_is_caught() => Gate.Catches("packages.lock.json", Breaches([Path, TestPath], [Path, TestPath], Locks[1..]));

    [Fact]
    public void A_project_without_tests_is_caught() => Gate.Catches("no test project", Breaches([Path], [Path], Locks));

    private static IEnumerable<string> Breaches(string[] projects, string[] inSolution, string[] files) =>
        SolutionShape.Breaches(
            [.. projects.Select(path => ProjectFile.Parse(path, "<Project />"))],
            string.Concat(inSolution.Select(path => $"Project = \"{path.Replace('/', '\\')}\"\n")),
            files);
}
