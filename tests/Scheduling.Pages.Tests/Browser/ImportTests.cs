using NodaTime;
using PuppeteerSharp;
using Scheduling.Api.Pages;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;
using Scheduling.Testing;
using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>Rosters pasted from a spreadsheet, files of demand, templates; on a desk and on a phone.</summary>
[Collection(nameof(DemoCollection))]
public sealed class ImportTests(DemoFixture demo) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scheduling-upload-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(Screens.Wide, Screens.Chinese)]
    [InlineData(Screens.Phone, Screens.English)]
    public async Task A_roster_is_pasted_mended_imported_and_taken_back(int width, string language)
    {
        bool chinese = language == Screens.Chinese;
        LocalDate week = demo.FarWeek(chinese ? 7 : 8);
        await using WeekScreen screen = await demo.OpenWeekAsync(week, width, language);
        string empty = (await screen.LookAsync()).State;
        (Employee one, Employee two) = (demo.Problem.Employees[0], demo.Problem.Employees[1]);
        LocalDate next = week.PlusDays(1);
        string Grid(string code) => $"id\tname\t{week.Month}/{week.Day}\t{next.Month}/{next.Day}\n{one.Id}\t\tE\t{code}\n\t{two.Name}\t\tE\n";

        await screen.Page.PressAsync("import-roster");
        await screen.Page.WaitForAsync(TestId("roster-paste"));
        await AssertWordsAsync(screen.Page, chinese);
        await PasteAsync(screen.Page, Grid("Q9"));
        await screen.Page.PressAsync("import-paste");
        await screen.Page.WaitForAsync(TestId("file-problems"));
        string told = await screen.Page.TextOfAsync(TestId("file-problems")) ?? "";
        Assert.Contains(chinese ? "第 2 行" : "Line 2", told, StringComparison.Ordinal);
        Assert.Contains("Q9", told, StringComparison.Ordinal);
        Assert.Equal(0, await screen.Page.SidewaysAsync());
        await screen.Page.ScreenshotAsync($"import-roster-{width}");
        Assert.Null((await demo.Host.Service<Scheduling.Store.Rosters.RosterStore>().WeekAsync(DemoFixture.Team, week)).Head);

        // Larger than a message of the page may be by default, though no value is longer than a cell of a sheet can be.
        await PasteAsync(screen.Page, Grid("M" + new string(' ', 30_000)).Replace("\tE\n", "\tE" + new string(' ', 30_000) + "\n", StringComparison.Ordinal));
        await screen.Page.PressAsync("import-paste");
        await screen.Page.WaitForAsync(TestId("import-result"));
        string result = await screen.Page.TextOfAsync(TestId("import-result")) ?? "";
        Assert.Contains(chinese ? "第 1 版：3 处改动，涉及 2 人" : "version 1: 3 changes for 2 people", result, StringComparison.Ordinal);
        Assert.Contains(one.Name, result, StringComparison.Ordinal);
        await AssertWordsAsync(screen.Page, chinese);
        await screen.Page.PressAsync("import-close");
        await Until.TrueAsync("the dialog is closed", async () => !await screen.Page.HasAsync("import-result"));

        Assert.Equal(3, (await screen.LookAsync()).Shifts);
        Assert.Equal("M", await screen.CodeAsync(WeekScreen.CellId(one.Id, week.PlusDays(1))));
        Assert.Equal("E", await screen.CodeAsync(WeekScreen.CellId(two.Id, week.PlusDays(1))));
        WeekSight undone = await screen.StepAsync("undo");
        Assert.Equal((empty, 0), (undone.State, undone.Shifts));
        WeekSight redone = await screen.StepAsync("redo");
        Assert.Equal(3, redone.Shifts);
        await screen.Page.AssertSoundAsync();
    }

    [Theory]
    [InlineData(Screens.Wide, Screens.English)]
    [InlineData(Screens.Phone, Screens.Chinese)]
    public async Task A_demand_file_is_uploaded_mended_and_put_in_force(int width, string language)
    {
        bool chinese = language == Screens.Chinese;
        LocalDate week = demo.FarWeek(chinese ? 9 : 10);
        Post post = demo.Problem.Posts[0];
        await using BrowserPage page = await demo.OpenAsync($"/teams/{DemoFixture.Team}/demand/{PageDates.Iso(week)}", width, language);
        await page.WaitForAsync(TestId("demand-template"));
        await page.ConnectedAsync();
        string header = chinese ? "日期,时间,岗位,需求" : "date,time,post,required";

        await ChooseAsync(page, "demand-import", _folder, $"{header}\n{PageDates.Iso(week)},09:10,{post.Id},4\n");
        await page.WaitForAsync(TestId("file-problems"));
        Assert.Contains(chinese ? "应对齐到" : "it must lie on a multiple of", await page.TextOfAsync(TestId("file-problems")), StringComparison.Ordinal);
        await page.AssertSoundAsync();
        await AssertWordsAsync(page, chinese);
        await page.ScreenshotAsync($"import-demand-{width}");

        await ChooseAsync(page, "demand-import", _folder, $"{header}\n{PageDates.Iso(week)},09:00,{post.Id},4\n{PageDates.Iso(week)},09:30,{post.Id},6\n");
        await page.WaitForAsync(TestId("demand-export"));
        await Until.TrueAsync("the problems are gone", async () => !await page.HasAsync("file-problems"));
        await page.WaitForTextAsync(chinese ? "第 1 版" : "version 1");
        IntervalDemand series = Assert.Single((await demo.Host.Service<DemandStore>().GetAsync(DemoFixture.Team, week)).Demand.Intervals);
        Assert.Equal((post.Id, week, new LocalTime(9, 0)), (series.Post, series.Date, series.From));
        Assert.Equal([4, 6], series.Required);
        await page.AssertSoundAsync();
    }

    [Fact]
    public async Task A_leave_is_decided_on_a_phone_without_scrolling_sideways()
    {
        LocalDate day = demo.FarWeek(11);
        await demo.Host.Service<LeaveStore>().PutAsync(DemoFixture.Team, "phone-leave", new Leave { Employee = demo.Problem.Employees[5].Id, From = day, Until = day }, "", approved: false, "test");
        await using BrowserPage page = await demo.OpenAsync($"/teams/{DemoFixture.Team}/leave", Screens.Phone);
        await page.WaitForAsync(TestId("leave-phone-leave"));
        foreach (string button in new[] { "leave-approve-phone-leave", "leave-decline-phone-leave", "leave-cancel-phone-leave" })
        {
            decimal[] edges = await page.AskAsync<decimal[]>("s => { const r = document.querySelector(s).getBoundingClientRect(); return [r.left, r.right, r.width]; }", TestId(button));
            Assert.True(edges[0] >= 0 && edges[1] <= Screens.Phone && edges[2] > 20, $"{button} lies at {edges[0]} to {edges[1]}");
        }

        await page.ScreenshotAsync("leave-phone");
        await page.PressAsync("leave-decline-phone-leave");
        await Until.TrueAsync("the leave is declined", async () => (await demo.Host.Service<LeaveStore>().GetAsync(DemoFixture.Team, "phone-leave")).State == LeaveState.Declined);
        await page.AssertSoundAsync();
    }

    private async Task AssertWordsAsync(BrowserPage page, bool chinese)
    {
        Assert.Empty(chinese ? await PageWords.EnglishAsync(page) : await PageWords.ChineseAsync(page, demo));
        Assert.Empty(await Access.NamelessAsync(page));
    }

    /// <summary>Puts a text in place of what was pasted before, in one go.</summary>
    private static async Task PasteAsync(BrowserPage page, string text)
    {
        await page.Page.FocusAsync(TestId("roster-paste"));
        await page.KeyAsync("a", "Control");
        await page.Page.Keyboard.SendCharacterAsync(text);
    }

    /// <summary>Chooses a file of its own; it stays in the folder, because the browser reads it when it likes.</summary>
    private static async Task ChooseAsync(BrowserPage page, string input, DirectoryInfo folder, string text)
    {
        string file = Path.Combine(folder.FullName, $"demand-{folder.GetFiles().Length}.csv");
        await File.WriteAllTextAsync(file, text);
        IElementHandle chosen = await page.Page.QuerySelectorAsync(TestId(input));
        await chosen.UploadFileAsync(file);
    }
}
