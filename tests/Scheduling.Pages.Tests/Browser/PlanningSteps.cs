using static Scheduling.Pages.Tests.Browser.PageQuestions;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>What a planner does with a solved week, each step with what the page must tell.</summary>
internal static class PlanningSteps
{
    /// <summary>Chooses another shift for somebody, takes it back, and makes it again; the cell and what stands in it in the end.</summary>
    public static async Task<(string Cell, string Code)> EditAsync(WeekScreen screen, string language)
    {
        (string cell, OfferedChoice choice) = await FindChangeAsync(screen, language);
        WeekSight before = await screen.LookAsync();
        string was = await screen.CodeAsync(cell);

        WeekSight after = await screen.ChooseAsync(choice.Id);
        string now = await screen.CodeAsync(cell);
        Assert.NotEqual(was, now);
        Assert.Equal(choice.Id == "choice-off" ? "" : choice.Id["choice-".Length..], now.Split(' ')[0]);
        Assert.NotEqual(before.Score, after.Score);
        Assert.True(after.KeepsHardRules, $"'{choice.Words}' was offered as allowed, and then: {after}");
        Assert.False(await screen.Page.HasAsync("editor"));

        WeekSight undone = await screen.StepAsync("undo");
        Assert.Equal((was, before.Score), (await screen.CodeAsync(cell), undone.Score));

        WeekSight redone = await screen.StepAsync("redo");
        Assert.Equal((now, after.Score), (await screen.CodeAsync(cell), redone.Score));
        return (cell, now);
    }

    /// <summary>Goes about the grid with arrows, deletes a shift and brings it back with Ctrl+Z.</summary>
    public static async Task EditByKeysAsync(WeekScreen screen, string? avoid)
    {
        Dictionary<string, string> codes = await screen.CodesAsync();
        string[][] grid = await screen.Page.AskAsync<string[][]>("() => [...document.querySelectorAll('tr[data-row]')].map(r => [...r.querySelectorAll('td[data-column]')].map(e => e.dataset.testid))");
        (int row, int column) = Enumerable.Range(1, 38).SelectMany(r => Enumerable.Range(1, 6).Select(c => (r, c))).First(p => codes[grid[p.r][p.c]].Length > 0 && grid[p.r][p.c] != avoid);
        string cell = grid[row][column];

        await screen.Page.Page.FocusAsync(TestId(grid[row - 1][column - 1]));
        await screen.Page.KeyAsync("ArrowDown");
        await screen.Page.KeyAsync("ArrowRight");
        Assert.Equal(cell, await screen.Page.AskAsync<string>("() => document.activeElement.dataset.testid"));

        WeekSight before = await screen.LookAsync();
        await screen.Page.KeyAsync("Delete");
        WeekSight deleted = await screen.MovedOnAsync(before.State);
        Assert.Equal("", await screen.CodeAsync(cell));
        Assert.NotEqual(before.Score, deleted.Score);
        Assert.Equal(cell, await screen.Page.AskAsync<string>("() => document.activeElement.dataset.testid"));

        await screen.Page.KeyAsync("z", "Control");
        WeekSight undone = await screen.MovedOnAsync(deleted.State);
        Assert.Equal((codes[cell], before.Score), (await screen.CodeAsync(cell), undone.Score));

        await screen.Page.KeyAsync("y", "Control");
        WeekSight redone = await screen.MovedOnAsync(undone.State);
        Assert.Equal(deleted.Score, redone.Score);

        await screen.Page.KeyAsync("z", "Control");
        await screen.MovedOnAsync(redone.State);
        Assert.Equal(codes, await screen.CodesAsync());
    }

    /// <summary>Pins a cell, with the key P or the button of the editor, and sees the lock.</summary>
    public static async Task PinAsync(WeekScreen screen, string cell, bool byKey, string language)
    {
        string pinned = language == Screens.Chinese ? "已锁定" : "pinned";
        Assert.DoesNotContain(pinned, await screen.LabelAsync(cell), StringComparison.Ordinal);
        if (byKey)
        {
            await screen.Page.Page.FocusAsync(TestId(cell));
            await screen.Page.KeyAsync("p");
        }
        else
        {
            await screen.OpenEditorAsync(cell);
            await screen.Page.PressAsync("pin");
        }

        await Until.TrueAsync("the lock is shown", () => screen.Page.AskAsync<bool>("s => !!document.querySelector(s + ' .lock')", TestId(cell)));
        Assert.Contains(pinned, await screen.LabelAsync(cell), StringComparison.Ordinal);
        if (!byKey)
        {
            await screen.CloseEditorAsync();
        }
    }

    /// <summary>Publishes after having read what is published.</summary>
    public static async Task<WeekSight> PublishAsync(WeekScreen screen, string language)
    {
        await screen.Page.PressAsync("publish");
        await screen.Page.WaitForAsync(TestId("confirm-publish"));
        await screen.Page.WaitForTextAsync(language == Screens.Chinese ? "第一次发布" : "first publication");
        return await screen.StepAsync("confirm-publish");
    }

    /// <summary>A cell and an allowed choice for it that changes the score. Asserts on the way that every answer is in words.</summary>
    private static async Task<(string Cell, OfferedChoice Choice)> FindChangeAsync(WeekScreen screen, string language)
    {
        (string allowed, string broken, string same) = language == Screens.Chinese ? ("可以", "不可以", "罚分不变") : ("allowed", "breaks a hard rule", "same penalty");
        bool brokenSeen = false;
        foreach (string cell in (await screen.CodesAsync()).Where(c => c.Value.Length > 0).Select(c => c.Key).Where((_, i) => i % 7 == 2).Take(12))
        {
            IReadOnlyList<OfferedChoice> choices = await screen.OpenEditorAsync(cell);
            Assert.Single(choices, c => c.Kind == "asnow");
            foreach (OfferedChoice offered in choices.Where(c => c.Kind == "breaks"))
            {
                brokenSeen = true;
                Assert.Contains(broken, offered.Words, StringComparison.Ordinal);
                Assert.True(offered.Words.Length > broken.Length + 8, $"'{offered.Words}' names no rule.");
            }

            OfferedChoice? found = choices.FirstOrDefault(c => c.Kind == "allowed" && !c.Words.Contains(same, StringComparison.Ordinal));
            if (found is not null && brokenSeen)
            {
                Assert.Contains(allowed, found.Words, StringComparison.Ordinal);
                return (cell, found);
            }

            await screen.CloseEditorAsync();
        }

        throw new InvalidOperationException("In twelve cells there was no allowed choice that changes the score.");
    }
}
