using System.Buffers;
using System.Text;

namespace Scheduling.Api.Files;

/// <summary>Writes CSV (RFC 4180) in UTF-8 with its mark, by which Excel knows Chinese, and so that no spreadsheet takes a value for a formula.</summary>
internal sealed class CsvWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n\t'");
    private readonly StringBuilder _text = new();

    public void Row(params IEnumerable<string> cells) => _text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    public byte[] ToBytes() => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(_text.ToString())];

    private static string Cell(string value)
    {
        string safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + value : value;
        return safe.AsSpan().ContainsAny(NeedQuotes) || (safe.Length > 0 && (char.IsWhiteSpace(safe[0]) || char.IsWhiteSpace(safe[^1])))
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
