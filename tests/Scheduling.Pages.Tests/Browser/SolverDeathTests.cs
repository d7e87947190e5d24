using System.Diagnostics;
using System.Globalization;

namespace Scheduling.Pages.Tests.Browser;

[Collection(nameof(DemoCollection))]
public sealed class SolverDeathTests(DemoFixture demo)
{
    [Fact]
    public async Task A_solver_killed_in_the_middle_is_told_on_the_page_and_the_week_ends_solved()
    {
        await using WeekScreen screen = await demo.OpenWeekAsync(await demo.FarWeekWithDemandAsync(4), Screens.Wide, Screens.English);
        await screen.Page.Page.SelectAsync("#time-limit", "30");
        await screen.Page.PressAsync("solve");
        await Until.GoodAsync("the solve has found something", screen.LookAsync, s => s.Solving && s.Levels.Length == 3);

        int solver = Assert.Single(SolverChildren());
        using (Process process = Process.GetProcessById(solver))
        {
            // On Unix this is signal 9.
            process.Kill();
        }

        WeekSight told = await Until.GoodAsync("the page tells what happened", screen.LookAsync, s => s.Alerts.Length > 0);
        Assert.Contains("signal 9", Assert.Single(told.Alerts), StringComparison.Ordinal);
        Assert.Contains("tried again", told.Alerts[0], StringComparison.Ordinal);

        WeekSight solved = await screen.SolvedAsync();
        Assert.StartsWith("Solved", solved.Run, StringComparison.Ordinal);
        Assert.True(solved.KeepsHardRules, solved.ToString());
        Assert.Equal(40, solved.People);
        await screen.Page.AssertSoundAsync();
    }

    /// <summary>The solvers of the host inside this process.</summary>
    private static List<int> SolverChildren() =>
    [
        .. Directory.GetDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) ? id : 0).Where(id => id > 0 && IsSolver(id)),
    ];

    private static bool IsSolver(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] != "Z" && fields[1] == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
                && File.ReadAllText($"/proc/{id}/cmdline").Contains("solver-child", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
