using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scheduling.Architecture.Tests.Gates;

/// <summary>One rule, one folder, and always the same files in it.</summary>
internal static class RuleAnatomy
{
    private const string Rules = "src/Scheduling.Engine/Rules/";

    /// <summary>The names of the rule folders, in ordinal order.</summary>
    public static IReadOnlyList<string> Folders(IEnumerable<string> files) =>
        [.. files.Where(file => file.StartsWith(Rules, StringComparison.Ordinal) && file.IndexOf('/', Rules.Length) > 0)
            .Select(file => file[Rules.Length..file.IndexOf('/', Rules.Length)])
            .Distinct().Order(StringComparer.Ordinal)];

    public static IEnumerable<string> MissingFiles(IReadOnlyCollection<string> files) =>
        from folder in Folders(files)
        from expected in Anatomy(folder)
        where !files.Contains(expected)
        select $"Rule folder '{folder}' lacks {expected}.";

    public static IEnumerable<string> TypeBreaches(IEnumerable<SourceFile> sources) =>
        from source in sources
        where Folders([source.Path]).Count == 1
        let folder = Folders([source.Path])[0]
        where source.Path == $"{Rules}{folder}/{folder}Rule.cs"
        where !source.Types.OfType<RecordDeclarationSyntax>().Any(type => IsRule(type, folder))
        select $"{source.Path} must declare `public sealed partial record {folder}Rule`.";

    private static string[] Anatomy(string folder) =>
    [
        $"{Rules}{folder}/{folder}Rule.cs",
        $"{Rules}{folder}/{folder}Rule.Compile.cs",
        $"{Rules}{folder}/{folder}Rule.Evaluate.cs",
        $"{Rules}{folder}/{folder}.md",
        $"tests/Scheduling.Engine.Tests/Rules/{folder}/{folder}RuleTests.cs",
    ];

    private static bool IsRule(RecordDeclarationSyntax type, string folder) =>
        type.Identifier.ValueText == folder + "Rule"
        && !type.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword)
        && new[] { SyntaxKind.PublicKeyword, SyntaxKind.SealedKeyword, SyntaxKind.PartialKeyword }
            .All(keyword => type.Modifiers.Any(keyword));
}
