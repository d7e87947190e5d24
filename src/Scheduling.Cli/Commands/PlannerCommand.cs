using System.Reflection;
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

    public sealed override int Execute(CommandContext context, TSettings settings, CancellationToken cancellationToken)
    {
        var output = new CommandOutput(surroundings, settings.ForPrograms);
        try
        {
            CheckValuesGiven(settings);
            return Run(settings, output, cancellationToken);
        }
        catch (BadInputException bad)
        {
            output.Problems(bad.Problems, settings.Json || EndsWithJson);
            return ExitStatus.BadInput;
        }
    }

    // An option at the very end of the line takes the parser's own mark of the default command for its value.
    private static void CheckValuesGiven(TSettings settings)
    {
        foreach (PropertyInfo property in typeof(TSettings).GetProperties().Where(property => property.PropertyType == typeof(string) || property.PropertyType == typeof(string[])))
        {
            if (property.GetCustomAttribute<CommandOptionAttribute>() is { } option && (property.GetValue(settings) is "__default_command" || (property.GetValue(settings) is string[] values && values.Contains("__default_command"))))
            {
                string name = "--" + option.LongNames[0];
                throw new BadInputException("argument-missing", name, $"选项 {name} 缺少值；请在其后给出（--help 有例子）。", $"Option {name} has no value; give one after it (--help shows an example).");
            }
        }
    }

    protected abstract int Run(TSettings settings, CommandOutput output, CancellationToken stop);
}
