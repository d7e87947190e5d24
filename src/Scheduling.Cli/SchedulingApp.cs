using System.Globalization;
using System.Text.RegularExpressions;
using Scheduling.Cli.Commands;
using Scheduling.Cli.Output;
using Scheduling.Engine.Domain;
using Spectre.Console.Cli;

namespace Scheduling.Cli;

/// <summary>The command line as a whole.</summary>
internal static partial class SchedulingApp
{
    /// <summary>Runs a command and gives its exit status.</summary>
    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken stop = default)
    {
        (arguments, string? lang) = Languages.Take(arguments);
        bool json = arguments.Contains("--json") || arguments is ["week" or "solve", ..];
        if (lang is not null && Languages.Parse(lang) is null)
        {
            new CommandOutput(surroundings, false).Problems([WrongLanguage(lang)], json);
            return ExitStatus.BadInput;
        }

        surroundings = surroundings with { Language = Languages.Parse(lang) ?? surroundings.Language };
        CultureInfo before = CultureInfo.CurrentUICulture;
        CultureInfo culture = CultureInfo.GetCultureInfo(surroundings.Language == Language.English ? "en" : "zh-Hans");
        CultureInfo.CurrentUICulture = culture;
        try
        {
            var app = new CommandApp();
            app.Configure(configuration => Configure(configuration, surroundings, culture));
            return app.Run(arguments, stop);
        }
        catch (CommandAppException wrong)
        {
            new CommandOutput(surroundings, false).Problems([new InputProblem("arguments", arguments.Count == 0 ? "" : arguments[0], InWords(wrong.Message))], json);
            return ExitStatus.BadInput;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitStatus.Stopped;
        }
        // A planner is never shown a stack trace, whatever went wrong.
        catch (Exception fault)
        {
            TellFault(fault, surroundings);
            return ExitStatus.Fault;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static void Configure(IConfigurator configuration, Surroundings surroundings, CultureInfo culture)
    {
        configuration.SetApplicationName("scheduling");
        configuration.SetApplicationCulture(culture);
        configuration.ConfigureConsole(surroundings.Out);
        configuration.UseAssemblyInformationalVersion();
        configuration.UseStrictParsing();
        configuration.PropagateExceptions();
        configuration.Settings.Registrar.RegisterInstance(surroundings);
        configuration.Settings.MaximumIndirectExamples = 10;
        Add<WeekCommand>("week", "从话务历史到检查过的一周排班表", "From a history of calls to a checked roster of a week",
            "--calls", "calls.csv", "--aht", "75", "--shrinkage", "0.2", "--skills", "60/25/15", "--agents", "120", "--time", "60");
        Add<SolveCommand>("solve", "求解一个排班问题", "Solve a problem", "problem.json", "--time", "60", "--out", "roster.json");
        Add<CheckCommand>("check", "用独立检查器评判一张排班表", "Judge a roster with the independent checker", "problem.json", "roster.json");
        Add<FairnessCommand>("fairness", "谁做了多少，差距最小能到多少", "Who does how much, and how small the spread can be", "problem.json", "--roster", "roster.json", "--measure", "nights");
        Add<StaffCommand>("staff", "每个时段需要多少人", "How many agents each interval needs", "--calls-per-interval", "120", "--interval", "30", "--aht", "180", "--goal", "80/15");
        Add<ForecastCommand>("forecast", "预测每个时段的话务量", "Forecast the calls of each interval", "--calls", "calls.csv", "--days", "7");
        Add<RulesCommand>("rules", "规则目录，或一条规则的说明", "The catalogue of rules, or one rule in words", "minimum-rest");
        Add<PresetsCommand>("presets", "规则预设，或一个预设的说明和规则", "The presets of rules, or one of them with its rules", "china-labour-law");

        void Add<TCommand>(string name, string zh, string en, params string[] example)
            where TCommand : class, ICommand =>
            configuration.AddCommand<TCommand>(name)
                .WithDescription(surroundings.Language == Language.English ? en : zh)
                .WithExample([name, .. example]);
    }

    private static InputProblem WrongLanguage(string value) => value.Length == 0
        ? new InputProblem("argument-missing", "--lang", new LocalizedText("选项 --lang 缺少值；应为 zh、en 或 both。", "Option --lang has no value; it must be zh, en or both."))
        : new InputProblem("argument-not-a-language", "--lang", new LocalizedText($"语言（--lang）为“{value}”；应为 zh、en 或 both。", $"Language (--lang) is '{value}'; it must be zh, en or both."));

    // One line, whatever the width of the reader.
    private static void TellFault(Exception fault, Surroundings surroundings)
    {
        string what = CommandOutput.Plain($"{fault.GetType().Name}: {fault.Message}".ReplaceLineEndings(" "));
        TextWriter writer = surroundings.Error.Profile.Out.Writer;
        writer.WriteLine($"程序内部出错，请报告此问题 / Internal error, please report it: {what}");
        writer.Flush();
    }

    // The parser speaks English only; its sentences about a name or value are few.
    private static LocalizedText InWords(string message)
    {
        string name = Quoted().Match(message) is { Success: true } match ? match.Groups[1].Value : "";
        string zh = message switch
        {
            _ when message.StartsWith("Unknown command", StringComparison.Ordinal) => $"没有名为“{name}”的命令",
            _ when message.StartsWith("Unknown option", StringComparison.Ordinal) => $"没有名为“{name}”的选项",
            _ when message.Contains("no value has been provided", StringComparison.Ordinal) => $"选项“{name}”缺少值",
            _ when message.Contains("is missing required argument", StringComparison.Ordinal) => $"命令“{name}”缺少参数“{Quoted().Match(message).NextMatch().Groups[1].Value}”",
            _ when message.Contains("Could not match", StringComparison.Ordinal) => $"多余的参数“{name}”",
            _ => $"命令行有误（{message.TrimEnd('.')}）",
        };
        return new LocalizedText(zh + "；请用 --help 查看用法。", message.TrimEnd('.') + "; --help shows the usage.");
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
