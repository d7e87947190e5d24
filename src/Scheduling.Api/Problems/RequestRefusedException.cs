using Scheduling.Engine.Domain;

namespace Scheduling.Api.Problems;

/// <summary>A request that is not carried out, with the status and everything that is wrong.</summary>
public sealed class RequestRefusedException(int status, IReadOnlyList<InputProblem> problems) : Exception(string.Join(" ", problems.Select(p => p.Message.En)))
{
    public RequestRefusedException(int status, string code, string zh, string en, string pointer = "")
        : this(status, [new InputProblem(code, pointer, new LocalizedText(zh, en))])
    {
    }

    public int Status { get; } = status;

    public IReadOnlyList<InputProblem> Problems { get; } = problems;

    /// <summary>Seconds after which another try makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }
}
