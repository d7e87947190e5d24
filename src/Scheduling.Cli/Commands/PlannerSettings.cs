using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>What every command understands. Values are read as text, so that a wrong one is told by us in both languages.</summary>
internal abstract class PlannerSettings : CommandSettings
{
    /// <summary>For the help; the language is taken out of the arguments before they are parsed.</summary>
    [CommandOption("--lang <LANGUAGE>")]
    [Told("语言：zh、en 或 both；默认看环境变量 LC_ALL、LANG", "Language: zh, en or both; default from LC_ALL and LANG")]
    public string? Lang { get; init; }

    [CommandOption("--json")]
    [Told("只输出 JSON，供程序读取", "Write JSON only, for programs")]
    public bool Json { get; init; }

    /// <summary>Whether a program reads the output, so that words for people are left out.</summary>
    public virtual bool ForPrograms => Json;
}
