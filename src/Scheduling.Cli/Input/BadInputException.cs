using Scheduling.Engine.Domain;

namespace Scheduling.Cli.Input;

/// <summary>Everything that is wrong with the arguments or a file, found at once. Ends the command with status 2.</summary>
internal sealed class BadInputException(IReadOnlyList<InputProblem> problems) : Exception(string.Join(" ", problems.Select(p => p.Message.En)))
{
    public BadInputException(string code, string pointer, string zh, string en)
        : this([new InputProblem(code, pointer, new LocalizedText(zh, en))])
    {
    }

    public IReadOnlyList<InputProblem> Problems { get; } = problems;
}
