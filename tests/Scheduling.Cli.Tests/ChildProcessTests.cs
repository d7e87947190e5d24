using System.Diagnostics;
using System.Text.Json;

namespace Scheduling.Cli.Tests;

/// <summary>The built program as a planner's shell starts it.</summary>
public sealed class ChildProcessTests
{
    [Fact]
    public async Task Bad_input_ends_with_status_two_and_both_languages_on_standard_error()
    {
        using Process process = Start([], "week", "--calls", "no-such-file.csv", "--aht", "75", "--agents", "-1");
        (string output, string error) = await Read(process);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("Number of agents (--agents) is '-1'", error, StringComparison.Ordinal);
        Assert.Contains("客服人数（--agents）为“-1”", error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(output).RootElement.GetProperty("errors").ValueKind);
    }

    [Fact]
    public async Task The_language_follows_the_environment()
    {
        using Process process = Start(new() { ["LC_ALL"] = "zh_CN.UTF-8" }, "--help");
        (string output, _) = await Read(process);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("从话务历史到检查过的一周排班表", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_Ctrl_C_once_stops_the_search_and_still_tells_the_result()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an interrupt is sent with the kill program");
        using var folder = new TemporaryFolder();
        using Process process = Start(new() { ["LC_ALL"] = "C.UTF-8" }, "week", "--calls", folder.Calls(), "--aht", "240", "--agents", "9", "--time", "300");
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("hard", StringComparison.Ordinal))
        {
        }

        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (string output, _) = await Read(process);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(9, JsonDocument.Parse(output.TrimEnd('\n').Split('\n')[^1]).RootElement.GetProperty("agents").GetInt32());
    }

    private static Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "scheduling.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<(string Output, string Error)> Read(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, await error);
    }
}
