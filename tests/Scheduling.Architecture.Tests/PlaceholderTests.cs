namespace Scheduling.Architecture.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void The_test_project_runs() => Assert.NotNull(typeof(PlaceholderTests).Namespace);
}
