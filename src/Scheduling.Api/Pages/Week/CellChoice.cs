using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Store.Rosters;

namespace Scheduling.Api.Pages.Week;

/// <summary>How a choice for a cell would be.</summary>
public enum Legality
{
    /// <summary>It is what stands there.</summary>
    AsNow,

    /// <summary>No hard rule is newly broken.</summary>
    Allowed,

    /// <summary>A hard rule would be broken; a planner may do it all the same.</summary>
    Breaks,

    /// <summary>The problem does not know such a shift; it cannot be stored.</summary>
    Impossible,
}

/// <summary>One choice for a cell with the answer before it is made.</summary>
/// <param name="Edit">The choice.</param>
/// <param name="Result">The shift it makes; null for off.</param>
/// <param name="Legality">Whether it may be.</param>
/// <param name="Why">The rule it would break, in words.</param>
/// <param name="Level">The first level on which it changes the penalty; null when on none.</param>
/// <param name="Delta">By how much.</param>
public sealed record CellChoice(CellEdit Edit, Assignment? Result, Legality Legality, LocalizedText? Why, string? Level, long Delta)
{
    /// <summary>Judges a choice on the board as it is.</summary>
    public static CellChoice Judge(WeekBoard board, CellEdit edit)
    {
        Assignment? now = board.Assignments.GetValueOrDefault((edit.Employee, edit.Date));
        Roster after = EditJudgement.Apply(board.Problem, board.Roster, [edit]);
        Assignment? result = after.Assignments.FirstOrDefault(a => a.Employee == edit.Employee && a.Date == edit.Date);
        if (RosterChanges.Same(now, result))
        {
            return new CellChoice(edit, result, Legality.AsNow, null, null, 0);
        }

        EditJudgement judgement = EditJudgement.Of(board.Evaluation, RosterEvaluator.Evaluate(board.Problem, after));
        if (judgement.Unsound.Count > 0)
        {
            return new CellChoice(edit, result, Legality.Impossible, judgement.Unsound[0].Message, null, 0);
        }

        (string? level, long delta) = Change(board.Problem.Levels, judgement);
        return judgement.Allowed
            ? new CellChoice(edit, result, Legality.Allowed, null, level, delta)
            : new CellChoice(edit, result, Legality.Breaks, judgement.Added.First(v => v.Level == 0).Message, level, delta);
    }

    private static (string?, long) Change(IReadOnlyList<string> levels, EditJudgement judgement)
    {
        for (int level = 0; level < levels.Count; level++)
        {
            if (judgement.After[level] != judgement.Before[level])
            {
                return (levels[level], judgement.After[level] - judgement.Before[level]);
            }
        }

        return (null, 0);
    }
}
