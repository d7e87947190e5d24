using System.Text;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Staffing;

namespace Scheduling.Engine.Serialization;

/// <summary>How a file of recorded calls is read.</summary>
public sealed record CallReadOptions
{
    /// <summary>What messages call the file. Default <c>calls.csv</c>.</summary>
    public string FileName { get; init; } = "calls.csv";

    /// <summary>The date of day 1 in a file that counts weekdays; such a file is refused when absent.</summary>
    public LocalDate? FirstDay { get; init; }

    /// <summary>Size of the largest file that is looked at, in bytes. Default 5 MB.</summary>
    public int MaximumBytes { get; init; } = 5 * 1024 * 1024;
}

/// <summary>
/// Reads recorded calls from CSV of two forms: <c>start,calls</c> with local dates and times such as <c>2026-07-06T07:30</c>, or
/// <c>day,weekday,start,calls</c> in which days are counted over consecutive weekdays, Monday to Friday, from a first day on. An interval
/// that is not listed was not recorded, which is not zero. The interval length is the longest one that all starts lie on, 5 to 60 minutes.
/// Whatever the bytes hold, the answer is a history or a list of what is wrong with them; a pointer is <c>FILE:LINE</c>.
/// </summary>
public static class CallHistoryReader
{
    private static readonly CallReadOptions DefaultOptions = new();
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8, with or without its mark.</summary>
    public static ReadResult<CallHistory> Read(ReadOnlyMemory<byte> csv, CallReadOptions? options = null)
    {
        options ??= DefaultOptions;
        if (csv.Length > options.MaximumBytes)
        {
            return TooLarge(options);
        }

        try
        {
            return Read(Strict.GetString(csv.Span), options);
        }
        catch (DecoderFallbackException)
        {
            return Refused("calls-not-text", options.FileName,
                $"话务文件“{options.FileName}”不是 UTF-8 文本；请另存为 UTF-8。",
                $"Calls file '{options.FileName}' is no UTF-8 text; save it as UTF-8.");
        }
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte}, CallReadOptions?)"/>
    public static ReadResult<CallHistory> Read(string csv, CallReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(csv);
        options ??= DefaultOptions;
        return Encoding.UTF8.GetByteCount(csv) > options.MaximumBytes ? TooLarge(options) : new CallLines(options).Read(csv.TrimStart('\uFEFF'));
    }

    /// <summary>Whether the header is that of a file that counts weekdays instead of naming dates.</summary>
    public static bool CountsWeekdays(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        using var lines = new StringReader(csv.TrimStart('\uFEFF'));
        return CallLines.IsWeekdayHeader(CallLines.Header(lines.ReadLine() ?? ""));
    }

    private static ReadResult<CallHistory> TooLarge(CallReadOptions options) =>
        Refused("body-too-large", options.FileName,
            $"话务文件“{options.FileName}”超过 {options.MaximumBytes} 字节；请只保留需要的部分。",
            $"Calls file '{options.FileName}' is larger than {options.MaximumBytes} bytes; keep the part that is needed.");

    private static ReadResult<CallHistory> Refused(string code, string pointer, string zh, string en) =>
        new(null, [new InputProblem(code, pointer, new LocalizedText(zh, en))]);
}
