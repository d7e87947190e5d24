using Scheduling.Cli.Search;
using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>Options of the commands that search for a roster.</summary>
internal abstract class SearchSettings : PlannerSettings
{
    [CommandOption("--time <SECONDS>")]
    [Told("求解时间上限（秒）；默认 60", "Time limit of the search in seconds; default 60")]
    public string? Time { get; init; }

    [CommandOption("--threads <N>")]
    [Told("线程数；默认 2", "Number of threads; default 2")]
    public string? Threads { get; init; }

    [CommandOption("--seed <N>")]
    [Told("随机种子；默认 1", "Seed; default 1")]
    public string? Seed { get; init; }

    [CommandOption("--out <FILE>")]
    [Told("把排班表写成 JSON 文件", "Write the roster to a JSON file")]
    public string? Out { get; init; }

    [CommandOption("--csv <FILE>")]
    [Told("把排班表（含休息时间）写成 CSV 文件", "Write the roster, breaks included, to a CSV file")]
    public string? Csv { get; init; }

    public virtual SearchArguments Search => new() { Time = Time, Threads = Threads, Seed = Seed };
}
