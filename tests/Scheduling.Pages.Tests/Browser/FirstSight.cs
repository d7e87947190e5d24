using NodaTime;
using Scheduling.Api.Pages;
using Scheduling.Testing;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>What a page that was opened at the first start told by itself.</summary>
/// <param name="Week">The week it went to.</param>
/// <param name="Loads">How often the page was loaded; 1 when nobody reloaded it.</param>
/// <param name="WhileSolving">What it showed before the solve had ended.</param>
/// <param name="Solved">What it showed then.</param>
/// <param name="Problems">What went wrong in it.</param>
internal sealed record FirstSight(LocalDate Week, int Loads, string WhileSolving, WeekSight Solved, IReadOnlyList<PageProblem> Problems)
{
    public static async Task<FirstSight> WatchAsync(DemoFixture demo)
    {
        await using BrowserPage page = await demo.OpenAsync($"/teams/{DemoFixture.Team}/weeks/newest");
        int loads = 1;
        page.Page.Load += (_, _) => loads++;
        var screen = new WeekScreen(page);
        await screen.ReadyAsync();
        string early = await page.TextAsync();
        WeekSight solved = await screen.SolvedAsync();
        await Pictures.TakeAsync(page, "page-week");
        if (Pictures.Wanted)
        {
            await using BrowserPage english = await demo.OpenAsync($"/teams/{DemoFixture.Team}/weeks/newest", Screens.Wide, Screens.English);
            await new WeekScreen(english).SolvedAsync();
            await Pictures.TakeAsync(english, "page-week-en");
            await using BrowserPage phone = await demo.OpenAsync($"/teams/{DemoFixture.Team}/weeks/newest", Screens.Phone);
            await new WeekScreen(phone).SolvedAsync();
            await Pictures.TakeAsync(phone, "page-phone");
        }

        LocalDate week = PageDates.Parse(await page.AskAsync<string>("() => document.querySelector('td[data-column=\"0\"]').dataset.date"))!.Value;
        return new FirstSight(week, loads, early, solved, page.Problems);
    }
}
