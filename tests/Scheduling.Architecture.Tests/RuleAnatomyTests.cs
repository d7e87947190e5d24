using Scheduling.Architecture.Tests.Gates;

namespace Scheduling.Architecture.Tests;

public sealed class RuleAnatomyTests
{
    // Raised when rules are added, so that a wrong path can never make these gates look at nothing.
    private const int FewestRules = 25;

    private static readonly string[] Whole =
    [
        "src/Scheduling.Engine/Rules/Rule.cs",
        "src/Scheduling.Engine/Rules/Rest/RestRule.cs",
        "src/Scheduling.Engine/Rules/Rest/RestRule.Compile.cs",
        "src/Scheduling.Engine/Rules/Rest/RestRule.Evaluate.cs",
        "src/Scheduling.Engine/Rules/Rest/Rest.md",
        "tests/Scheduling.Engine.Tests/Rules/Rest/RestRuleTests.cs",
    ];

    [Fact]
    public void Every_rule_folder_holds_the_same_files() => Gate.Holds(RuleAnatomy.MissingFiles([.. Repository.Files]));

    [Fact]
    public void Every_rule_is_a_public_sealed_partial_record() => Gate.Holds(RuleAnatomy.TypeBreaches(Repository.Sources));

    [Fact]
    public void No_rule_has_gone_missing() => Assert.InRange(RuleAnatomy.Folders(Repository.Files).Count, FewestRules, int.MaxValue);

    [Fact]
    public void A_whole_rule_folder_is_found_and_passes()
    {
        Assert.Equal(["Rest"], RuleAnatomy.Folders(Whole));
        Gate.Holds(RuleAnatomy.MissingFiles(Whole));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Each_missing_file_is_caught(int missing) =>
        Gate.Catches(Whole[missing], RuleAnatomy.MissingFiles([.. Whole.Where((_, index) => index != missing)]));

    [Theory]
    [InlineData("public sealed partial record RestRule : Rule;", true)]
    [InlineData("public partial record RestRule : Rule;", false)]
    [InlineData("public sealed record RestRule : Rule;", false)]
    [InlineData("public sealed partial class RestRule : Rule;", false)]
    [InlineData("internal sealed partial record RestRule : Rule;", false)]
    [InlineData("public sealed partial record MinimumRestRule : Rule;", false)]
    public void Only_a_public_sealed_partial_record_is_a_rule(string declaration, bool allowed)
    {
        var breaches = RuleAnatomy.TypeBreaches([new(Whole[1], "namespace Scheduling.Engine.Rules.Rest; " + declaration)]);

        if (allowed)
            Gate.Holds(breaches);
        else
            Gate.Catches("RestRule`", breaches);
    }
}
