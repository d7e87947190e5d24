using NodaTime;
using Scheduling.Api.Pages;
using Scheduling.Testing;
using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>A choice of the open editor and the words beside it.</summary>
internal sealed record OfferedChoice(string Id, string Kind, string Words);

/// <summary>The week page as a planner uses it.</summary>
internal sealed class WeekScreen(BrowserPage page) : IAsyncDisposable
{
    public BrowserPage Page => page;

    public Task<WeekSight> LookAsync() => page.AskAsync<WeekSight>(WeekSight.Script);

    /// <summary>Waits until the grid with all its people is there.</summary>
    public Task<WeekSight> ReadyAsync() => Until.GoodAsync("the grid is there", LookAsync, s => s.People > 0);

    /// <summary>Waits until no solve is going on and there is a roster.</summary>
    public Task<WeekSight> SolvedAsync() => Until.GoodAsync("the week is solved", LookAsync, s => !s.Solving && s.Shifts > 0 && s.Chips.Length > 1, TimeSpan.FromMinutes(3));

    public static string CellId(string employee, LocalDate date) => $"cell-{employee}-{PageDates.Iso(date)}";

    /// <summary>What a cell says about itself to those who listen.</summary>
    public Task<string> LabelAsync(string cell) => page.AskAsync<string>("s => document.querySelector(s).getAttribute('aria-label')", TestId(cell));

    /// <summary>The code of the shift in a cell with its start when it was moved; empty for a day off.</summary>
    public Task<string> CodeAsync(string cell) => page.AskAsync<string>(
        "s => { const e = document.querySelector(s + ' .shift'); return e ? [e.querySelector('b'), e.querySelector('i')].filter(x => x).map(x => x.innerText.trim()).join(' ') : ''; }", TestId(cell));

    /// <summary>All codes by cell.</summary>
    public Task<Dictionary<string, string>> CodesAsync() => page.AskAsync<Dictionary<string, string>>("""
        () => Object.fromEntries([...document.querySelectorAll('td[data-employee]')].map(e => [e.dataset.testid,
          [e.querySelector('.shift b'), e.querySelector('.shift i')].filter(x => x).map(x => x.innerText.trim()).join(' ')]))
        """);

    /// <summary>Opens the editor of a cell and waits until every choice has its answer.</summary>
    public async Task<IReadOnlyList<OfferedChoice>> OpenEditorAsync(string cell)
    {
        await page.PressAsync(cell);
        await Until.TrueAsync("the editor has its place", () => page.AskAsync<bool>("s => { const e = document.querySelector(s); return !!e && getComputedStyle(e).visibility === 'visible'; }", TestId("editor")));
        return await Until.GoodAsync($"every choice of {cell} is judged", () => page.AskAsync<OfferedChoice[]>("""
            () => [...document.querySelectorAll('[data-testid="editor"] .choice-button')].map(b => ({ id: b.dataset.testid,
              kind: [...b.querySelector('.verdict').classList].filter(c => c !== 'verdict')[0] ?? '', words: b.querySelector('.verdict').innerText }))
            """), choices => choices.Length > 1 && choices.All(c => c.Kind.Length > 0));
    }

    public async Task CloseEditorAsync()
    {
        await page.KeyAsync("Escape");
        await Until.TrueAsync("the editor is closed", async () => !await page.HasAsync("editor"));
    }

    /// <summary>Makes a choice and waits until the page has saved it.</summary>
    public async Task<WeekSight> ChooseAsync(string choice)
    {
        string before = (await LookAsync()).State;
        await page.PressAsync(choice);
        return await MovedOnAsync(before);
    }

    /// <summary>Presses undo, redo or the like and waits for the next revision.</summary>
    public async Task<WeekSight> StepAsync(string button)
    {
        string before = (await LookAsync()).State;
        await page.PressAsync(button);
        return await MovedOnAsync(before);
    }

    /// <summary>Waits for a revision other than the one that was shown.</summary>
    public Task<WeekSight> MovedOnAsync(string before) => Until.GoodAsync($"the page goes on from '{before}'", LookAsync, s => s.State.Length > 0 && s.State != before);

    public ValueTask DisposeAsync() => page.DisposeAsync();
}
