using NodaTime;
using Scheduling.Api.Demo;
using Scheduling.Api.Pages;
using Scheduling.Engine.Domain;
using Scheduling.Store.Teams;
using Scheduling.Testing;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>
/// A first start, seen in a browser from its first moment. What the page showed by itself when the demo week was solved is kept; the
/// tests that follow work on the same database, each on weeks of its own.
/// </summary>
public sealed class DemoFixture : IAsyncLifetime
{
    public const string Team = DemoSeed.Team;

    private BrowserSession? _browser;

    internal DemoHost Host { get; } = new();

    internal BrowserSession Browser => _browser!;

    /// <summary>Monday of the demo week.</summary>
    internal LocalDate Week { get; private set; }

    /// <summary>The demo's data, whose names stand on pages of either language.</summary>
    internal SchedulingProblem Problem { get; private set; } = null!;

    /// <summary>The words people gave with their requests.</summary>
    internal IReadOnlyList<string> Reasons { get; private set; } = [];

    /// <summary>What the very first page told when the first solve had ended.</summary>
    internal FirstSight First { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Host.StartAsync();
        _browser = await BrowserSession.StartAsync();
        First = await FirstSight.WatchAsync(this);
        Week = First.Week;
        Problem = DemoProblem.For(Week);
        Reasons = [.. (await Host.Service<LeaveStore>().ListAsync(Team)).Select(l => l.Reason)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await Host.DisposeAsync();
    }

    internal static string PathOf(LocalDate week) => $"/teams/{Team}/weeks/{PageDates.Iso(week)}";

    /// <summary>
    /// A week far from all others, so that no test's roster is another's eve. Each test takes its own number.
    /// </summary>
    internal LocalDate FarWeek(int number) => Week.PlusWeeks(20 + (4 * number));

    /// <summary>
    /// A far week with the demand of the demo. The least number of people is left out on its Monday: before the first morning only the
    /// night of the Sunday before is there, and far from all rosters nobody has it.
    /// </summary>
    internal async Task<LocalDate> FarWeekWithDemandAsync(int number)
    {
        LocalDate week = FarWeek(number);
        Demand demand = DemoProblem.For(week).Demand;
        demand = demand with { Intervals = [.. demand.Intervals.Select(i => i.Date == week ? i with { Minimum = [] } : i)] };
        await Host.Service<DemandStore>().SaveAsync(Team, week, demand, [], "test");
        return week;
    }

    /// <summary>A week in a browser profile of its own, in a language that was chosen on the page as a person chooses it.</summary>
    internal async Task<WeekScreen> OpenWeekAsync(LocalDate week, int width = Screens.Wide, string language = Screens.Chinese)
    {
        var screen = new WeekScreen(await OpenAsync(PathOf(week), width, language));
        await screen.ReadyAsync();
        return screen;
    }

    /// <summary>Any page in a browser profile of its own.</summary>
    internal async Task<BrowserPage> OpenAsync(string path, int width = Screens.Wide, string language = Screens.Chinese)
    {
        BrowserPage page = await Browser.OpenAsync(Host.At(path), width, Screens.HeightOf(width), language, asStranger: true);
        if (await page.LanguageAsync() != language)
        {
            await page.SwitchLanguageAsync(language);
        }

        return page;
    }
}
