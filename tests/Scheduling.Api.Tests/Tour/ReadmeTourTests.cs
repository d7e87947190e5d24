using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Scheduling.Api.Tests.Hosting;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Tour;

/// <summary>The API tour of the README, as it stands there, by a real shell against the whole program with its worker.</summary>
[Collection(nameof(AloneCollection))]
public sealed partial class ReadmeTourTests
{
    [Fact]
    public async Task The_tour_of_the_readme_runs_as_it_stands_there()
    {
        await using ApiHost host = await ApiHost.StartAsync("--Worker:Solves=true", "--Scheduling:Demo=true");
        string root = Artifacts.Repository;
        string readme = await File.ReadAllTextAsync(Path.Combine(root, "README.md"), TestContext.Current.CancellationToken);
        string tour = Tour().Match(readme).Groups[1].Value.Replace("http://127.0.0.1:5080", host.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
        Assert.True(tour.Length > 0, "README.md has no tour under 'The API by curl'.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("scheduling-tour-");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "samples"), Path.Combine(root, "samples"));

        (int code, string output, string errors) = await ShellAsync(folder.FullName, "set -euo pipefail\n" + tour);

        Assert.True(code == 0, $"The tour ended with {code}.\n{errors}\n{output}");
        Assert.Contains("\"passes\": true", output, StringComparison.Ordinal);
        Assert.Contains("\"PUBLISHED\"", output, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(output, "^event: end\ndata:.*\"state\":\"SOLVED\"", RegexOptions.Multiline));
        Assert.Contains("a01", output, StringComparison.Ordinal);

        // The differences are the last answer: those of the one on leave, and of few others.
        using var diff = JsonDocument.Parse(output[output.LastIndexOf("\n{\n", StringComparison.Ordinal)..]);
        List<string> people = [.. diff.RootElement.GetProperty("people").EnumerateArray().Select(p => p.GetProperty("employee").GetString()!)];
        Assert.Contains("a02", people);
        Assert.True(people.Count < 20, $"One leave changes {people.Count} of 40 people: {string.Join(' ', people)}.");
        folder.Delete(recursive: true);
    }

    private static async Task<(int Code, string Output, string Errors)> ShellAsync(string folder, string script)
    {
        using var shell = new Process
        {
            StartInfo = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        shell.Start();
        Task<string> output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, await output, await errors);
    }

    [GeneratedRegex("## The API by curl.*?```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Tour();
}
