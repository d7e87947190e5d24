using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Tests.Domain;

namespace Scheduling.Engine.Tests.Serialization;

/// <summary>Random damage to a valid input: the reader answers, and what it lets pass can be compiled and judged.</summary>
public sealed class HostileInputTests
{
    /// <summary>The whole problem with every rule there is, so that each meets every damage that passes.</summary>
    private static readonly string Valid = JsonSerializer.Serialize(
        WholeProblem.Valid with { Rules = [.. WholeProblem.Valid.Rules, .. RuleCatalog.Default.Rules] }, SchedulingJson.Default);

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "2", "7", "60", "1440", "1e9", "2147483647", "-2147483648", "9223372036854775807", "0.5", "\"\"", "\"hard\"", "\"li\"", "\"E\"", "\"call\"",
        "\"2026-07-08\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"-9998-01-01\"", "\"00:00\"", "\"23:59\"", "\"24:00\"", "\"monday\"", "\"\\ud800\"", "[]", "{}", "[null]", "[[]]", "[1]", "{\"id\":\"x\"}",
    ];

    [Fact]
    public void Damaged_bytes_never_throw()
    {
        byte[] valid = Encoding.UTF8.GetBytes(Valid);
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 3]).Array[1, 4].Sample(
            damages =>
            {
                List<byte> bytes = [.. valid];
                foreach ((int place, byte value, int kind) in damages)
                {
                    int at = Math.Min(place, bytes.Count - 1);
                    switch (kind)
                    {
                        case 0: bytes[at] = value; break;
                        case 1: bytes.Insert(at, value); break;
                        case 2: bytes.RemoveAt(at); break;
                        default: bytes.RemoveRange(at, Math.Min(bytes.Count - at - 1, value)); break;
                    }
                }

                Assert.True(Answers(ProblemReader.ReadProblem(bytes.ToArray())));
            },
            iter: 1000);
    }

    [Fact]
    public void Values_put_where_they_do_not_belong_never_throw_and_what_passes_can_be_judged()
    {
        int places = Places(JsonNode.Parse(Valid)!).Count();
        int passed = 0;
        Assert.Empty(ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(Valid)).Problems);
        Gen.Select(Gen.Int[0, places - 1], Gen.Int[0, 2 * Values.Length], Gen.Int[0, places - 1]).Array[1, 2].Sample(
            damages =>
            {
                JsonNode root = JsonNode.Parse(Valid)!;
                foreach ((int place, int value, int other) in damages)
                {
                    List<JsonNode> nodes = [.. Places(root)];
                    JsonNode damaged = nodes[place % nodes.Count];
                    damaged.ReplaceWith(value < Values.Length ? JsonValue.Create($"value {value}") : Stranger(nodes, damaged, other).DeepClone());
                }

                string json = root.ToJsonString();
                for (int i = Values.Length - 1; i >= 0; i--)
                {
                    json = json.Replace($"\"value {i}\"", Values[i], StringComparison.Ordinal);
                }

                ReadResult<SchedulingProblem> result = ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(json));
                Assert.True(Answers(result));
                if (result.Succeeded)
                {
                    Interlocked.Increment(ref passed);
                    Assert.NotNull(RosterModel.Compile(result.Value));
                    Assert.Empty(RosterEvaluator.Evaluate(result.Value, new Roster { Assignments = [] }).ShapeProblems);
                }
            },
            iter: 1000);
        Assert.True(passed > 50, $"Only {passed} damaged problems were still valid; the damage is too coarse to say anything.");
    }

    [Fact]
    public void Of_many_small_faults_the_first_thousand_are_told()
    {
        string employees = string.Join(',', Enumerable.Repeat("{\"x\":{}}", 300_000));
        byte[] json = Encoding.UTF8.GetBytes($$"""{ "employees": [{{employees}}] }""");

        IReadOnlyList<InputProblem> found = ProblemReader.ReadProblem(json).Problems;

        Assert.InRange(found.Count, 1001, 1020);
        Assert.Equal("too-many-problems", found[^1].Code);
    }

    private static bool Answers(ReadResult<SchedulingProblem> result) =>
        result.Succeeded == (result.Problems.Count == 0)
        && result.Problems.All(p => p.Code.Length > 0 && (p.Pointer.Length == 0 || p.Pointer[0] == '/') && p.Message.Zh.Length > 0 && p.Message.En.Length > 0);

    /// <summary>Another value of the same name or kind, more likely to pass than one of another kind.</summary>
    private static JsonNode Stranger(List<JsonNode> nodes, JsonNode damaged, int from) =>
        nodes.Skip(from % nodes.Count).Concat(nodes).First(n => n.GetValueKind() == damaged.GetValueKind());

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        IEnumerable<JsonNode?> inside = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a,
            _ => [],
        };
        return inside.OfType<JsonNode>().SelectMany(child => Places(child).Prepend(child));
    }
}
