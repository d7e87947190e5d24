using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Serialization;

/// <summary>What came of reading an input: the value, or everything that is wrong with it.</summary>
/// <param name="Value">The value; null when anything is wrong with the input.</param>
/// <param name="Problems">What is wrong; empty when the value was read.</param>
public sealed record ReadResult<T>(T? Value, IReadOnlyList<InputProblem> Problems)
    where T : class
{
    /// <summary>Whether the value was read and nothing is wrong with it.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;
}

/// <summary>How an input is read.</summary>
public sealed record ReadOptions
{
    /// <summary>Size of the largest input that is looked at, in bytes. Default 5 MB.</summary>
    public int MaximumBytes { get; init; } = 5 * 1024 * 1024;

    /// <summary>The JSON set-up, and with it the rules that are known. Default <see cref="SchedulingJson.Default"/>.</summary>
    public JsonSerializerOptions Json { get; init; } = SchedulingJson.Default;
}
