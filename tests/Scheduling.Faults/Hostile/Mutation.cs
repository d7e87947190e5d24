using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scheduling.Faults.Hostile;

/// <summary>Spoils right bodies: what they say, how they are built, or their bytes.</summary>
internal static class Mutation
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "0.5", "1e9", "-1e9", "1e308", "1e999", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "123456789012345678901234567890",
        "\"\"", "\" \"", "\"NaN\"", "\"Infinity\"", "\"2026-07-06\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"24:00\"", "\"23:59:59.999999999\"", "\"P99999999999999999D\"", "\"PT1S\"", "\"-PT1S\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"../../etc/passwd\"", "\"' or 1=1 --\"", "\"=1+1\"", "\"\\u202e\"", "\"𠮷野家\"", "[]", "{}", "[null]", "[[]]", "{\"a\":1}", "[{}]", "\"office\"", "\"o1\"", "\"desk\"", "\"O\"", "\"*\"", "\"hard\"", "\"Asia/Shanghai\"", "\"No/Where\"",
    ];

    /// <summary>A body that differs from a right one in some places; now and then a right one.</summary>
    public static byte[] Of(byte[] body, Random random)
    {
        int times = random.Next(1, 4);
        switch (random.Next(10))
        {
            case 0:
                return body;
            case 1 or 2:
                return Bytes(body, times, random);
            default:
                try
                {
                    return Encoding.UTF8.GetBytes(Tree(JsonNode.Parse(body), times, random));
                }
                catch (JsonException)
                {
                    return Bytes(body, times, random);
                }
        }
    }

    /// <summary>Any value as JSON text.</summary>
    public static string Value(Random random) => random.Next(20) switch
    {
        0 => $"\"{new string('x', random.Next(1, 3000))}\"",
        1 => $"[{string.Join(',', Enumerable.Repeat(Values[random.Next(Values.Length)], random.Next(1, 300)))}]",
        2 => string.Concat(Enumerable.Repeat("[", random.Next(1, 40))),
        _ => Values[random.Next(Values.Length)],
    };

    private static byte[] Bytes(byte[] body, int times, Random random)
    {
        List<byte> bytes = [.. body];
        for (int i = 0; i < times; i++)
        {
            int at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(40), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Changes places of a tree; marks stand where a text is to be put that a tree cannot hold.</summary>
    private static string Tree(JsonNode? root, int times, Random random)
    {
        var whole = new JsonArray(root);
        List<(string Mark, string Text)> marks = [];
        for (int i = 0; i < times; i++)
        {
            List<JsonNode> places = [.. Containers(whole)];
            JsonNode place = places[random.Next(places.Count)];
            string mark = $"mark-{i}-{random.Next()}";
            if (place is JsonArray list)
            {
                Change(list, mark, ReferenceEquals(list, whole), random);
            }
            else
            {
                Change(place.AsObject(), mark, random);
            }

            marks.Add(($"\"{mark}\"", Value(random)));
        }

        string text = whole[0]?.ToJsonString() ?? "null";
        return marks.Aggregate(text, (current, m) => current.Replace(m.Mark, m.Text, StringComparison.Ordinal));
    }

    private static void Change(JsonArray list, string mark, bool root, Random random)
    {
        int at = random.Next(list.Count + 1);
        if (root || (at < list.Count && random.Next(2) == 0))
        {
            list[root ? 0 : at] = mark;
        }
        else if (at < list.Count && random.Next(2) == 0)
        {
            list.RemoveAt(at);
        }
        else
        {
            list.Insert(at, random.Next(2) == 0 || list.Count == 0 ? mark : list[random.Next(list.Count)]?.DeepClone());
        }
    }

    private static void Change(JsonObject members, string mark, Random random)
    {
        string? name = members.Count == 0 ? null : members.ElementAt(random.Next(members.Count)).Key;
        switch (random.Next(6))
        {
            case 0 when name is not null:
                members.Remove(name);
                break;
            case 1:
                members[$"member{random.Next(10)}"] = mark;
                break;
            case 2 when name is not null && members.Count > 1:
                members[name] = members.ElementAt(random.Next(members.Count)).Value?.DeepClone();
                break;
            default:
                members[name ?? "member"] = mark;
                break;
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode? node)
    {
        IEnumerable<JsonNode?> inside = node switch { JsonArray list => list, JsonObject members => members.Select(m => m.Value), _ => [] };
        return node is JsonArray or JsonObject ? inside.SelectMany(Containers).Prepend(node) : [];
    }
}
