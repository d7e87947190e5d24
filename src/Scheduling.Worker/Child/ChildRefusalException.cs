namespace Scheduling.Worker.Child;

/// <summary>A request the child will not work on.</summary>
internal sealed class ChildRefusalException(ChildFailure failure) : Exception(failure.Message.En)
{
    public ChildFailure Failure { get; } = failure;

    public static ChildRefusalException Of(string code, string zh, string en) => new(new ChildFailure(code, new(zh, en), CanRetry: false));
}
