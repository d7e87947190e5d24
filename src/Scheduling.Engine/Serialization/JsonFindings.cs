using System.Text.Json;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Serialization;

/// <summary>Collects the differences between a JSON text and its form, and puts them into words.</summary>
internal sealed class JsonFindings
{
    private const int LongestEcho = 60;

    private readonly List<InputProblem> _found = [];

    /// <summary>Whether there is so much wrong that more would not be read by anyone.</summary>
    public bool Full => _found.Count >= ProblemInspection.MostReported;

    /// <summary>Everything found; when the inspection stopped, the last one says so.</summary>
    public IReadOnlyList<InputProblem> Conclude()
    {
        if (Full)
        {
            _found.Add(new InputProblem("too-many-problems", "", new LocalizedText(
                "问题太多，检查到此为止；请先改正已列出的问题，再重新检查。",
                "There are too many problems; the check stopped here. Mend those listed and check again.")));
        }

        return _found;
    }

    public void WrongType(JsonPlace place, JsonElement value, JsonElement owner, JsonForm form) => Add(
        "wrong-type", place.Pointer,
        $"{Where(place, owner).Zh}的值是 {Echo(value)}；应为{form.Expected.Zh}。",
        $"{Where(place, owner).En} is {Echo(value)}; it must be {form.Expected.En}.");

    public void Invalid(JsonPlace place, string inner, JsonElement value, JsonElement owner, JsonForm form)
    {
        string? meant = value.ValueKind == JsonValueKind.String ? ClosestName.Of(TextOf(value) ?? "", form.Names) : null;
        Add(
            form.Code, place.Pointer + inner,
            $"{Where(place, owner).Zh}的值 {Echo(value)} 无法读取；应为{form.Expected.Zh}。{Meant(meant).Zh}",
            $"{Where(place, owner).En} is {Echo(value)}, which cannot be read; it must be {form.Expected.En}.{Meant(meant).En}");
    }

    public void Unreadable(JsonPlace place, JsonElement owner) => Add(
        "invalid-text", place.Pointer,
        $"{Where(place, owner).Zh}含有无法读取的文字（不成对的代理字符、错误的 UTF-8 或空字符）；请重新输入。",
        $"{Where(place, owner).En} holds text that cannot be read (an unpaired surrogate, broken UTF-8 or a null character); type it again.");

    public void Missing(JsonPlace place, string member, JsonElement owner) => Add(
        "missing-member", place.Member(member).Pointer,
        $"{Where(place.Member(member), owner).Zh}缺失；请补上。",
        $"{Where(place.Member(member), owner).En} is missing; add it.");

    public void NullMember(JsonPlace place, string member, JsonElement owner) => Add(
        "null-value", place.Pointer,
        $"{Where(place, owner).Zh}的值是 null；请填写一个值，或省略 {member}。",
        $"{Where(place, owner).En} is null; give it a value or leave {member} out.");

    public void NullItem(JsonPlace place, JsonPlace list, int index, JsonElement owner) => Add(
        "null-value", place.Pointer,
        $"{Where(list, owner).Zh}的第 {index + 1} 项是 null；请填写或删除该项。",
        $"Entry {index + 1} of {Lower(Where(list, owner).En)} is null; fill it in or remove it.");

    public void Duplicate(JsonPlace place, string name, JsonElement owner) => Add(
        "duplicate-member", place.Member(name).Pointer,
        $"{Where(place.Member(name), owner).Zh}出现两次；请删除一个。",
        $"{Where(place.Member(name), owner).En} stands twice; remove one.");

    public void UnknownMember(JsonPlace place, string name, JsonElement owner, IEnumerable<string> known)
    {
        List<string> names = [.. known];
        string? meant = ClosestName.Of(name, names);
        Add(
            "unknown-member", place.Member(name).Pointer,
            $"{Where(place.Member(name), owner).Zh}未定义；" + (meant is null ? $"请删除它，可用的有 {string.Join("、", names)}。" : $"是否应为 {meant}？"),
            $"{Where(place.Member(name), owner).En} is unknown; " + (meant is null ? $"remove it. Known are {string.Join(", ", names)}." : $"did you mean '{meant}'?"));
    }

    public void UnknownRule(JsonPlace place, JsonElement id, IReadOnlyList<string> known)
    {
        string? meant = ClosestName.Of(TextOf(id) ?? "", known);
        Add(
            "unknown-rule", place.Pointer,
            $"规则 {Echo(id)} 不存在；" + (meant is null ? $"请使用 {string.Join("、", known)} 之一。" : $"是否应为 {meant}？"),
            $"The rule {Echo(id)} is unknown; " + (meant is null ? $"use one of {string.Join(", ", known)}." : $"did you mean '{meant}'?"));
    }

    /// <summary>The name of a member, or null when it is no readable text.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name.Contains('\0', StringComparison.Ordinal) ? null : member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The value of a member; null when there is none of that name. Other members may have names that are no text.</summary>
    public static JsonElement? Member(JsonElement element, string name)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            if (NameOf(member) == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>The text of a string value, or null when it is none.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            string? text = value.GetString();
            return text is null || text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether an exception of the serializer speaks of the input.</summary>
    public static bool IsAboutInput(Exception fault) =>
        fault is JsonException or FormatException or InvalidOperationException or NotSupportedException or ArgumentException or OverflowException;

    private static LocalizedText Meant(string? name) => name is null ? new("", "") : new($"是否应为 {name}？", $" Did you mean '{name}'?");

    /// <summary>Names a member and whose it is: by its id, or the employee it speaks of, or its place.</summary>
    private static LocalizedText Where(JsonPlace place, JsonElement owner)
    {
        if (place.Parent is null)
        {
            return new LocalizedText("整个输入", "The input");
        }

        string path = place.Parent.Pointer.TrimStart('/');
        string? name = NamedBy(owner, "id") ?? NamedBy(owner, "employee") ?? NamedBy(owner, SchedulingJson.RuleMember);
        string label = Short(place.Step);
        return (path.Length, name) switch
        {
            (0, _) => new($"{label}", $"Member '{label}'"),
            (_, null) => new($"{path} 的 {label}", $"Member '{label}' of {path}"),
            _ => new($"{path}（“{Short(name)}”）的 {label}", $"Member '{label}' of {path} ('{Short(name)}')"),
        };
    }

    private static string? NamedBy(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && Member(owner, member) is { ValueKind: JsonValueKind.String } value ? TextOf(value) : null;

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static string Echo(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        JsonValueKind.String => $"\"{Short(TextOf(value) ?? "")}\"",
        _ => Short(value.GetRawText()),
    };

    private static string Short(string text) => text.Length <= LongestEcho ? text : text[..(char.IsHighSurrogate(text[LongestEcho - 1]) ? LongestEcho - 1 : LongestEcho)] + "…";

    private void Add(string code, string pointer, string zh, string en) => _found.Add(new InputProblem(code, pointer, new LocalizedText(zh, en)));
}
