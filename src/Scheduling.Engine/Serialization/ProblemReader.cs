using System.Text.Json;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Serialization;

/// <summary>
/// Reads what people and machines send. Whatever the bytes hold, the answer is a value or a list of everything that is wrong with it,
/// never an exception; only a stream that cannot be read throws.
/// </summary>
public static class ProblemReader
{
    private static readonly ReadOptions DefaultOptions = new();

    /// <summary>Reads a problem and judges it with <see cref="ProblemValidator"/>.</summary>
    public static ReadResult<SchedulingProblem> ReadProblem(ReadOnlyMemory<byte> json, ReadOptions? options = null)
    {
        ReadResult<SchedulingProblem> form = Read<SchedulingProblem>(json, options, versioned: true);
        if (!form.Succeeded)
        {
            return form;
        }

        IReadOnlyList<InputProblem> problems = ProblemValidator.Validate(form.Value);
        return problems.Count == 0 ? form : new ReadResult<SchedulingProblem>(null, problems);
    }

    /// <inheritdoc cref="ReadProblem(ReadOnlyMemory{byte}, ReadOptions?)"/>
    public static ReadResult<SchedulingProblem> ReadProblem(Stream json, ReadOptions? options = null) =>
        ReadProblem(Take(json, options), options);

    /// <inheritdoc cref="ReadProblem(ReadOnlyMemory{byte}, ReadOptions?)"/>
    public static async Task<ReadResult<SchedulingProblem>> ReadProblemAsync(Stream json, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadProblem(await TakeAsync(json, options, cancellationToken).ConfigureAwait(false), options);

    /// <summary>Reads a roster by its form alone; whether it suits a problem is for <c>RosterShape</c> to say.</summary>
    public static ReadResult<Roster> ReadRoster(ReadOnlyMemory<byte> json, ReadOptions? options = null) => Read<Roster>(json, options, versioned: true);

    /// <inheritdoc cref="ReadRoster(ReadOnlyMemory{byte}, ReadOptions?)"/>
    public static ReadResult<Roster> ReadRoster(Stream json, ReadOptions? options = null) => ReadRoster(Take(json, options), options);

    /// <inheritdoc cref="ReadRoster(ReadOnlyMemory{byte}, ReadOptions?)"/>
    public static async Task<ReadResult<Roster>> ReadRosterAsync(Stream json, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadRoster(await TakeAsync(json, options, cancellationToken).ConfigureAwait(false), options);

    /// <summary>Reads a file of opening hours.</summary>
    public static ReadResult<OpeningHoursFile> ReadOpeningHours(ReadOnlyMemory<byte> json, ReadOptions? options = null)
    {
        ReadResult<OpeningHoursFile> form = Read<OpeningHoursFile>(json, options, versioned: false);
        return form.Succeeded && form.Value.Check() is { Count: > 0 } problems ? new ReadResult<OpeningHoursFile>(null, problems) : form;
    }

    /// <summary>Reads a file of calendar days.</summary>
    public static ReadResult<CalendarFile> ReadCalendar(ReadOnlyMemory<byte> json, ReadOptions? options = null)
    {
        ReadResult<CalendarFile> form = Read<CalendarFile>(json, options, versioned: false);
        return form.Succeeded && form.Value.Check() is { Count: > 0 } problems ? new ReadResult<CalendarFile>(null, problems) : form;
    }

    /// <summary>Reads any other record by its form alone, members and lists alike, in the set-up of <see cref="SchedulingJson"/>.</summary>
    public static ReadResult<T> Read<T>(ReadOnlyMemory<byte> json, ReadOptions? options = null)
        where T : class => Read<T>(json, options, versioned: false);

    private static ReadResult<T> Read<T>(ReadOnlyMemory<byte> json, ReadOptions? options, bool versioned)
        where T : class
    {
        options ??= DefaultOptions;
        if (json.Length > options.MaximumBytes)
        {
            return Refused<T>("body-too-large", "", $"输入超过 {options.MaximumBytes} 字节；请拆分后分别提供。", $"The input is larger than {options.MaximumBytes} bytes; split it.");
        }

        if (json.Span.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = SchedulingJson.MaxDepth });
            if (versioned && ForeignVersion(document.RootElement) is { } version)
            {
                return new ReadResult<T>(null, [ProblemValidator.UnsupportedSchemaVersion(version)]);
            }

            IReadOnlyList<InputProblem> problems = new JsonInspection(options.Json).Inspect(document.RootElement, typeof(T));
            return problems.Count > 0 ? new ReadResult<T>(null, problems) : Deserialize<T>(document.RootElement, options.Json);
        }
        catch (JsonException fault)
        {
            return IsTooDeep(json.Span)
                ? Refused<T>("json-too-deep", "", $"JSON 的嵌套超过 {SchedulingJson.MaxDepth} 层；请按文档的格式提供。", $"The JSON is nested more than {SchedulingJson.MaxDepth} deep; use the documented form.")
                : Refused<T>(
                    "malformed-json", "",
                    $"输入不是有效的 JSON：第 {fault.LineNumber + 1} 行第 {fault.BytePositionInLine + 1} 个字节处有误；请改正。",
                    $"The input is no valid JSON: it breaks at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}. Correct it there.");
        }
    }

