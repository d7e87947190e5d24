using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scheduling.Architecture.Tests.Gates;

/// <summary>Tests are sentences, they assert something, and none is switched off.</summary>
internal static partial class TestShape
{
    public static IEnumerable<string> NameBreaches(IEnumerable<SourceFile> tests) =>
        from test in TestMethods(tests)
        where !Sentence().IsMatch(test.Method.Identifier.ValueText)
        select $"{test.Path}: test '{test.Method.Identifier.ValueText}' is no sentence; write it like Rest_of_exactly_eleven_hours_is_allowed.";

    /// <summary>A skip is allowed only with the condition under which it happens (a tool or a data set that is not there).</summary>
    public static IEnumerable<string> SkipBreaches(IEnumerable<SourceFile> tests) =>
        from test in TestMethods(tests)
        let arguments = test.Method.AttributeLists.SelectMany(list => list.Attributes).SelectMany(attribute => attribute.ArgumentList?.Arguments ?? [])
            .Select(argument => argument.NameEquals?.Name.Identifier.ValueText).ToHashSet()
        where arguments.Contains("Skip") && !arguments.Contains("SkipUnless") && !arguments.Contains("SkipWhen")
        select $"{test.Path}: test '{test.Method.Identifier.ValueText}' is switched off; mend it or delete it.";

    /// <summary>
    /// Tests in which no assertion is reached: neither Assert, Throws or a CsCheck sample in the body, nor a call of a method of the
    /// same project (found by its name) that reaches one.
    /// </summary>
    public static IEnumerable<string> AssertionBreaches(IReadOnlyList<SourceFile> tests)
    {
        var calls = tests.SelectMany(file => file.Unit.DescendantNodes().OfType<MethodDeclarationSyntax>())
            .GroupBy(method => method.Identifier.ValueText)
            .ToDictionary(group => group.Key, group => group.SelectMany(Calls).ToHashSet());
        var asserting = calls.Where(pair => pair.Value.Any(IsAssertion)).Select(pair => pair.Key).ToHashSet();
        while (calls.Where(pair => !asserting.Contains(pair.Key) && pair.Value.Overlaps(asserting)).Select(pair => pair.Key).ToList() is { Count: > 0 } more)
            asserting.UnionWith(more);

        return from test in TestMethods(tests)
               where !Calls(test.Method).Any(call => IsAssertion(call) || asserting.Contains(call))
               select $"{test.Path}: test '{test.Method.Identifier.ValueText}' asserts nothing.";
    }

    private static IEnumerable<(string Path, MethodDeclarationSyntax Method)> TestMethods(IEnumerable<SourceFile> tests) =>
        from file in tests
        from method in file.Unit.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory")
        select (file.Path, method);

    // `Assert.Equal(…)` counts as a call of Assert and of Equal, `gen.Sample(…)` as one of gen and of Sample. Methods handed on as values count too.
    private static IEnumerable<string> Calls(MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText);

    private static bool IsAssertion(string call) => call is "Assert" or "Throws" or "Sample" or "SampleAsync" or "SampleModelBased";

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)+$")]
    private static partial Regex Sentence();
}
