using Scheduling.Architecture.Tests.Gates;

namespace Scheduling.Architecture.Tests;

public sealed class ArrowTests
{
    [Fact]
    public void Projects_refer_only_along_the_arrows() => Gate.Holds(Arrows.Breaches(Repository.Projects));

    [Fact]
    public void The_engine_takes_the_solver_and_the_calendar_and_no_other_package()
    {
        var engine = Repository.Projects.Single(project => project.Name == "Scheduling.Engine");

        Assert.Contains("Google.OrTools", engine.PackageReferences);
        Gate.Holds(Arrows.PackageBreaches(engine));
    }

    [Fact]
    public void The_compiled_engine_refers_to_the_solver_the_calendar_and_the_base_class_library_only()
    {
        var references = Arrows.ReferencesOf(Built("Scheduling.Engine.dll"));

        Assert.Contains("System.Runtime", references);
        Gate.Holds(Arrows.EngineAssemblyBreaches(references));
    }

    [Fact]
    public void The_command_line_leaves_the_solver_library_to_the_engine() =>
        Gate.Holds(Arrows.SolverBreaches("Scheduling.Cli", Arrows.ReferencesOf(Built("scheduling.dll"))));

    [Fact]
    public void An_engine_that_refers_to_the_store_is_caught() =>
        Gate.Catches("'Scheduling.Store'", Arrows.Breaches([Project("src/Scheduling.Engine/Scheduling.Engine.csproj", "<ProjectReference Include=\"../Scheduling.Store/Scheduling.Store.csproj\" />")]));

    [Fact]
    public void A_benchmark_that_refers_to_the_command_line_is_caught() =>
        Gate.Catches("'Scheduling.Cli'", Arrows.Breaches([Project("benchmarks/Scheduling.Benchmarks/Scheduling.Benchmarks.csproj", "<ProjectReference Include=\"..\\..\\src\\Scheduling.Cli\\Scheduling.Cli.csproj\" />")]));

    [Fact]
    public void A_test_project_that_refers_to_another_is_caught() =>
        Gate.Catches("'Scheduling.Engine.Tests'", Arrows.Breaches([Project("tests/Scheduling.Cli.Tests/Scheduling.Cli.Tests.csproj", "<ProjectReference Include=\"../Scheduling.Engine.Tests/Scheduling.Engine.Tests.csproj\" />")]));

    [Fact]
    public void A_project_without_an_arrow_is_caught() =>
        Gate.Catches("not in the table", Arrows.Breaches([Project("src/Scheduling.Extras/Scheduling.Extras.csproj", "")]));

    [Fact]
    public void A_foreign_package_of_the_engine_is_caught() =>
        Gate.Catches("'Newtonsoft.Json'", Arrows.PackageBreaches(Project("src/Scheduling.Engine/Scheduling.Engine.csproj", "<PackageReference Include=\"NodaTime\" /><PackageReference Include=\"Newtonsoft.Json\" />")));

    [Fact]
    public void A_foreign_assembly_of_the_engine_is_caught() =>
        Gate.Catches("'Microsoft.Extensions.Logging'", Arrows.EngineAssemblyBreaches(["System.Runtime", "NodaTime", "Google.OrTools", "Microsoft.Extensions.Logging"]));

    [Fact]
    public void A_command_line_that_calls_the_solver_library_is_caught() =>
        Gate.Catches("'Google.OrTools'", Arrows.SolverBreaches("Scheduling.Cli", ["System.Runtime", "Google.OrTools"]));

    private static string Built(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static ProjectFile Project(string path, string items) => ProjectFile.Parse(path, $"<Project><ItemGroup>{items}</ItemGroup></Project>");
}
