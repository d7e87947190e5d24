using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.CompleteWeekends;
using Scheduling.Engine.Rules.ConsecutiveBand;
using Scheduling.Engine.Rules.ConsecutiveDaysOff;
using Scheduling.Engine.Rules.ConsecutiveNights;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ContractMinutes;
using Scheduling.Engine.Rules.CoverageFloor;
using Scheduling.Engine.Rules.DaysOffInSeven;
using Scheduling.Engine.Rules.Fairness;
using Scheduling.Engine.Rules.ForbiddenSuccessions;
using Scheduling.Engine.Rules.ForwardRotation;
using Scheduling.Engine.Rules.HandoverBeforeDaysOff;
using Scheduling.Engine.Rules.HandoverOverlap;
using Scheduling.Engine.Rules.IntervalCoverage;
using Scheduling.Engine.Rules.KeepApart;
using Scheduling.Engine.Rules.LabourCost;
using Scheduling.Engine.Rules.LeastChange;
using Scheduling.Engine.Rules.LeaveAndAvailability;
using Scheduling.Engine.Rules.LongestDay;
using Scheduling.Engine.Rules.LongestPeriod;
using Scheduling.Engine.Rules.LongestWeek;
using Scheduling.Engine.Rules.MentorWithTrainee;
using Scheduling.Engine.Rules.MinimumRest;
using Scheduling.Engine.Rules.MostNewcomers;
using Scheduling.Engine.Rules.MostStandby;
using Scheduling.Engine.Rules.MostWeekends;
using Scheduling.Engine.Rules.OffQueueActivities;
using Scheduling.Engine.Rules.OperatingPeriod;
using Scheduling.Engine.Rules.OvertimeApproved;
using Scheduling.Engine.Rules.OvertimeCost;
using Scheduling.Engine.Rules.OvertimeLimit;
using Scheduling.Engine.Rules.PersonalRestrictions;
using Scheduling.Engine.Rules.Pins;
using Scheduling.Engine.Rules.PublicHolidays;
using Scheduling.Engine.Rules.RestAfterCallIn;
using Scheduling.Engine.Rules.RestAfterNights;
using Scheduling.Engine.Rules.RotatingDaysOff;
using Scheduling.Engine.Rules.RotationPattern;
using Scheduling.Engine.Rules.SameBandInWeek;
using Scheduling.Engine.Rules.SameDaysOff;
using Scheduling.Engine.Rules.ShiftCount;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.ShiftFloor;
using Scheduling.Engine.Rules.ShortestStretch;
using Scheduling.Engine.Rules.SkillRequired;
using Scheduling.Engine.Rules.StandbyCover;
using Scheduling.Engine.Rules.StandbyRest;
using Scheduling.Engine.Rules.StartWindows;
using Scheduling.Engine.Rules.TimeInLieu;
using Scheduling.Engine.Rules.WeeklyRest;
using Scheduling.Engine.Rules.Wishes;
using Scheduling.Engine.Rules.WorkTogether;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>
/// Rules with random settings in their ranges. A new rule of the catalogue adds one line to <see cref="Settings"/>; how it is held and whom it
/// speaks of is drawn for all alike.
/// </summary>
internal static class RandomRules
{
    private static SchedulingProblem Anything { get; } = new()
    {
        Horizon = new Horizon { Start = new NodaTime.LocalDate(2026, 7, 6), Days = 1 },
        Posts = [new Post { Id = "p" }],
        Bands = [new Band { Id = "b" }],
        Contracts = [],
        ShiftTypes = [],
        Employees = [],
    };

