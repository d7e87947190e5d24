using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scheduling.Architecture.Tests.Gates;

/// <summary>How a source file is named, how long it is and what stands in it.</summary>
internal static partial class SourceShape
{
    public const int MostLines = 400;

    private static readonly string[] EmptyWords =
        ["Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Common", "Manager", "Managers", "Base", "Impl", "Misc"];

    public static IEnumerable<string> NameBreaches(IEnumerable<string> files) =>
        from file in files
        where file.StartsWith("src/", StringComparison.Ordinal)
        from word in file.Split('/', '.', '_', '-').SelectMany(part => Words().Matches(part)).Select(match => match.Value).Intersect(EmptyWords)
        select $"{file} is named '{word}', which says nothing; name it after what it holds.";

    public static IEnumerable<string> LengthBreaches(IEnumerable<SourceFile> sources) =>
        from source in sources
        where !source.IsGenerated && source.LineCount > MostLines
        select $"{source.Path} has {source.LineCount} lines; {MostLines} is the most, 300 the aim: cut it along its ideas.";

    public static IEnumerable<string> UnfinishedBreaches(IEnumerable<SourceFile> sources) =>
        from source in sources
        from match in Unfinished().Matches(source.Text)
        select $"{source.Path} holds '{match.Value}' (line {source.Text.AsSpan(0, match.Index).Count('\n') + 1}); finish it or leave it out.";

    /// <summary>Public classes that are neither sealed, static nor abstract, whichever part of a partial type says so.</summary>
    public static IEnumerable<string> OpenTypeBreaches(IEnumerable<SourceFile> sources) =>
        from part in sources.SelectMany(source => source.Types.OfType<TypeDeclarationSyntax>().Select(type => (source.Path, Type: type)))
        where part.Type is ClassDeclarationSyntax
            || (part.Type is RecordDeclarationSyntax record && !record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword))
        group part by FullName(part.Type) into parts
        let modifiers = parts.SelectMany(part => part.Type.Modifiers).Select(modifier => modifier.Kind()).ToHashSet()
        where modifiers.Contains(SyntaxKind.PublicKeyword)
            && !modifiers.Overlaps([SyntaxKind.SealedKeyword, SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword])
        select $"{parts.First().Path}: public type {parts.Key} is open; make it sealed, static or abstract.";

    public static IEnumerable<string> NamespaceBreaches(IEnumerable<SourceFile> sources, IReadOnlyList<ProjectFile> projects)
    {
        foreach (var source in sources)
        {
            var project = projects.SingleOrDefault(project => source.Path.StartsWith(project.Folder, StringComparison.Ordinal));
            if (project is null)
            {
                yield return $"{source.Path} belongs to no project.";
                continue;
            }

            if (source.Unit.DescendantNodes().OfType<NamespaceDeclarationSyntax>().Any())
                yield return $"{source.Path} wraps its code in a namespace block; write `namespace X;`.";

            var folders = source.Path[project.Folder.Length..].Split('/')[..^1];
            var expected = string.Join('.', [project.RootNamespace, .. folders]);
            var actual = source.Unit.Members.OfType<FileScopedNamespaceDeclarationSyntax>().SingleOrDefault()?.Name.ToString();
            // Global statements and assembly attributes have no namespace.
            if (actual is null ? source.Types.Any() && !source.Unit.Members.OfType<BaseNamespaceDeclarationSyntax>().Any() : actual != expected)
                yield return $"{source.Path} has namespace '{actual ?? "none"}'; its folder says '{expected}'.";
        }
    }

    private static string FullName(TypeDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().Reverse().Select(node => node switch
        {
            BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
            TypeDeclarationSyntax inner => inner.Identifier.ValueText + (inner.TypeParameterList is { } list ? $"`{list.Parameters.Count}" : ""),
            _ => null,
        }).OfType<string>());

    [GeneratedRegex("[A-Z][a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Unfinished();
}
