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

    /// <summary>What the very first page told when the first solve had ended.</summary>
    internal FirstSight First { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Host.StartAsync();
        _browser = await BrowserSession.StartAsync();
        First = await FirstSight.WatchAsync(this);
        Week = First.Week;
        Problem = DemoProblem.For(Week);
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

    /// <summary>A Monday some weeks after the demo week. Even ones have demand (<see cref="AddDemandAsync"/>); no two tests use the same.</summary>
    internal LocalDate WeekAfter(int weeks) => Week.PlusWeeks(weeks);

    /// <summary>Gives a week the demand of the demo.</summary>
    internal Task AddDemandAsync(LocalDate week) => Host.Service<DemandStore>().SaveAsync(Team, week, DemoProblem.For(week).Demand, [], "test");

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
