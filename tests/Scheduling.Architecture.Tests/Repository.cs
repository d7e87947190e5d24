namespace Scheduling.Architecture.Tests;

/// <summary>The working tree the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Skipped = [".git", ".vs", "bin", "obj", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The folder that holds Scheduling.sln.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Every file of the tree but build output, relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles(Root);

    /// <summary>What <c>dotnet ef</c> writes: its shape is not ours to choose.</summary>
    private const string Migrations = "src/Scheduling.Store/Migrations/";

    /// <summary>Every C# file under src but the migrations.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = Read("src/");

    /// <summary>Every C# file under tests.</summary>
    public static IReadOnlyList<SourceFile> Tests { get; } = Read("tests/");

    /// <summary>Every C# file under benchmarks.</summary>
    public static IReadOnlyList<SourceFile> Benchmarks { get; } = Read("benchmarks/");

    /// <summary>Every project file of the tree.</summary>
    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => ProjectFile.Parse(path, ReadText(path)))];

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static SourceFile[] Read(string folder) =>
        [.. Files.Where(path => path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal) && !path.StartsWith(Migrations, StringComparison.Ordinal))
            .Select(path => new SourceFile(path, ReadText(path)))];

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Scheduling.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{start}' holds Scheduling.sln; run the tests from a build inside the repository.");
    }

    private static List<string> ListFiles(string root)
    {
        var found = new List<string>();
        Walk(root);
        found.Sort(StringComparer.Ordinal);
        return found;

        void Walk(string folder)
        {
            found.AddRange(Directory.EnumerateFiles(folder).Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')));
            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                if (!Skipped.Contains(Path.GetFileName(inner)))
                    Walk(inner);
            }
        }
    }
}
