using System.Text.Json;
using Scheduling.Engine.Domain;

namespace Scheduling.Api.Problems;

/// <summary>
/// Looks over the bytes of a body before anything is built from them: lists and objects far longer than any that may be right are refused at their first entry too many. What
/// is wrong otherwise is left to the reader, which says where.
/// </summary>
internal static class JsonSurvey
{
    /// <summary>Rows of demand are the longest, 200,000.</summary>
    private static readonly ListLimit Any = new(250_000, "list-too-long", "列表条目", "entries in a list");

    private static readonly ListLimit Employees = new(5_000, "too-many-employees", "员工", "employees");
    private static readonly ListLimit ShiftTypes = new(200, "too-many-shift-types", "班次类型", "shift types");

    /// <summary>Members of an object.</summary>
    private const int MostMembers = 500;

    /// <summary>Members of an object that is a table; the longest names each employee once, 5,000.</summary>
    private const int MostRows = 6_000;

    /// <summary>The bytes, when no list and no object in them is far too long.</summary>
    public static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> json)
    {
        int deepest = ApiJson.Options.MaxDepth;
        Span<int> counts = stackalloc int[deepest + 1];
        var lists = new ListLimit?[deepest + 1];
        Span<bool> tables = stackalloc bool[deepest + 1];
        ListLimit? named = null;
        bool table = false;
        var reader = new Utf8JsonReader(json.Span.StartsWith("\uFEFF"u8) ? json.Span[3..] : json.Span, new JsonReaderOptions { MaxDepth = deepest });
        try
        {
            while (reader.Read())
            {
                int depth = reader.CurrentDepth;
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    continue;
                }

                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    Count(ref counts[depth], tables[depth] ? MostRows : MostMembers, "too-many-members", "对象的成员", "members in an object");
                }
                else if (lists[depth] is { } list)
                {
                    Count(ref counts[depth], list.Most, list.Code, list.Zh, list.En);
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    counts[depth + 1] = 0;
                    tables[depth + 1] = table;
                    lists[depth + 1] = reader.TokenType == JsonTokenType.StartObject ? null : named ?? Any;
                }

                table = reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("phases"u8) || reader.ValueTextEquals("notFollowedBy"u8) || reader.ValueTextEquals("overlapMinutesByPost"u8));
                named = reader.TokenType != JsonTokenType.PropertyName ? null
                    : reader.ValueTextEquals("employees"u8) ? Employees
                    : reader.ValueTextEquals("shiftTypes"u8) ? ShiftTypes
                    : null;
            }
        }
        catch (JsonException)
        {
            return json;
        }

        return json;
    }

    private static void Count(ref int count, int most, string code, string zh, string en)
    {
        if (++count > most)
        {
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, [new InputProblem(code, "", new LocalizedText($"{zh}超过 {most} 个；请拆分后分别提交。", $"There are more than {most} {en}; split the request."))]);
        }
    }

    private sealed record ListLimit(int Most, string Code, string Zh, string En);
}
