using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>Shift types whose post may change, and their duties on fixed days, which are of the form the shift type has.</summary>
internal static class RandomTurns
{
    public static SchedulingProblem AddTo(Dice dice, SchedulingProblem problem)
    {
        if (problem.Activities.Count > 0 || dice.Chance(0.6))
        {
            return problem;
        }

        ShiftType[] shiftTypes = [.. problem.ShiftTypes.Select(s => CanTurn(s) && dice.Chance(0.7) ? s with { PostStepMinutes = MinutesOf(s) / dice.Pick<int>(MinutesOf(s) % 3 == 0 ? [2, 3] : [2]) } : s)];
        return problem with
        {
            ShiftTypes = shiftTypes,
            Pins = [.. problem.Pins.Where(p => !IsTurning(p.ShiftType))],
            History = Mended(problem.History),
            FixedAfter = Mended(problem.FixedAfter),
            Published = problem.Published is { } published ? Mended(published) : null,
        };

        bool IsTurning(string? id) => shiftTypes.Any(s => s.Id == id && s.PostStepMinutes is not null);

        Assignment[] Mended(IReadOnlyList<Assignment> duties) => [.. duties.Select(d => Mend(dice, d, shiftTypes.Single(s => s.Id == d.ShiftType)))];
    }

    private static bool CanTurn(ShiftType shift) =>
        shift.Parts is [{ Kind: PartKind.Work, Post: null }] && shift.Breaks.Count == 0 && shift.Overtime is null && shift.Posts.Count > 0 && MinutesOf(shift) % 2 == 0;

    private static int MinutesOf(ShiftType shift)
    {
        long minutes = Period.Between(shift.Parts[0].Start, shift.Parts[0].End, PeriodUnits.Minutes).Minutes;
        return (int)(minutes > 0 ? minutes : minutes + 1440);
    }

    private static Assignment Mend(Dice dice, Assignment duty, ShiftType shift) => shift.PostStepMinutes is not { } step ? duty : duty with
    {
        Post = dice.Pick(shift.Posts),
        OvertimeMinutes = 0,
        Breaks = [],
        PostChanges = dice.Chance(0.5) ? [new PostChange { AfterMinutes = step, Post = dice.Pick(shift.Posts) }] : null,
    };
}
