using System.Buffers;
using System.Text;

namespace Scheduling.Cli.Output;

/// <summary>Builds CSV (RFC 4180) that a spreadsheet will not take for formulas.</summary>
internal sealed class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n\t'");
    private readonly StringBuilder _text = new();

    /// <summary>Whether anything in it needs a mark of UTF-8 for spreadsheets.</summary>
    public bool NeedsUtf8Mark { get; private set; }

    public void Row(params IEnumerable<string> cells)
    {
        string row = string.Join(',', cells.Select(Cell));
        NeedsUtf8Mark |= row.Any(c => c > 127);
        _text.Append(row).Append("\r\n");
    }

    public override string ToString() => _text.ToString();

    /// <summary>A cell: an apostrophe before what would start a formula, quotes where the form asks for them.</summary>
    private static string Cell(string value)
    {
        string safe = value.Length > 0 && "=+-@\t\r\n".Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return safe.AsSpan().ContainsAny(NeedQuotes) || safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' ')
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
