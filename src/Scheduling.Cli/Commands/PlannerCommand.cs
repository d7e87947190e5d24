using Scheduling.Cli.Input;
using Scheduling.Cli.Output;
using Spectre.Console.Cli;

namespace Scheduling.Cli.Commands;

/// <summary>A command that tells bad input in words and turns it into the exit status.</summary>
internal abstract class PlannerCommand<TSettings>(Surroundings surroundings) : Command<TSettings>
    where TSettings : PlannerSettings
{
    /// <summary>Whether the last line is a JSON object even for people.</summary>
    protected virtual bool EndsWithJson => false;

    protected sealed override int Execute(CommandContext context, TSettings settings, CancellationToken cancellationToken)
    {
        var output = new CommandOutput(surroundings, settings.ForPrograms);
        try
        {
            if (settings.Lang is not null && Languages.Parse(settings.Lang) is null)
            {
                throw new BadInputException("argument-not-a-language", "--lang", $"语言（--lang）为“{settings.Lang}”；应为 zh、en 或 both。", $"Language (--lang) is '{settings.Lang}'; it must be zh, en or both.");
            }

            return Run(settings, output, cancellationToken);
        }
        catch (BadInputException bad)
        {
            output.Problems(bad.Problems, settings.Json || EndsWithJson);
            return ExitStatus.BadInput;
        }
    }

    protected abstract int Run(TSettings settings, CommandOutput output, CancellationToken stop);
}