    /// <summary>Draws the settings of each rule, by its id.</summary>
    public static IReadOnlyDictionary<string, Func<Dice, SchedulingProblem, Rule>> Settings { get; } = new Func<Dice, SchedulingProblem, Rule>[]
    {
        (_, _) => new CompleteWeekendsRule(),
        (d, p) => Between(d, 1, 6, (least, most) => new ConsecutiveBandRule { Bands = d.Some(p.Bands.Select(b => b.Id), 0.4), MinimumDays = least, MaximumDays = most }),
        (d, _) => Between(d, 1, 4, (least, most) => new ConsecutiveDaysOffRule { MinimumDays = least, MaximumDays = d.Maybe(0.5, () => most), CountsDayAfterNight = d.Chance(0.6) }),
        (d, _) => Between(d, 1, 4, (least, most) => new ConsecutiveNightsRule { MinimumNights = least, MaximumNights = most }),
        (d, _) => Between(d, 1, 7, (least, most) => new ConsecutiveWorkDaysRule { MinimumDays = least, MaximumDays = most }),
        (d, _) => d.Chance(0.3)
            ? Between(d, 0, 60, (least, most) => new ContractMinutesRule
            {
                Period = ContractPeriod.Horizon, FollowsCalendar = d.Chance(0.4), MinimumMinutes = d.Maybe(0.7, () => least * 60), MaximumMinutes = d.Maybe(0.7, () => most * 60),
            })
            : new ContractMinutesRule { Period = d.Pick([ContractPeriod.Week, ContractPeriod.Horizon]), FollowsCalendar = d.Chance(0.4) },
        (_, _) => new CoverageFloorRule(),
        (d, _) => Between(d, 0, 9, (least, most) => new DaysOffInSevenRule { MinimumDaysOff = Math.Min(least, 4), WindowDays = Math.Max(1, most), CountsDayAfterNight = d.Chance(0.3) }),
        (d, p) => new FairnessRule
        {
            Measure = RandomPeople.Measure(d, p),
            Mode = d.Pick([FairnessMode.Spread, FairnessMode.Share]),
            Tolerance = d.Pick([0, 1, 2, 60]),
            ExtraWeight = d.Pick([0, 1, 5]),
            ExpectedTotal = d.Maybe(0.5, () => d.Pick([0, 3, 7, 2000])),
            CountsLeave = d.Chance(0.6),
        },
        (d, p) => new ForbiddenSuccessionsRule { NotFollowedBy = d.Some(p.ShiftTypes, 0.6).ToDictionary(x => x.Id, _ => (IReadOnlyList<string>)d.Some(p.ShiftTypes.Select(x => x.Id), 0.4)) },
        (d, _) => new ForwardRotationRule { ResetDaysOff = d.Number(1, 4) },
        (d, _) => new HandoverBeforeDaysOffRule { LeastDaysOff = d.Number(1, 2), OverlapMinutes = d.Pick([15, 30, 60]), AnyColleague = d.Chance(0.5) },
        (d, p) => new HandoverOverlapRule
        {
            Posts = d.Some(p.Posts.Select(x => x.Id), 0.4), OverlapMinutes = d.Pick([10, 15, 30]), PerLeaver = d.Chance(0.5),
            OverlapMinutesByPost = d.Some(p.Posts, 0.3).ToDictionary(x => x.Id, _ => d.Pick([10, 20, 30])),
        },
        (d, p) => new IntervalCoverageRule
        {
            Beyond = Held(d, p, 0.2, 0.1), TolerancePercent = d.Pick([0, 10, 33, 100]), Surplus = Held(d, p, 0.1, 0.3), SurplusTolerancePercent = d.Pick([0, 20, 250]),
        },
        (d, p) => new KeepApartRule { Groups = RandomTogether.Groups(d, p), By = d.Pick([ApartBy.Time, ApartBy.Time, ApartBy.Band, ApartBy.Day]), CountsStandby = d.Chance(0.6) },
        (d, p) => RandomTogether.Leaders(d, p),
        (d, p) => new LabourCostRule
        {
            Budget = d.Maybe(0.9, () => (long)d.Number(0, 5000)),
            EveryUnit = Held(d, p, 0, 0.5),
            HundredthsPerUnit = d.Pick([1, 100, 777]),
            WorkdayPercent = d.Pick([150, 133]),
            PublicHolidayPercent = d.Pick([300, 0]),
        },
        (d, _) => new LeastChangeRule { CellUnits = d.Number(0, 3), PersonUnits = d.Number(0, 6) },
        (d, _) => new LeaveAndAvailabilityRule { CountsLeave = d.Chance(0.8), CountsEmployment = d.Chance(0.8), CountsAvailability = d.Chance(0.8) },
        (d, _) => new LongestDayRule { MaximumMinutes = d.Number(0, 24) * 60 },
        (d, p) => new LongestPeriodRule
        {
            Period = d.Pick(Enum.GetValues<LongPeriod>()),
            Weeks = d.Number(1, 5),
            Anchor = p.Horizon.Start.PlusDays(d.Number(-60, 20)),
            MaximumMinutes = d.Maybe(0.6, () => d.Number(0, 180) * 60),
            MinutesPerWorkday = d.Pick([480, 60]),
            ProRata = d.Chance(0.6),
            CountsOvertime = d.Chance(0.6),
        },
        (d, _) => new LongestWeekRule { MaximumMinutes = d.Number(0, 60) * 60, CountsLeave = d.Chance(0.5), CountsOvertime = d.Chance(0.7) },
        (d, _) => new MentorWithTraineeRule { MentorLevel = d.Number(1, 3), MaximumTraineesPerMentor = d.Number(1, 3) },
        (d, _) => new MinimumRestRule { RestMinutes = d.Pick([0, 1, 480, 660, 661, 720, 900, 1440]) },
        (d, p) => new MostNewcomersRule
        {
            Most = d.Number(0, 1), NewcomerDays = d.Pick([0, 1, 3, 90]), Tag = d.Pick(["", .. RandomTogether.Tags]), Bands = d.Some(p.Bands.Select(b => b.Id), 0.3), Posts = d.Some(p.Posts.Select(x => x.Id), 0.2),
        },
        (d, _) => new MostStandbyRule { MostPerMonth = d.Number(0, 2), MostPerWeek = d.Maybe(0.5, () => d.Number(0, 2)) },
        (d, _) => new MostWeekendsRule { Maximum = d.Number(0, 2), WindowWeeks = d.Number(1, 3), CountsNightBefore = d.Chance(0.5), CountsHistory = d.Chance(0.7) },
        (_, _) => new OffQueueActivitiesRule(),
        (_, _) => new PinsRule(),
        (d, p) => RandomTogether.Reserve(d, p),
        (d, _) => new RestAfterCallInRule { RestMinutes = d.Pick([0, 60, 660, 1440]) },
        (_, _) => new OvertimeApprovedRule(),
        (d, _) => new OvertimeCostRule { WorkdayPercent = d.Pick([150, 133]), RestDayPercent = d.Pick([200, 0]) },
        (d, p) => new OvertimeLimitRule
        {
            MaximumMinutesPerDay = d.Number(0, 3) * 60, MaximumMinutesPerWeek = d.Maybe(0.5, () => d.Number(0, 9) * 60), MaximumMinutesPerMonth = d.Number(0, 36) * 60,
            WarningPercent = d.Number(1, 100), Warning = Held(d, p, 0.1, 0.2),
        },
        (d, _) => new PersonalRestrictionsRule
        {
            Kinds = d.Some(Enum.GetValues<RestrictionKind>(), 0.4), NightFrom = d.Time(0, 23), NightUntil = d.Time(0, 23),
            ForbidsOvertime = d.Chance(0.5), ForbidsStandby = d.Chance(0.5), MaximumMinutesPerDay = d.Maybe(0.3, () => d.Number(0, 8) * 60),
        },
        (d, p) => new OperatingPeriodRule
        {
            From = d.Maybe(0.6, () => p.Horizon.Start.PlusDays(d.Number(0, 1)) + d.Time(0, 23)), Until = d.Maybe(0.6, () => p.Horizon.End().PlusDays(d.Number(2, 3)) + d.Time(0, 23)),
        },
        (d, _) => new ShortestStretchRule { MinimumMinutes = d.Pick([30, 60, 61, 90, 240]) },
        (d, _) => new PublicHolidaysRule { Maximum = d.Number(0, 2), Period = d.Pick([HolidayPeriod.Horizon, HolidayPeriod.Year]), SparesLast = d.Chance(0.5) },
        (d, _) => new RestAfterNightsRule { RestDays = d.Number(0, 3), AfterNights = d.Number(1, 3) },
        (d, _) => new RotatingDaysOffRule { MaximumWeeks = d.Number(1, 2), Weekdays = d.Some(Enumerable.Range(1, 7).Select(n => (NodaTime.IsoDayOfWeek)n), 0.3) },
        (d, p) => Rotation(d, p),
        (d, _) => new SameBandInWeekRule { MaximumBands = d.Number(1, 2) },
        (d, p) => new SameDaysOffRule { Groups = RandomTogether.Groups(d, p), StandbyIsOff = d.Chance(0.4) },
        (d, p) => Between(d, 0, 5, (least, most) => new ShiftCountRule
        {
            ShiftTypes = d.Some(p.ShiftTypes.Select(x => x.Id), 0.3), Bands = d.Some(p.Bands.Select(b => b.Id), 0.3), Period = d.Pick(Enum.GetValues<CountPeriod>()),
            Minimum = least, Maximum = d.Maybe(0.7, () => most),
        }),
        (d, p) => new ShiftCoverageRule { Surplus = Held(d, p, 0.1, 0.2) },
        (_, _) => new ShiftFloorRule(),
        (d, _) => new SkillRequiredRule { TraineesAllowed = d.Chance(0.6) },
        (_, _) => new StandbyCoverRule(),
        (d, _) => new StandbyRestRule { RestBeforeMinutes = d.Pick([0, 60, 660, 1440]), RestAfterMinutes = d.Pick([0, 61, 720, 1440]) },
        (_, _) => new StartWindowsRule(),
        (d, _) => new WeeklyRestRule { RestHours = d.Pick([1, 6, 11, 24, 35, 36, 48, 60, 168]), CountsStandby = d.Chance(0.6) },
        (d, _) => new WishesRule { CannotFactor = d.Number(1, 20), MonthlyPoints = d.Maybe(0.4, () => d.Number(0, 12)), BalancePercent = d.Pick([0, 0, 10, 33]), MostBalanceFactor = d.Number(1, 4) },
        (d, p) => new WorkTogetherRule { Groups = RandomTogether.Groups(d, p), By = d.Pick([TogetherBy.Shift, TogetherBy.Band, TogetherBy.Day]) },
        (d, _) => new TimeInLieuRule { EarnsOvertime = d.Chance(0.6) },
    }.ToDictionary(make => make(new Dice(0), Anything).Descriptor.Id);

