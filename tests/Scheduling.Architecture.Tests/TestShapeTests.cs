using Scheduling.Architecture.Tests.Gates;

namespace Scheduling.Architecture.Tests;

public sealed class TestShapeTests
{
    [Fact]
    public void Every_test_is_named_by_a_sentence() => Gate.Holds(TestShape.NameBreaches(Repository.Tests));

    [Fact]
    public void No_test_is_switched_off() => Gate.Holds(TestShape.SkipBreaches(Repository.Tests));

    [Fact]
    public void Every_test_asserts_something() =>
        Gate.Holds(Repository.Tests.GroupBy(test => test.Path.Split('/')[1]).SelectMany(project => TestShape.AssertionBreaches([.. project])));

    [Theory]
    [InlineData("[Fact] public void Test1() => Assert.True(true);")]
    [InlineData("[Theory] public void Rest_() => Assert.True(true);")]
    public void A_test_whose_name_is_no_sentence_is_caught(string method) => Gate.Catches("no sentence", TestShape.NameBreaches([InClass(method)]));

    [Fact]
    public void A_test_that_is_switched_off_is_caught() =>
        Gate.Catches("switched off", TestShape.SkipBreaches([InClass("[Fact(Skip = \"slow\")] public void It_works() => Assert.True(true);")]));

    [Fact]
    public void A_test_that_is_skipped_on_a_condition_passes() =>
        Gate.Holds(TestShape.SkipBreaches([InClass("[Fact(Skip = \"no data\", SkipUnless = nameof(HasData))] public void It_works() => Assert.True(true);")]));

    [Fact]
    public void A_test_that_asserts_nothing_is_caught() =>
        Gate.Catches("It_works", TestShape.AssertionBreaches([InClass("[Fact] public void It_works() => Work(); void Work() { }")]));

    [Theory]
    [InlineData("[Fact] public void It_works() => Assert.True(true);")]
    [InlineData("[Fact] public void It_works() => Gen.Int.Sample(n => n == n);")]
    [InlineData("[Fact] public void It_works() => First(); void First() => Second(); void Second() => Assert.True(true);")]
    public void A_test_that_reaches_an_assertion_passes(string methods) => Gate.Holds(TestShape.AssertionBreaches([InClass(methods)]));

    private static SourceFile InClass(string methods) => new("tests/A.cs", $"class A {{ {methods} }}");
}
