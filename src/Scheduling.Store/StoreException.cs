using Scheduling.Engine.Domain;

namespace Scheduling.Store;

/// <summary>Why a command was not carried out. Nothing of it was stored.</summary>
public enum StoreFailure
{
    /// <summary>There is no such thing, or not for the caller (404).</summary>
    NotFound,

    /// <summary>Another change came first: read again and repeat (412).</summary>
    Stale,

    /// <summary>It does not go with how things stand (409).</summary>
    Conflict,

    /// <summary>The input is wrong (422).</summary>
    Invalid,
}

/// <summary>A command that was not carried out, with everything that is wrong, in both languages.</summary>
public sealed class StoreException(StoreFailure failure, IReadOnlyList<InputProblem> problems) : Exception(string.Join(" ", problems.Select(p => p.Message.En)))
{
    public StoreFailure Failure { get; } = failure;

    public IReadOnlyList<InputProblem> Problems { get; } = problems;

    public static StoreException NotFound(string what, string whatZh, string id) => new(StoreFailure.NotFound, [new InputProblem(
        "not-found", "", new LocalizedText($"没有{whatZh}“{id}”；请检查编号。", $"There is no {what} '{id}'; check the id."))]);

    public static StoreException Stale(string expected, string actual) => new(StoreFailure.Stale, [new InputProblem(
        "stale-version", "", new LocalizedText(
            $"您看到的是版本 {expected}，现在已是版本 {actual}；请刷新后重试。",
            $"You have seen version {expected}, but it is version {actual} now; read it again and repeat the change."))]);

    public static StoreException Conflict(string code, string zh, string en) => new(StoreFailure.Conflict, [new InputProblem(code, "", new LocalizedText(zh, en))]);

    public static StoreException Invalid(string code, string pointer, string zh, string en) => new(StoreFailure.Invalid, [new InputProblem(code, pointer, new LocalizedText(zh, en))]);
}
