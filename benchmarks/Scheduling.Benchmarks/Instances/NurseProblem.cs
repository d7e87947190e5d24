using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Engine.Rules.CompleteWeekends;
using Scheduling.Engine.Rules.ConsecutiveBand;
using Scheduling.Engine.Rules.ConsecutiveDaysOff;
using Scheduling.Engine.Rules.ConsecutiveWorkDays;
using Scheduling.Engine.Rules.ForbiddenSuccessions;
using Scheduling.Engine.Rules.ShiftCoverage;
using Scheduling.Engine.Rules.ShiftFloor;
using Scheduling.Engine.Rules.SkillRequired;
using Scheduling.Engine.Rules.Wishes;

namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// Weeks of a nurse rostering case in our own words: skills are posts, every shift type a band of its own, what the history tells of runs becomes duties before the horizon.
/// The penalty is the cost of the one soft level.
/// </summary>
internal static class NurseProblem
{
    /// <summary>Name of the level of all soft rules.</summary>
    public const string Level = "penalty";

    private const int RunOfShiftCost = 15;
    private const int RunCost = 30;
    private const int RequestCost = 10;
    private const int CoverCost = 30;
    private const int IncompleteWeekendCost = 30;

    /// <summary>Any Monday does.</summary>
    private static readonly LocalDate Monday = new(2024, 1, 1);

    /// <summary>All weeks of a case at once.</summary>
    public static SchedulingProblem Create(NurseInstance instance) => Create(instance, 0, instance.Weeks.Count, instance.History);

    /// <summary>Some weeks of a case, from what is known before the first of them and nothing of those after.</summary>
    public static SchedulingProblem Create(NurseInstance instance, int firstWeek, int weeks, IReadOnlyList<NurseHistory> history)
    {
        NurseScenario scenario = instance.Scenario;
        LocalDate start = Monday.PlusDays(7 * firstWeek);
        int historyDays = HistoryDays(scenario, history);
        var demand = new List<ShiftDemand>();
        var wishes = new List<Wish>();
        for (int week = 0; week < weeks; week++)
        {
            LocalDate monday = start.PlusDays(7 * week);
            NurseWeek data = instance.Weeks[firstWeek + week];
            demand.AddRange(data.Needs.Where(n => n.Best > 0).Select(n =>
                new ShiftDemand { ShiftType = n.Shift, Post = n.Skill, Date = monday.PlusDays(n.Day), Required = n.Best, Minimum = n.Least == 0 ? null : n.Least }));
            wishes.AddRange(data.Requests.Select(r => new Wish { Employee = r.Nurse, Date = monday.PlusDays(r.Day), Kind = WishKind.Avoid, ShiftType = r.Shift }));
        }

        return new SchedulingProblem
        {
            Name = instance.Name,
            Levels = ["hard", Level],
            Horizon = new Horizon { Start = start, Days = 7 * weeks, TimeZone = "Etc/UTC", IntervalMinutes = 60, HistoryDays = historyDays },
            Skills = [.. scenario.Skills.Select(s => new Skill { Id = s })],
            Posts = [.. scenario.Skills.Select(s => new Post { Id = s, Skill = s })],
            Bands = [.. scenario.Shifts.Select((s, i) => new Band { Id = s.Id, Order = i })],
            Contracts = [.. scenario.Contracts.Select(c => new Contract { Id = c.Id })],
            ShiftTypes = [.. scenario.Shifts.Select((s, i) => Shift(s.Id, i, scenario.Skills))],
            Employees = [.. scenario.Nurses.Select(n => new Employee { Id = n.Id, Name = n.Id, Contract = n.Contract, Skills = [.. n.Skills.Select(s => new EmployeeSkill { Skill = s })] })],
            Demand = new Demand { Shifts = demand },
            Wishes = wishes,
            History = [.. scenario.Nurses.Zip(history).SelectMany(n => Before(scenario, n.First, n.Second, start, historyDays))],
            Rules =
            [
                new SkillRequiredRule(),
                new ForbiddenSuccessionsRule { NotFollowedBy = scenario.Shifts.Where(s => s.NotFollowedBy.Count > 0).ToDictionary(s => s.Id, s => s.NotFollowedBy) },
                new ShiftFloorRule(),
                new ShiftCoverageRule { Enforcement = Soft(CoverCost), Surplus = Enforcement.Off },
                new WishesRule { Enforcement = Soft(RequestCost) },
                .. Runs(scenario),
                .. NurseTotals.Rules(scenario, history, firstWeek + weeks, weeks),
            ],
        };
    }

    /// <summary>Cost of what the history has too many of already, which no roster can avoid and the rules leave out.</summary>
    public static long Settled(NurseInstance instance) => NurseTotals.Settled(instance.Scenario, instance.History);

