using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.DaysOffInSeven;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Rules.ForwardRotation;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.LeaveAndAvailability;
using Scheduling.Engine.Rules.LongestDay;
using Scheduling.Engine.Rules.LongestWeek;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.SkillRequired;

namespace Scheduling.Cli.Week;

/// <summary>The rules of a generated week: law and contract are hard, coverage is what is worked for, comfort weighs little beside it.</summary>
internal static class WeekRules
{
    /// <summary>Cost of a step back in the bands; a minute without an agent costs 10.</summary>
    private const int RotationWeight = 2;

    public static IReadOnlyList<Rule> For(IReadOnlyList<ShiftType> shiftTypes) => shiftTypes.Count == 0 ? [] :
    [
        new SkillRequiredRule(),
        new LeaveAndAvailabilityRule(),
        new MinimumRestRule { RestMinutes = 660 },
        new LongestDayRule(),
        new LongestWeekRule(),
        new ContractMinutesRule(),
        new ConsecutiveWorkDaysRule(),
        new DaysOffInSevenRule(),
        new IntervalCoverageRule(),
        new FairnessRule { Measure = shiftTypes.Any(type => type.Band == WeekShiftTypes.Late.Id) ? "band:" + WeekShiftTypes.Late.Id : "minutes" },
        new ForwardRotationRule { Enforcement = Enforcement.Soft(RotationWeight) },
    ];
}
