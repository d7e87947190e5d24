using System.Text.RegularExpressions;
using Scheduling.Api.Pages;

namespace Scheduling.Pages.Tests;

public sealed partial class TextsTests
{
    public static TheoryData<string> Names => [.. Texts.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_text_exists_in_both_languages_with_the_same_places(string name)
    {
        var text = Texts.All[name];
        Assert.False(string.IsNullOrWhiteSpace(text.Zh), name);
        Assert.False(string.IsNullOrWhiteSpace(text.En), name);
        Assert.Equal(Places().Matches(text.Zh).Select(m => m.Value).Order(), Places().Matches(text.En).Select(m => m.Value).Order());
    }

    [Fact]
    public void Chinese_texts_are_Chinese_unless_they_name_the_other_language()
    {
        string[] signs = ["MadeBy", "OtherLanguage"];
        Assert.All(Texts.All.Where(t => !signs.Contains(t.Key)), t => Assert.Matches("\\p{IsCJKUnifiedIdeographs}", t.Value.Zh));
        Assert.All(Texts.All.Where(t => !signs.Contains(t.Key)), t => Assert.DoesNotMatch("\\p{IsCJKUnifiedIdeographs}", t.Value.En));
    }

    [GeneratedRegex("\\{\\d\\}")]
    private static partial Regex Places();
}
