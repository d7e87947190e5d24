using NodaTime;
using Scheduling.Api.Pages;

namespace Scheduling.Pages.Tests;

public sealed class WordingTests
{
    [Fact]
    public void Dates_are_written_as_the_language_has_them()
    {
        Assert.Equal("周二 12/1", Wording.Chinese.Date(new LocalDate(2026, 12, 1)));
        Assert.Equal("Tue 12/1", Wording.English.Date(new LocalDate(2026, 12, 1)));
        Assert.Equal("2026 年 11 月 30 日至 12 月 6 日", Wording.Chinese.WeekOf(new LocalDate(2026, 11, 30)));
        Assert.Equal("30 Nov – 6 Dec 2026", Wording.English.WeekOf(new LocalDate(2026, 11, 30)));
    }

    [Fact]
    public void A_gap_is_never_told_smaller_than_it_is()
    {
        Assert.Equal("1.8%", Wording.English.Percent(0.0175));
        Assert.Equal("0.1 %", Wording.Chinese.Percent(0.00001));
        Assert.Equal("1.8%", Wording.English.Percent(0.018));
        Assert.Equal("0%", Wording.English.Percent(0));
    }

    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("zh-TW", "zh-CN")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", "zh-CN")]
    public void Chinese_is_spoken_unless_English_is_asked_for(string? asked, string spoken) => Assert.Equal(spoken, Wording.Of(asked).Culture);
}
