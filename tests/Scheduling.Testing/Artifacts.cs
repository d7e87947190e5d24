namespace Scheduling.Testing;

/// <summary>Where tests leave what people want to look at afterwards.</summary>
public static class Artifacts
{
    /// <summary>The top folder of the repository: the one that holds the solution.</summary>
    public static string Repository => FindRepository();

    /// <summary>A folder under <c>artifacts</c>, made when it is not there.</summary>
    public static string Folder(string name) => Directory.CreateDirectory(Path.Combine(Repository, "artifacts", name)).FullName;

    private static string FindRepository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Scheduling.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds Scheduling.sln; run the tests inside the repository.");
    }
}
