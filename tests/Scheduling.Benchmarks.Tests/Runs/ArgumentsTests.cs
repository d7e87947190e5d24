using Scheduling.Benchmarks.Runs;

namespace Scheduling.Benchmarks.Tests.Runs;

public sealed class ArgumentsTests
{
    [Fact]
    public void Options_flags_and_places_are_told_apart()
    {
        var arguments = new Arguments(["file.txt", "--time", "60", "--weekly"], ["--time", "--seed"], ["--weekly", "--resume"]);
        Assert.Equal(["file.txt"], arguments.Places);
        Assert.Equal(60, arguments.Number("--time", 1));
        Assert.Equal(7, arguments.Number("--seed", 7));
        Assert.True(arguments.Has("--weekly"));
        Assert.False(arguments.Has("--resume"));
    }

    [Theory]
    [InlineData("'--tine'", "--tine", "60")]
    [InlineData("'--time' has no value", "--time")]
    [InlineData("stands twice", "--time", "1", "--time", "2")]
    public void What_is_not_understood_is_refused(string told, params string[] args) =>
        Assert.Contains(told, Assert.Throws<ArgumentException>(() => new Arguments(args, ["--time"], [])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("soon")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("65")]
    public void A_number_out_of_range_is_told_with_its_value(string text)
    {
        var arguments = new Arguments(["--threads", text], ["--threads"], []);
        Assert.Contains($"'{text}'", Assert.Throws<ArgumentException>(() => arguments.Number("--threads", 2, 1, 64)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_that_is_needed_is_missed_by_name() =>
        Assert.Contains("'--case'", Assert.Throws<ArgumentException>(() => new Arguments([], ["--case"], []).Needed("--case")).Message, StringComparison.Ordinal);
}
