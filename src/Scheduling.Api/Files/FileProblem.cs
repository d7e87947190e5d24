using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Files;

/// <summary>One thing that is wrong with a file.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Line">Line of the text or row of the sheet, from 1; 0 when it is about the whole file.</param>
/// <param name="Column">Header of the column, or its letter; empty when it is about the whole line.</param>
/// <param name="Value">The value as it stands there.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record FileProblem(string Code, int Line, string Column, string Value, LocalizedText Message)
{
    /// <summary>The form in which all other inputs tell their problems; the pointer is <c>FILE:LINE:COLUMN</c>.</summary>
    public InputProblem In(string fileName) => new(
        Code,
        string.Join(':', new[] { fileName, Line > 0 ? Line.ToString(CultureInfo.InvariantCulture) : "", Column }.Where(part => part.Length > 0)),
        Message);
}

/// <summary>What came of reading a file: the value, or everything that is wrong with it. Nothing is read by halves.</summary>
public sealed record FileResult<T>(T? Value, IReadOnlyList<FileProblem> Problems)
    where T : class
{
    /// <summary>Whether the file was read and nothing is wrong with it.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;
}

/// <summary>Collects what is wrong with a file, as much of it as somebody wants to read.</summary>
internal sealed class FileProblems
{
    public const int MostTold = 100;
    private const int LongestValue = 60;

    private readonly List<FileProblem> _found = [];
    private int _untold;

    public bool Any => _found.Count > 0;

    /// <summary>Something wrong with one value: the message begins by naming it.</summary>
    public void Cell(string code, int line, string column, string value, string zh, string en)
    {
        string shown = Shorten(value);
        Add(code, line, column, value, shown.Length == 0
            ? new LocalizedText($"第 {line} 行的“{column}”为空；{zh}。", $"Column '{column}' of line {line} is empty; {en}.")
            : new LocalizedText($"第 {line} 行的“{column}”为“{shown}”；{zh}。", $"Column '{column}' of line {line} is '{shown}'; {en}."));
    }

    public void Add(string code, int line, string column, string value, LocalizedText message)
    {
        if (_found.Count < MostTold)
        {
            _found.Add(new FileProblem(code, line, column, Shorten(value), message));
        }
        else
        {
            _untold++;
        }
    }

    public FileResult<T> Refused<T>()
        where T : class => new(null, _untold == 0 ? _found :
        [
            .. _found,
            new FileProblem("too-many-problems", 0, "", "", new LocalizedText(
                $"还有 {_untold} 个问题没有列出；请先改正已列出的问题，再重新上传。", $"{_untold} more problems are not listed; mend those listed and send the file again.")),
        ]);

    public static FileResult<T> Whole<T>(string code, string zh, string en)
        where T : class => new(null, [new FileProblem(code, 0, "", "", new LocalizedText(zh, en))]);

    private static string Shorten(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";
}
