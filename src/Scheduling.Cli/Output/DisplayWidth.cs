using System.Globalization;
using Spectre.Console.Rendering;

namespace Scheduling.Cli.Output;

/// <summary>How many columns of a terminal a text takes: a Chinese character takes two.</summary>
internal static class DisplayWidth
{
    public static int Of(string text) => text.Length == 0 ? 0 : new Segment(text).CellCount();

    /// <summary>Fills a text with spaces on the right up to a number of columns.</summary>
    public static string Pad(string text, int columns) => text + new string(' ', Math.Max(0, columns - Of(text)));

    /// <summary>Cuts a text that takes more columns; an ellipsis says so.</summary>
    public static string Shorten(string text, int columns)
    {
        if (Of(text) <= columns)
        {
            return text;
        }

        // An ellipsis may be drawn two columns wide beside Chinese; two are kept free for it.
        string[] elements = [.. Elements(text)];
        int kept = elements.Length;
        while (kept > 0 && Of(string.Concat(elements.Take(kept))) > columns - 2)
        {
            kept--;
        }

        return string.Concat(elements.Take(kept)) + "…";
    }

    private static IEnumerable<string> Elements(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}
