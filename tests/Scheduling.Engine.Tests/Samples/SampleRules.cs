using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.CompleteWeekends;
using Scheduling.Engine.Rules.ConsecutiveDaysOff;
using Scheduling.Engine.Rules.ConsecutiveNights;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.CoverageFloor;
using Scheduling.Engine.Rules.DaysOffInSeven;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Rules.ForwardRotation;
using Scheduling.Engine.Rules.HandoverOverlap;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.LeaveAndAvailability;
using Scheduling.Engine.Rules.LongestDay;
using Scheduling.Engine.Rules.LongestWeek;
using Scheduling.Engine.Rules.MentorWithTrainee;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.MostWeekends;
using Scheduling.Engine.Rules.Pins;
using Scheduling.Engine.Rules.RestAfterNights;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.SkillRequired;
using Scheduling.Engine.Rules.StandbyCover;
using Scheduling.Engine.Rules.StartWindows;
using Scheduling.Engine.Rules.Wishes;

namespace Scheduling.Engine.Tests.Samples;

/// <summary>The rules of the samples, at their default settings; some defaults that are hard are soft here.</summary>
internal static class SampleRules
{
    /// <summary>What law, contract and health ask of every department.</summary>
    public static IReadOnlyList<Rule> Everywhere =>
    [
        new SkillRequiredRule(),
        new LeaveAndAvailabilityRule(),
        new MinimumRestRule(),
        new LongestDayRule(),
        new LongestWeekRule(),
        new ContractMinutesRule(),
        new ConsecutiveWorkDaysRule(),
        new DaysOffInSevenRule(),
        new PinsRule(),
        new WishesRule(),
        new FairnessRule { Measure = "minutes", Mode = FairnessMode.Share, Tolerance = 240, Enforcement = Enforcement.Soft(3), ExtraWeight = 3 },
    ];

    /// <summary>What interval demand asks.</summary>
    public static IReadOnlyList<Rule> Intervals => [new IntervalCoverageRule(), new CoverageFloorRule()];

    /// <summary>What rotating bands ask.</summary>
    public static IReadOnlyList<Rule> Rotation =>
    [
        new ConsecutiveDaysOffRule { Enforcement = Enforcement.Soft(20) },
        new ForwardRotationRule { Enforcement = Enforcement.Soft(20) },
        new MostWeekendsRule { Maximum = 3, Enforcement = Enforcement.Soft(50) },
        new CompleteWeekendsRule(),
        new StartWindowsRule(),
    ];

    /// <summary>What a department with nights, standby, trainees and public holidays asks.</summary>
    public static IReadOnlyList<Rule> DayAndNight =>
    [
        new ConsecutiveNightsRule(),
        new RestAfterNightsRule(),
        new ShiftCoverageRule(),
        new StandbyCoverRule(),
        new HandoverOverlapRule { Posts = ["call"] },
        new MentorWithTraineeRule(),
        .. Shared("nights", 14, 2, "nights"),
        .. Shared("standby", 7, 1, "nights"),
        .. Shared("band:late", 38, 2, "late"),
        .. Shared("weekends", 37, 2),
        new FairnessRule { Measure = "minutes", Mode = FairnessMode.Share, Tolerance = 360, Enforcement = Enforcement.Soft(1, Enforcement.CoverageLevel), ExtraWeight = 0 },
        new FairnessRule { Measure = "holidays", Enforcement = Enforcement.Soft(400), ExtraWeight = 400 },
    ];

    /// <summary>
    /// A measure balanced among those who can do it, whose tag is given, with what a usual week asks in all; and how far coverage may push one person from what is due.
    /// </summary>
    private static IEnumerable<FairnessRule> Shared(string measure, int? total, int most, params string[] tags)
    {
        FairnessRule shared = new()
        {
            Measure = measure,
            Mode = FairnessMode.Share,
            ExpectedTotal = total,
            Enforcement = Enforcement.Soft(400),
            ExtraWeight = 400,
            AppliesTo = tags.Length == 0 ? null : new RuleScope { Tags = tags },
        };
        return [shared, shared with { Tolerance = most, Enforcement = Enforcement.Soft(100, Enforcement.CoverageLevel), ExtraWeight = 0 }];
    }
}
