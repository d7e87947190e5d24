using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

[Collection(nameof(DemoCollection))]
public sealed class QuarantineTests(DemoFixture demo)
{
    [Fact]
    public async Task A_quarantine_shows_by_itself_on_the_open_week_says_what_to_do_and_is_lifted_there()
    {
        await using WeekScreen english = await demo.OpenWeekAsync(demo.FarWeek(13), Screens.Wide, Screens.English);
        await using WeekScreen chinese = await demo.OpenWeekAsync(demo.FarWeek(13));
        Assert.False(await english.Page.HasAsync("quarantine"));

        string reason = StoreJson.Write(new LocalizedText("求解进程三次异常退出。", "Three solves took their process down."));
        await demo.Host.Service<StoreSession>().WriteAsync(context => context.Teams.Where(t => t.Id == DemoFixture.Team)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.QuarantinedAt, Instant.FromUtc(2026, 12, 1, 1, 30)).SetProperty(t => t.QuarantineReason, reason)));

        await english.Page.WaitForAsync(TestId("quarantine"));
        string told = await english.Page.TextOfAsync(TestId("quarantine")) ?? "";
        Assert.Contains("Three solves took their process down.", told, StringComparison.Ordinal);
        Assert.Contains("12/1 09:30", told, StringComparison.Ordinal);
        Assert.Contains("set the team free", told, StringComparison.Ordinal);
        await chinese.Page.WaitForAsync(TestId("quarantine"));
        Assert.Contains("再解除隔离", await chinese.Page.TextOfAsync(TestId("quarantine")), StringComparison.Ordinal);
        await english.Page.AssertSoundAsync();

        await english.Page.PressAsync("quarantine-lift");
        await Until.TrueAsync("the notice is gone", async () => !await english.Page.HasAsync("quarantine"));
        await Until.TrueAsync("the other page has heard of it", async () => !await chinese.Page.HasAsync("quarantine"));
        Assert.Null(await demo.Host.Service<StoreSession>().ReadAsync(context => context.Teams.Where(t => t.Id == DemoFixture.Team).Select(t => t.QuarantinedAt).SingleAsync()));
    }
}
