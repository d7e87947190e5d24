using Bunit;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Catalogue;
using Scheduling.Engine.Presets;
using Scheduling.Engine.Rules.LongestDay;

namespace Scheduling.Pages.Tests.Catalogue;

public sealed class PresetMenuTests
{
    private static readonly RulePreset Law = PresetCatalog.Find("china-labour-law")!;

    [Fact]
    public void A_preset_that_is_chosen_tells_where_it_comes_from_and_which_rules_are_missing_and_is_handed_over()
    {
        RulePreset? added = null;
        using var page = new PageContext(Wording.English);
        var menu = page.Draw<PresetMenu>(p => p.Add(m => m.Rules, [new LongestDayRule()]).Add(m => m.Added, (RulePreset preset) => added = preset));
        Assert.Empty(menu.FindAll("[data-testid=add-preset]"));
        Assert.Equal(1 + PresetCatalog.All.Count, menu.FindAll("option").Count);

        menu.Find("[data-testid=preset]").Change(Law.Id);

        Assert.Contains("Article 41", menu.Find("[data-testid=preset-description]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Law.Rules.Count - 1, menu.FindAll("[data-testid=preset-rules] li").Count);
        Assert.DoesNotContain("longest-day", menu.Find("[data-testid=preset-rules]").TextContent, StringComparison.Ordinal);
        menu.Find("[data-testid=add-preset]").Click();
        Assert.Same(Law, added);
    }

    [Fact]
    public void A_team_that_has_every_rule_of_a_preset_has_nothing_to_add()
    {
        using var page = new PageContext(Wording.Chinese);
        var menu = page.Draw<PresetMenu>(p => p.Add(m => m.Rules, Law.Rules));
        menu.Find("[data-testid=preset]").Change(Law.Id);
        Assert.Contains("班组已有该预设的全部规则", menu.Markup, StringComparison.Ordinal);
        Assert.Empty(menu.FindAll("[data-testid=add-preset]"));
    }
}