    public static IReadOnlyList<Rule> Of(Dice dice, ProblemSize size, SchedulingProblem problem)
    {
        string[] ids = [.. Settings.Keys.Order(StringComparer.Ordinal)];
        List<Rule> rules = [];
        for (int wanted = dice.Number(size.LeastRules, size.MostRules); rules.Count < wanted;)
        {
            Rule rule = Settings[dice.Pick(ids)](dice, problem) with
            {
                Enforcement = Held(dice, problem, size.HardShare, 0.03),
                AppliesTo = dice.Chance(0.75) ? null : new RuleScope
                {
                    Employees = dice.Some(problem.Employees.Select(e => e.Id), 0.4),
                    Contracts = dice.Some(problem.Contracts.Select(c => c.Id), 0.3),
                    Tags = dice.Some(RandomTogether.Tags.Where(t => problem.Employees.Any(e => e.Tags.Contains(t))), 0.2),
                },
            };

            // Settings in their ranges may still not suit a problem, such as a measure nobody asks for: those are drawn again.
            List<InputProblem> unsuited = [];
            rule.Validate(problem, new RuleSettingsReport(rule, "", unsuited));
            if (unsuited.Count == 0 && (rule.GoesWithPostChanges || problem.ShiftTypes.All(s => s.PostStepMinutes is null)))
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    private static Enforcement Held(Dice dice, SchedulingProblem problem, double hard, double off) =>
        dice.Chance(hard) ? Enforcement.Hard
        : dice.Chance(off) ? Enforcement.Off
        : Enforcement.Soft(dice.Pick([1, 1, 2, 3, 5, 10, 17, 100, 1000]), dice.Pick([.. problem.Levels.Skip(1)]));

    private static Rule Between(Dice dice, int least, int most, Func<int, int, Rule> make)
    {
        int low = dice.Number(least, most);
        return make(low, dice.Number(low, most));
    }

    private static RotationPatternRule Rotation(Dice dice, SchedulingProblem problem)
    {
        string[] words = ["off", "work", .. problem.Bands.Select(b => b.Id)];
        var rule = new RotationPatternRule
        {
            Pattern = dice.Pick([RotationPatternRule.FourTeamsThreeShifts, RotationPatternRule.FourOnTwoOff, RotationPatternRule.BigSmallWeeks, RotationPatternRule.FiveOnOneOff]),
            KeepsPhase = dice.Chance(0.6),
            Cycle = dice.Chance(0.6) ? dice.Many(1, dice.Pick([1, 6]), () => dice.Pick(words)) : [],
        };
        return rule with { Phases = dice.Some(problem.Employees, 0.4).ToDictionary(e => e.Id, _ => dice.Number(0, rule.Positions().Count - 1)) };
    }
}
