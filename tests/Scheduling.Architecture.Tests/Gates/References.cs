using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Scheduling.Architecture.Tests.Gates;

/// <summary>Something a file uses: the namespace it belongs to, its name, the line, and the files that declare it if they are ours.</summary>
internal sealed record Reference(string Path, int Line, string Namespace, string Name, IReadOnlyList<string> DeclaredIn);

/// <summary>
/// Binds the sources of a project as the compiler does and lists what each file uses. A look at using directives would miss names
/// reached through an enclosing namespace, a global using or an inferred type.
/// </summary>
internal static class References
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    public static CSharpCompilation Bind(IEnumerable<SourceFile> sources, IEnumerable<string> usings)
    {
        var globals = ImplicitUsings + string.Concat(usings.Select(name => $" global using {name};"));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !Path.GetFileName(file).StartsWith("Scheduling.", StringComparison.OrdinalIgnoreCase))
            .Select(file => MetadataReference.CreateFromFile(file));
        return CSharpCompilation.Create(
            "Bound",
            [CSharpSyntaxTree.ParseText(globals, SourceFile.ParseOptions), .. sources.Select(source => source.Tree)],
            platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Names no reference resolves. While there are any, the other gates of this kind could be blind.</summary>
    public static IEnumerable<string> Unresolved(CSharpCompilation bound) =>
        bound.GetDiagnostics().Where(diagnostic => diagnostic.Id is "CS0103" or "CS0234" or "CS0246").Select(diagnostic => diagnostic.ToString());

    public static IReadOnlyList<Reference> List(CSharpCompilation bound) =>
        [.. bound.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).SelectMany(tree => List(bound.GetSemanticModel(tree))).Distinct()];

    private static IEnumerable<Reference> List(SemanticModel model)
    {
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes(node => node is not BaseNamespaceDeclarationSyntax).Concat(BelowNamespaces(model)))
        {
            if (node is not ExpressionSyntax expression)
                continue;

            var line = model.SyntaxTree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
            var symbol = model.GetSymbolInfo(expression).Symbol;
            string[] declaredIn = symbol is null or ITypeSymbol or INamespaceSymbol
                ? []
                : [.. symbol.DeclaringSyntaxReferences.Select(declaration => declaration.SyntaxTree.FilePath)];
            foreach (var space in NamespacesOf(symbol).Concat(NamespacesOf(model.GetTypeInfo(expression).Type)).Distinct())
                yield return new Reference(model.SyntaxTree.FilePath, line, space, symbol?.Name ?? expression.ToString(), declaredIn);
        }
    }

    // The name in `namespace X;` is a declaration, not a use: everything inside a namespace except that name.
    private static IEnumerable<SyntaxNode> BelowNamespaces(SemanticModel model) =>
        model.SyntaxTree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            .SelectMany(space => space.ChildNodes().Where(child => child != space.Name))
            .SelectMany(child => child.DescendantNodesAndSelf(node => node is not BaseNamespaceDeclarationSyntax));

    private static IEnumerable<string> NamespacesOf(ISymbol? symbol) => symbol switch
    {
        null => [],
        INamespaceSymbol space => [space.ToDisplayString()],
        IArrayTypeSymbol array => NamespacesOf(array.ElementType),
        IPointerTypeSymbol pointer => NamespacesOf(pointer.PointedAtType),
        INamedTypeSymbol type => [.. type.TypeArguments.SelectMany(NamespacesOf), type.ContainingNamespace?.ToDisplayString() ?? ""],
        ILocalSymbol local => NamespacesOf(local.Type),
        IParameterSymbol parameter => NamespacesOf(parameter.Type),
        _ => [symbol.ContainingNamespace?.ToDisplayString() ?? ""],
    };
}