    /// <summary>The duties of a roster, by day of the case's horizon.</summary>
    public static IEnumerable<NurseDuty> DutiesOf(Roster roster) =>
        roster.Assignments.Select(a => new NurseDuty(a.Employee, Period.DaysBetween(Monday, a.Date), a.ShiftType, a.Post!));

    /// <summary>Duties as a roster of the case's problem.</summary>
    public static Roster RosterOf(NurseInstance instance, IEnumerable<NurseDuty> duties)
    {
        Dictionary<string, int> order = instance.Scenario.Nurses.Select((n, i) => (n.Id, i)).ToDictionary(n => n.Id, n => n.i);
        return new Roster
        {
            Assignments = [.. duties.OrderBy(d => order[d.Nurse]).ThenBy(d => d.Day).Select(d => new Assignment { Employee = d.Nurse, Date = Monday.PlusDays(d.Day), ShiftType = d.Shift, Post = d.Skill })],
        };
    }

    /// <summary>The roster in the form of the checker: rows of nurse, day index, shift and skill.</summary>
    public static IEnumerable<string> Rows(Roster roster) => DutiesOf(roster).Select(d => $"{d.Nurse},{d.Day},{d.Shift},{d.Skill}");

    internal static Enforcement Soft(int weight) => Enforcement.Soft(weight, Level);

    private static IEnumerable<Rule> Runs(NurseScenario scenario)
    {
        foreach (NurseShift shift in scenario.Shifts.Where(s => s.LeastInARow > 1 || s.MostInARow < 7 * scenario.Weeks))
        {
            (int least, int most) = (Math.Max(1, shift.LeastInARow), Math.Max(1, shift.MostInARow));
            yield return new ConsecutiveBandRule { Bands = [shift.Id], MinimumDays = least, MaximumDays = most, Enforcement = Soft(RunOfShiftCost) };
        }

        foreach (NurseContract contract in scenario.Contracts)
        {
            var scope = new RuleScope { Contracts = [contract.Id] };
            yield return new ConsecutiveWorkDaysRule { MinimumDays = Math.Max(1, contract.Work.Least), MaximumDays = Math.Max(1, contract.Work.Most), AppliesTo = scope, Enforcement = Soft(RunCost) };
            yield return new ConsecutiveDaysOffRule { MinimumDays = Math.Max(1, contract.Off.Least), MaximumDays = Math.Max(1, contract.Off.Most), AppliesTo = scope, Enforcement = Soft(RunCost) };
            if (contract.CompleteWeekends)
            {
                yield return new CompleteWeekendsRule { AppliesTo = scope, Enforcement = Soft(IncompleteWeekendCost) };
            }
        }
    }

    /// <summary>Shifts start in the order of the list and end on their day, so that none reaches into the day after it.</summary>
    private static ShiftType Shift(string id, int index, IReadOnlyList<string> skills)
    {
        int start = Math.Min(index, 15);
        return new ShiftType { Id = id, Name = id, Band = id, Posts = skills, Parts = [new ShiftPart { Start = new LocalTime(start, 0), End = new LocalTime(start + 8, 0) }] };
    }

    /// <summary>Days before the horizon that tell all that matters: a day more than the longest run, where runs longer than any limit are as good as one day longer than it.</summary>
    private static int HistoryDays(NurseScenario scenario, IReadOnlyList<NurseHistory> history)
    {
        Dictionary<string, NurseContract> contracts = scenario.Contracts.ToDictionary(c => c.Id);
        Dictionary<string, NurseShift> shifts = scenario.Shifts.ToDictionary(s => s.Id);
        int longest = 0;
        foreach ((Nurse nurse, NurseHistory known) in scenario.Nurses.Zip(history))
        {
            NurseContract contract = contracts[nurse.Contract];
            longest = Math.Max(longest, Math.Min(known.Off, contract.Off.Most));
            longest = Math.Max(longest, Math.Min(known.Work, contract.Work.Most));
            longest = Math.Max(longest, known.LastShift is null ? 0 : Math.Min(known.SameShift, shifts[known.LastShift].MostInARow));
        }

        return longest + 1;
    }

    /// <summary>Duties before the horizon with the runs that the history tells: the last shift, another one before it while the run of work lasts, and work before a run of days off.</summary>
    private static IEnumerable<Assignment> Before(NurseScenario scenario, Nurse nurse, NurseHistory known, LocalDate start, int days)
    {
        string other = scenario.Shifts.Select(s => s.Id).FirstOrDefault(id => id != known.LastShift) ?? scenario.Shifts[0].Id;
        for (int before = days; before >= 1; before--)
        {
            bool works = known.LastShift is null ? before == known.Off + 1 : before <= known.Work;
            if (works)
            {
                string shift = known.LastShift is not null && before <= known.SameShift ? known.LastShift : other;
                yield return new Assignment { Employee = nurse.Id, Date = start.PlusDays(-before), ShiftType = shift, Post = nurse.Skills[0] };
            }
        }
    }
}
