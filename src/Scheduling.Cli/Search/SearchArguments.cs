using NodaTime;
using Scheduling.Cli.Input;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;

namespace Scheduling.Cli.Search;

/// <summary>Options of a search as they stand on the command line.</summary>
internal sealed record SearchArguments
{
    private const int DefaultSeconds = 60;

    public string? Time { get; init; }

    public string? Threads { get; init; }

    public string? Seed { get; init; }

    public string? Gap { get; init; }

    public string? Unimproved { get; init; }

    public string? Deterministic { get; init; }

    public SolveOptions Read(ArgumentReader arguments)
    {
        double? seconds = arguments.NumberOrNone("--time", new LocalizedText("求解时间（秒）", "Time limit in seconds"), Time, 0.1, 604_800);
        double? unimproved = arguments.NumberOrNone("--unimproved", new LocalizedText("无改进时限（秒）", "Seconds without improvement"), Unimproved, 0.1, 604_800);
        double? work = arguments.NumberOrNone("--deterministic", new LocalizedText("确定性工作量", "Deterministic work"), Deterministic, 0.01, 1_000_000);
        if (work is not null && (seconds is not null || unimproved is not null))
        {
            arguments.Wrong("arguments-exclude-each-other", "--deterministic",
                "--deterministic 按工作量而不是时间结束；请去掉 --time 和 --unimproved。",
                "--deterministic ends by work, not by time; leave out --time and --unimproved.");
        }

        return new SolveOptions
        {
            TimeLimit = work is null ? Duration.FromSeconds(seconds ?? DefaultSeconds) : null,
            UnimprovedLimit = work is null && unimproved is { } wait ? Duration.FromSeconds(wait) : null,
            Deterministic = work is not null,
            DeterministicLimit = work,
            GapLimit = arguments.NumberOrNone("--gap", new LocalizedText("差距上限", "Gap at which to stop"), Gap, 0, 0.99) ?? 0,
            Threads = arguments.Whole("--threads", new LocalizedText("线程数", "Number of threads"), Threads, 1, 64, 2),
            Seed = arguments.Whole("--seed", new LocalizedText("随机种子", "Seed"), Seed, 0, int.MaxValue, 1),
        };
    }
}
