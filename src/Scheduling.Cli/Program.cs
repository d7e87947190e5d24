using System.Runtime.InteropServices;
using System.Text;
using Spectre.Console;

namespace Scheduling.Cli;

internal static class Program
{
    // Wide enough for a week of shifts when nobody says how wide the reader is.
    private const int RedirectedWidth = 160;

    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var surroundings = new Surroundings
        {
            Out = Open(Console.Out, Console.IsOutputRedirected),
            Error = Open(Console.Error, Console.IsErrorRedirected),
            IsTerminal = !Console.IsOutputRedirected,
            Language = Languages.OfEnvironment(Environment.GetEnvironmentVariable),
        };
        return SchedulingApp.Run(arguments, surroundings, stop.Token);

        // The first time the search stops and keeps its best; the second time the process ends.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
    }

    private static IAnsiConsole Open(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = RedirectedWidth;
            console.Profile.Capabilities.Unicode = true;
        }

        return console;
    }
}
