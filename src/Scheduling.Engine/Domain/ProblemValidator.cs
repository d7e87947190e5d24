namespace Scheduling.Engine.Domain;

/// <summary>One thing that is wrong with an input: a stable code, where it is, and what to do about it.</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) to the value.</param>
/// <param name="Message">What is wrong, whose it is and how to mend it.</param>
public sealed record InputProblem(string Code, string Pointer, LocalizedText Message);

/// <summary>Judges a problem as a whole and reports everything that is wrong with it at once.</summary>
public static partial class ProblemValidator
{
}
