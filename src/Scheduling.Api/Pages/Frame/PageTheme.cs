using MudBlazor;

namespace Scheduling.Api.Pages.Frame;

/// <summary>Colours with at least 4.5 : 1 against their ground, and the fonts a machine has.</summary>
internal static class PageTheme
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5394",
            PrimaryContrastText = "#ffffff",
            Secondary = "#5b3a8c",
            AppbarBackground = "#0b2f4f",
            AppbarText = "#ffffff",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            TextPrimary = "#1b1f24",
            TextSecondary = "#4a5260",
            Error = "#b3261e",
            Success = "#1b6e3c",
            Warning = "#8a5a00",
            Info = "#0b5394",
            LinesDefault = "#d5dae1",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = ".9rem" },
            Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none" },
        },
    };
}
