using System.Globalization;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Scheduling.Api.Files;

/// <summary>Where a value stands in its cell.</summary>
internal enum CellPlace
{
    Left,
    Centre,
    Right,
}

/// <summary>How a cell looks. Colours are RRGGBB.</summary>
internal sealed record CellLook
{
    public string? Fill { get; init; }

    public string Ink { get; init; } = "1F1F1F";

    public bool Bold { get; init; }

    public bool Italic { get; init; }

    /// <summary>A broken line around the cell instead of a thin one.</summary>
    public bool Broken { get; init; }

    /// <summary>Whether there is no line at all.</summary>
    public bool Bare { get; init; }

    public int Points { get; init; } = 10;

    public CellPlace Place { get; init; }

    public bool Wraps { get; init; }

    /// <summary>Whether letters get smaller instead of running into the next cell.</summary>
    public bool Shrinks { get; init; }

    /// <summary>Format of numbers; plain when absent.</summary>
    public string? Format { get; init; }
}

/// <summary>The looks used in a workbook, which a stylesheet numbers.</summary>
internal sealed class WorkbookLooks
{
    private const uint FirstOwnFormat = 164;

    private readonly List<CellLook> _looks = [new CellLook { Bare = true }];

    public uint NumberOf(CellLook look)
    {
        int index = _looks.IndexOf(look);
        if (index < 0)
        {
            index = _looks.Count;
            _looks.Add(look);
        }

        return (uint)index;
    }

    public S.Stylesheet ToStylesheet()
    {
        string[] formats = [.. _looks.Select(look => look.Format).OfType<string>().Distinct()];
        return new S.Stylesheet(
            new S.NumberingFormats(formats.Select((format, i) => new S.NumberingFormat { NumberFormatId = FirstOwnFormat + (uint)i, FormatCode = format })) { Count = (uint)formats.Length },
            new S.Fonts(_looks.Select(Font)),
            // Spreadsheet programs take the first two fills for themselves.
            new S.Fills([Pattern(S.PatternValues.None), Pattern(S.PatternValues.Gray125), .. _looks.Select(Fill)]),
            new S.Borders(_looks.Select(Border)),
            new S.CellStyleFormats(new S.CellFormat { NumberFormatId = 0, FontId = 0, FillId = 0, BorderId = 0 }),
            new S.CellFormats(_looks.Select((look, i) => new S.CellFormat
            {
                FormatId = 0,
                FontId = (uint)i,
                FillId = look.Fill is null ? 0 : (uint)i + 2,
                BorderId = (uint)i,
                NumberFormatId = look.Format is null ? 0 : FirstOwnFormat + (uint)Array.IndexOf(formats, look.Format),
                ApplyFont = true,
                ApplyFill = true,
                ApplyBorder = true,
                ApplyNumberFormat = true,
                ApplyAlignment = true,
                Alignment = new S.Alignment
                {
                    Horizontal = look.Place switch
                    {
                        CellPlace.Centre => S.HorizontalAlignmentValues.Center,
                        CellPlace.Right => S.HorizontalAlignmentValues.Right,
                        _ => S.HorizontalAlignmentValues.Left,
                    },
                    Vertical = S.VerticalAlignmentValues.Center,
                    WrapText = look.Wraps,
                    ShrinkToFit = look.Shrinks,
                },
            })),
            new S.CellStyles(new S.CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }));
    }

    private static S.Font Font(CellLook look)
    {
        var font = new S.Font();
        if (look.Bold)
        {
            font.Append(new S.Bold());
        }

        if (look.Italic)
        {
            font.Append(new S.Italic());
        }

        font.Append(new S.FontSize { Val = look.Points }, new S.Color { Rgb = "FF" + look.Ink }, new S.FontName { Val = "Microsoft YaHei" });
        return font;
    }

    private static S.Fill Fill(CellLook look) => look.Fill is null
        ? Pattern(S.PatternValues.None)
        : new S.Fill(new S.PatternFill(new S.ForegroundColor { Rgb = "FF" + look.Fill }, new S.BackgroundColor { Indexed = 64 }) { PatternType = S.PatternValues.Solid });

    private static S.Fill Pattern(S.PatternValues pattern) => new(new S.PatternFill { PatternType = pattern });

    private static S.Border Border(CellLook look)
    {
        S.BorderStyleValues style = look.Bare ? S.BorderStyleValues.None : look.Broken ? S.BorderStyleValues.MediumDashed : S.BorderStyleValues.Thin;
        S.Color Colour() => new() { Rgb = "FF" + (look.Broken ? look.Ink : "BFBFBF") };
        return look.Bare
            ? new S.Border(new S.LeftBorder(), new S.RightBorder(), new S.TopBorder(), new S.BottomBorder(), new S.DiagonalBorder())
            : new S.Border(
                new S.LeftBorder(Colour()) { Style = style }, new S.RightBorder(Colour()) { Style = style },
                new S.TopBorder(Colour()) { Style = style }, new S.BottomBorder(Colour()) { Style = style }, new S.DiagonalBorder());
    }
}

/// <summary>The colours of bands: light for the day, dark for nights, always 4.5 : 1 or more between ground and ink (WCAG AA).</summary>
internal static class BandColours
{
    public const string Weekend = "EDEDED";
    public const string Holiday = "FBE3E4";
    public const string Leave = "D9D9D9";
    public const string Warning = "9C0006";

    public static readonly (string Fill, string Ink)[] Days =
    [
        ("FFF2CC", "5C4400"), ("DDF0D8", "1E4620"), ("FBE0D0", "7A2E00"), ("D9EAF7", "0B3B5E"), ("E8DDF3", "3F1D66"), ("CFEFEF", "00474A"), ("F6D5E3", "6B0F3A"),
    ];

    public static readonly (string Fill, string Ink)[] Nights = [("3B3F73", "FFFFFF"), ("2F4F4F", "FFFFFF"), ("5A2A4A", "FFFFFF")];

    /// <summary>The contrast of two colours by WCAG 2.2: (L1 + 0.05) / (L2 + 0.05).</summary>
    public static double Contrast(string one, string other)
    {
        double[] lights = [.. new[] { Light(one), Light(other) }.OrderDescending()];
        return (lights[0] + 0.05) / (lights[1] + 0.05);
    }

    private static double Light(string colour)
    {
        double[] parts = [.. Enumerable.Range(0, 3)
            .Select(i => int.Parse(colour.AsSpan(i * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
