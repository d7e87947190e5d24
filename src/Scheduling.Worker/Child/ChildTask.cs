using System.Text;
using System.Text.Json;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Solving;

namespace Scheduling.Worker.Child;

/// <summary>What a child was asked to do, read and found sensible.</summary>
internal sealed record ChildTask(SchedulingProblem Problem, SolveOptions Options, Duration ExplainLimit)
{
    private const long LongestMs = 7 * 24 * 3600 * 1000L;
    private const int MostProblemsTold = 3;

    /// <exception cref="ChildRefusalException">The line is no request, or asks for nonsense.</exception>
    public static ChildTask Read(string line, TimeProvider clock)
    {
        ChildRequest request = Parse(line);
        return new ChildTask(ReadProblem(request.Problem), ReadOptions(request, clock), Duration.FromMilliseconds(request.Options.ExplainLimitMs));
    }

    private static ChildRequest Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ChildRequest>(line, ChildJson.Options) is { Problem.ValueKind: not JsonValueKind.Undefined, Options: not null } request
                ? request
                : throw ChildRefusalException.Of("malformed-request", "求解请求缺少 problem 或 options。", "The request lacks 'problem' or 'options'.");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or InvalidOperationException or FormatException)
        {
            throw ChildRefusalException.Of("malformed-request", $"求解请求无法读取：{fault.Message}", $"The request cannot be read: {fault.Message}");
        }
    }

    private static SchedulingProblem ReadProblem(JsonElement json)
    {
        ReadResult<SchedulingProblem> read = ProblemReader.ReadProblem(Encoding.UTF8.GetBytes(json.GetRawText()), new ReadOptions { MaximumBytes = int.MaxValue });
        if (read.Succeeded)
        {
            return read.Value;
        }

        IReadOnlyList<InputProblem> told = [.. read.Problems.Take(MostProblemsTold)];
        throw ChildRefusalException.Of(
            "invalid-problem",
            $"排班问题有 {read.Problems.Count} 处错误：{string.Concat(told.Select(p => p.Message.Zh))}",
            $"The problem has {read.Problems.Count} faults: {string.Join(' ', told.Select(p => p.Message.En))}");
    }

    private static SolveOptions ReadOptions(ChildRequest request, TimeProvider clock)
    {
        ChildOptions options = request.Options;
        Check("timeLimitMs", options.TimeLimitMs);
        Check("unimprovedLimitMs", options.UnimprovedLimitMs);
        Check("explainLimitMs", options.ExplainLimitMs);
        Require(options.Threads is >= 1 and <= 64, "threads", options.Threads, "应为 1 到 64", "it must be 1 to 64");
        Require(options.GapLimit is >= 0 and < 1, "gapLimit", options.GapLimit, "应至少为 0 且小于 1", "it must be at least 0 and less than 1");
        Require(options.Seed >= 0, "seed", options.Seed, "不能为负", "it must not be negative");
        Require(options.DeterministicLimit is null or (> 0 and <= 1_000_000), "deterministicLimit", options.DeterministicLimit, "应大于 0 且不超过 1000000", "it must be more than 0 and at most 1000000");
        if (options.Deterministic != options.DeterministicLimit is not null
            || (options.Deterministic && (options.TimeLimitMs is not null || options.UnimprovedLimitMs is not null || options.GapLimit > 0))
            || (!options.Deterministic && options.TimeLimitMs is null))
        {
            throw ChildRefusalException.Of(
                "invalid-options",
                "求解须有终点：给出 timeLimitMs，或只给出 deterministic 和 deterministicLimit。",
                "A solve must end: give timeLimitMs, or deterministic with deterministicLimit and no other limit.");
        }

        return new SolveOptions
        {
            TimeLimit = Milliseconds(options.TimeLimitMs),
            UnimprovedLimit = Milliseconds(options.UnimprovedLimitMs),
            GapLimit = options.GapLimit,
            Deterministic = options.Deterministic,
            DeterministicLimit = options.DeterministicLimit,
            Threads = options.Threads,
            Seed = options.Seed,
            Start = request.Start,
            Clock = clock,
        };
    }

    private static Duration? Milliseconds(long? value) => value is { } ms ? Duration.FromMilliseconds(ms) : null;

    private static void Check(string name, long? value) =>
        Require(value is null or (> 0 and <= LongestMs), name, value, $"应大于 0 且不超过 {LongestMs}", $"it must be more than 0 and at most {LongestMs}");

    private static void Require(bool holds, string name, object? value, string zh, string en)
    {
        if (!holds)
        {
            throw ChildRefusalException.Of("invalid-options", $"求解选项 {name} 为 {value}；{zh}。", $"Option {name} is {value}; {en}.");
        }
    }
}