    /// <summary>The inspection has told all it knows of; should the serializer still refuse something, it says where.</summary>
    private static ReadResult<T> Deserialize<T>(JsonElement root, JsonSerializerOptions options)
        where T : class
    {
        try
        {
            return root.Deserialize<T>(options) is { } value
                ? new ReadResult<T>(value, [])
                : Refused<T>("null-value", "", "输入是 null；请提供一个对象 {…}。", "The input is null; send an object {…}.");
        }
        catch (Exception fault) when (JsonFindings.IsAboutInput(fault))
        {
            string pointer = JsonPlace.FromPath((fault as JsonException)?.Path);
            return Refused<T>("invalid-value", pointer, $"{pointer} 处的值无法读取；请按文档的格式改正。", $"The value at '{pointer}' cannot be read; correct it to the documented form.");
        }
    }

    private static string? ForeignVersion(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (JsonProperty member in root.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Number
                && string.Equals(JsonFindings.NameOf(member), nameof(SchedulingProblem.SchemaVersion), StringComparison.OrdinalIgnoreCase)
                && (!member.Value.TryGetInt32(out int version) || version != SchedulingProblem.CurrentSchemaVersion))
            {
                string text = member.Value.GetRawText();
                return text.Length <= 20 ? text : text[..20] + "…";
            }
        }

        return null;
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = SchedulingJson.MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= SchedulingJson.MaxDepth)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    private static ReadResult<T> Refused<T>(string code, string pointer, string zh, string en)
        where T : class => new(null, [new InputProblem(code, pointer, new LocalizedText(zh, en))]);

    /// <summary>The bytes of a stream, one more than allowed at most.</summary>
    private static ReadOnlyMemory<byte> Take(Stream stream, ReadOptions? options)
    {
        byte[] chunk = new byte[81_920];
        using var bytes = new MemoryStream();
        long left = (options ?? DefaultOptions).MaximumBytes + 1L;
        while (left > 0 && stream.Read(chunk, 0, (int)Math.Min(chunk.Length, left)) is > 0 and int read)
        {
            bytes.Write(chunk, 0, read);
            left -= read;
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static async Task<ReadOnlyMemory<byte>> TakeAsync(Stream stream, ReadOptions? options, CancellationToken cancellationToken)
    {
        byte[] chunk = new byte[81_920];
        using var bytes = new MemoryStream();
        long left = (options ?? DefaultOptions).MaximumBytes + 1L;
        while (left > 0 && await stream.ReadAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, left)), cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            bytes.Write(chunk, 0, read);
            left -= read;
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
