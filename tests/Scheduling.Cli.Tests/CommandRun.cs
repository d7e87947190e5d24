using Spectre.Console;

namespace Scheduling.Cli.Tests;

/// <summary>What a command run in this process wrote and returned.</summary>
internal sealed record CommandRun(int Status, string Out, string Error)
{
    /// <summary>The last line written for programs.</summary>
    public string LastLine => Out.TrimEnd('\n').Split('\n')[^1];

    public static CommandRun Of(params string[] arguments) => In(Language.English, arguments);

    public static CommandRun In(Language language, params string[] arguments) => Until(language, arguments, CancellationToken.None);

    public static CommandRun Until(Language language, string[] arguments, CancellationToken stop) => Run(language, TimeProvider.System, arguments, stop);

    public static CommandRun With(TimeProvider clock, params string[] arguments) => Run(Language.English, clock, arguments, CancellationToken.None);

    private static CommandRun Run(Language language, TimeProvider clock, string[] arguments, CancellationToken stop)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings { Out = Console(output), Error = Console(error), Language = language, Clock = clock };
        int status = SchedulingApp.Run(arguments, surroundings, stop);
        return new CommandRun(status, output.ToString(), error.ToString());
    }

    /// <summary>A console of a width that writes plain text; a terminal that redraws lines when asked for.</summary>
    public static IAnsiConsole Console(TextWriter writer, int width = 300, bool terminal = false)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
