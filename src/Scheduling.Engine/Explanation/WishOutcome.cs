using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Explanation;

/// <summary>What a rule would cost more if a wish were granted.</summary>
/// <param name="RuleIndex">Position of the rule in the problem's rules.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Level">Position of the level it costs on; 0 for what hard rules forbid.</param>
/// <param name="Increase">How much more it would cost on that level.</param>
public sealed record WishCost(int RuleIndex, string Rule, int Level, long Increase);

/// <summary>What became of one wish, and why.</summary>
public sealed record WishOutcome
{
    /// <summary>Position of the wish in the problem's wishes.</summary>
    public required int Index { get; init; }

    /// <summary>The wish.</summary>
    public required Wish Wish { get; init; }

    /// <summary>Whether the roster grants it.</summary>
    public required bool IsGranted { get; init; }

    /// <summary>Whether the best change that grants it costs no more than the roster does now. False when it is granted.</summary>
    public required bool CouldBeGranted { get; init; }

    /// <summary>The rules whose cost the best change that grants it would raise, hard ones first, then the dearest first; empty when it is granted or no change grants it.</summary>
    public required IReadOnlyList<WishCost> CutBy { get; init; }

    /// <summary>The outcome in a sentence.</summary>
    public required LocalizedText Message { get; init; }
}
