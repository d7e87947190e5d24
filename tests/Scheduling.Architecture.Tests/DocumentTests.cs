using Scheduling.Architecture.Tests.Gates;

namespace Scheduling.Architecture.Tests;

public sealed class DocumentTests
{
    [Fact]
    public void Every_link_inside_the_repository_leads_somewhere() =>
        Gate.Holds(Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).SelectMany(path =>
            Documents.LinkBreaches(path, Repository.ReadText(path), target => Path.Exists(Path.Combine(Repository.Root, target)))));

    [Fact]
    public void The_glossary_gives_every_word_one_meaning_and_its_Chinese_term() => Gate.Holds(Documents.GlossaryBreaches(Repository.ReadText("docs/glossary.md")));

    [Fact]
    public void A_link_that_leads_nowhere_is_caught() =>
        Gate.Catches("'gone.md'", Documents.LinkBreaches("docs/a.md", "[b](b.md#part) [gone](gone.md) [web](https://example.org/x) [here](#part)", target => target == "docs/b.md"));

    [Fact]
    public void A_link_inside_a_code_block_is_not_followed() =>
        Gate.Holds(Documents.LinkBreaches("a.md", "```\n[gone](gone.md)\n```\n", _ => false));

    [Theory]
    [InlineData("| Shift | 班次 | A dated one. |\n| shift | 班 | A template. |", "twice")]
    [InlineData("| Shift | shift | A dated one. |", "'Shift'")]
    [InlineData("| Shift | 班次 | |", "'Shift'")]
    public void A_glossary_row_that_breaks_the_form_is_caught(string rows, string culprit) =>
        Gate.Catches(culprit, Documents.GlossaryBreaches("| Term | 中文 | Meaning |\n|---|---|---|\n" + rows));
}
