using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

[Collection(nameof(DemoCollection))]
public sealed class LanguageTests(DemoFixture demo)
{
    [Fact]
    public async Task Switching_the_language_stays_on_the_page_and_is_remembered()
    {
        await using WeekScreen screen = await demo.OpenWeekAsync(demo.Week);
        string address = screen.Page.Page.Url;
        Assert.Contains("求解", await screen.Page.TextOfAsync(TestId("solve")), StringComparison.Ordinal);

        await screen.Page.SwitchLanguageAsync(Screens.English);
        await screen.ReadyAsync();
        Assert.Equal(address, screen.Page.Page.Url);
        Assert.Contains("Solve", await screen.Page.TextOfAsync(TestId("solve")), StringComparison.Ordinal);

        await screen.Page.Page.GoToAsync(demo.Host.At("/rules"));
        Assert.Equal(Screens.English, await screen.Page.LanguageAsync());
        await screen.Page.Page.GoToAsync(address);
        await screen.ReadyAsync();
        Assert.Contains("Solve", await screen.Page.TextOfAsync(TestId("solve")), StringComparison.Ordinal);

        await screen.Page.SwitchLanguageAsync(Screens.Chinese);
        await screen.ReadyAsync();
        Assert.Contains("求解", await screen.Page.TextOfAsync(TestId("solve")), StringComparison.Ordinal);
        await screen.Page.AssertSoundAsync();
    }

    [Theory]
    [MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task Every_page_speaks_one_language_fits_its_screen_and_loads_without_a_fault(int width, string language)
    {
        await using var page = await demo.OpenAsync("/", width, language);
        List<string> strange = [];
        List<string> nameless = [];
        foreach ((string path, string sign) in Places.All(demo))
        {
            await page.Page.GoToAsync(demo.Host.At(path));
            await page.WaitForAsync(sign, 60_000);
            await page.ConnectedAsync();
            Assert.Equal(language, await page.LanguageAsync());
            IReadOnlyList<string> other = language == Screens.English ? await PageWords.ChineseAsync(page, demo) : await PageWords.EnglishAsync(page);
            strange.AddRange(other.Select(text => $"{path}: {text}"));
            nameless.AddRange((await Access.NamelessAsync(page)).Select(thing => $"{path}: {thing}"));
            await page.AssertSoundAsync();
            if (width == Screens.Wide && language == Screens.Chinese && path.Contains("/demand/", StringComparison.Ordinal))
            {
                await Pictures.TakeAsync(page, "page-demand");
            }
        }

        Assert.True(strange.Count == 0, string.Join('\n', strange));
        Assert.True(nameless.Count == 0, string.Join('\n', nameless));
    }

    [Theory]
    [InlineData(Screens.Chinese)]
    [InlineData(Screens.English)]
    public async Task Editor_versions_and_publishing_speak_one_language(string language)
    {
        await using WeekScreen screen = await demo.OpenWeekAsync(demo.Week, Screens.Wide, language);
        await screen.SolvedAsync();
        List<string> strange = [];

        await screen.OpenEditorAsync(WeekScreen.CellId(demo.Problem.Employees[3].Id, demo.Week.PlusDays(2)));
        await KeepAsync("editor");
        await screen.CloseEditorAsync();

        await screen.Page.PressAsync("history");
        await screen.Page.WaitForAsync(TestId("versions"));
        await KeepAsync("versions");
        await screen.Page.KeyAsync("Escape");
        await Until.TrueAsync("the versions are closed", async () => !await screen.Page.HasAsync("versions"));

        await screen.Page.PressAsync("publish");
        await screen.Page.WaitForAsync(TestId("confirm-publish"));
        await KeepAsync("publish");

        Assert.True(strange.Count == 0, string.Join('\n', strange));
        Assert.Empty(screen.Page.Problems);

        async Task KeepAsync(string where)
        {
            IReadOnlyList<string> other = language == Screens.English ? await PageWords.ChineseAsync(screen.Page, demo) : await PageWords.EnglishAsync(screen.Page);
            strange.AddRange(other.Select(text => $"{where}: {text}"));
            strange.AddRange((await Access.NamelessAsync(screen.Page)).Select(thing => $"{where} without a name: {thing}"));
        }
    }
}
