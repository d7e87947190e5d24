namespace Scheduling.Pages.Tests.Browser;

/// <summary>What pages are looked at on.</summary>
public static class Screens
{
    public const int Wide = 1440;

    public const int Phone = 390;

    public const string Chinese = "zh-CN";

    public const string English = "en";

    /// <summary>Both widths in both languages.</summary>
    public static TheoryData<int, string> All { get; } = new() { { Wide, Chinese }, { Phone, Chinese }, { Wide, English }, { Phone, English } };

    public static int HeightOf(int width) => width == Phone ? 844 : 900;
}
