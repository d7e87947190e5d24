using System.Globalization;
using System.Text;

namespace Scheduling.Engine.Serialization;

/// <summary>A place in a JSON text, as a chain from the inside out.</summary>
internal sealed record JsonPlace(JsonPlace? Parent, string Step)
{
    public static JsonPlace Root { get; } = new(null, "");

    public JsonPlace Member(string name) => new(this, name);

    public JsonPlace Item(int index) => new(this, index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The place as a JSON pointer (RFC 6901).</summary>
    public string Pointer => Parent is null ? "" : Parent.Pointer + "/" + Step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>
    /// The JSON pointer of a path as System.Text.Json writes it, such as <c>$.employees[3].name</c> or <c>$['a.b']</c>.
    /// </summary>
    public static string FromPath(string? path)
    {
        JsonPlace place = Root;
        int i = path is { Length: > 0 } && path[0] == '$' ? 1 : 0;
        while (path is not null && i < path.Length)
        {
            int end;
            if (path[i..].StartsWith("['", StringComparison.Ordinal))
            {
                end = path.IndexOf("']", i + 2, StringComparison.Ordinal);
                place = place.Member(Unescape(path[(i + 2)..(end < 0 ? path.Length : end)]));
                i = end < 0 ? path.Length : end + 2;
            }
            else if (path[i] == '[')
            {
                end = path.IndexOf(']', i);
                place = place.Member(path[(i + 1)..(end < 0 ? path.Length : end)]);
                i = end < 0 ? path.Length : end + 1;
            }
            else
            {
                int from = path[i] == '.' ? i + 1 : i;
                end = path.AsSpan(from).IndexOfAny('.', '[');
                end = end < 0 ? path.Length : from + end;
                place = place.Member(path[from..end]);
                i = Math.Max(end, i + 1);
            }
        }

        return place.Pointer;
    }

    private static string Unescape(string name)
    {
        var text = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\' && i + 1 < name.Length)
            {
                i++;
            }

            text.Append(name[i]);
        }

        return text.ToString();
    }
}
