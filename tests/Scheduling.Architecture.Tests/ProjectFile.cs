using System.Xml.Linq;

namespace Scheduling.Architecture.Tests;

/// <summary>What the gates need to know of a project file.</summary>
internal sealed record ProjectFile(
    string Path,
    string RootNamespace,
    IReadOnlyList<string> ProjectReferences,
    IReadOnlyList<string> PackageReferences,
    IReadOnlyList<string> Usings)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folder of the project with a slash at its end.</summary>
    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];

    public static ProjectFile Parse(string path, string xml)
    {
        var document = XDocument.Parse(xml);
        return new ProjectFile(
            path,
            document.Descendants("RootNamespace").FirstOrDefault()?.Value ?? System.IO.Path.GetFileNameWithoutExtension(path),
            [.. Includes("ProjectReference").Select(include => System.IO.Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Includes("PackageReference")],
            [.. Includes("Using")]);

        IEnumerable<string> Includes(string element) =>
            document.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
    }
}
