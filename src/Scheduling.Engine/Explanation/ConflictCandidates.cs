using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Explanation;

/// <summary>Something that may be left out of a problem to see whether the rest is possible.</summary>
internal sealed record ConflictCandidate(int Order, ConflictMember Member, int Rule = -1, Leave? Leave = null, Pin? Pin = null, IntervalDemand? Intervals = null, ShiftDemand? Shift = null, StandbyDemand? Standby = null);

/// <summary>The candidates of a problem, and the problem with only some of them.</summary>
internal static class ConflictCandidates
{
    public static IReadOnlyList<ConflictCandidate> Of(SchedulingProblem problem)
    {
        List<ConflictCandidate> candidates = [];
        Dictionary<string, string> names = problem.Employees.ToDictionary(e => e.Id, e => e.Name.Length > 0 ? e.Name : e.Id);
        AddDemand(problem, Add);
        for (int i = 0; i < problem.Leave.Count; i++)
        {
            Leave leave = problem.Leave[i];
            Add(
                ConflictMemberKind.Leave,
                $"/leave/{i}",
                $"{names[leave.Employee]} 在 {leave.From:MM-dd} 至 {leave.Until:MM-dd} 请假",
                $"leave of {names[leave.Employee]} from {leave.From:MM-dd} to {leave.Until:MM-dd}",
                c => c with { Leave = leave });
        }

        for (int i = 0; i < problem.Pins.Count; i++)
        {
            Pin pin = problem.Pins[i];
            Add(
                ConflictMemberKind.Pin,
                $"/pins/{i}",
                $"{names[pin.Employee]} 在 {pin.Date:MM-dd} 已锁定为“{pin.ShiftType ?? "休"}”",
                $"{names[pin.Employee]} is pinned to '{pin.ShiftType ?? "off"}' on {pin.Date:MM-dd}",
                c => c with { Pin = pin });
        }

        for (int i = 0; i < problem.Rules.Count; i++)
        {
            Rule rule = problem.Rules[i];
            if (!rule.Enforcement.IsHard)
            {
                continue;
            }

            int index = i;
            string label = rule.Label.Length > 0 ? $" ({rule.Label})" : "";
            Add(ConflictMemberKind.Rule, $"/rules/{i}", $"规则“{rule.Descriptor.Title.Zh}”{label}", $"rule '{rule.Descriptor.Title.En}'{label}", c => c with { Rule = index });
        }

        return candidates;

        void Add(ConflictMemberKind kind, string pointer, string zh, string en, Func<ConflictCandidate, ConflictCandidate> with) =>
            candidates.Add(with(new ConflictCandidate(candidates.Count, new ConflictMember(kind, pointer, new LocalizedText(zh, en)))));
    }

    /// <summary>The problem with the kept candidates only.</summary>
    public static SchedulingProblem Keep(SchedulingProblem problem, IReadOnlyList<ConflictCandidate> all, IReadOnlyList<ConflictCandidate> kept)
    {
        HashSet<ConflictCandidate> keep = [.. kept];
        HashSet<int> rules = [.. all.Where(c => c.Rule >= 0 && !keep.Contains(c)).Select(c => c.Rule)];
        HashSet<object> demand = new(all.Where(c => !keep.Contains(c)).Select(c => c.Intervals ?? c.Shift ?? (object?)c.Standby).OfType<object>(), ReferenceEqualityComparer.Instance);
        List<Leave> leave = [.. kept.Where(c => c.Leave is not null).Select(c => c.Leave!)];
        List<Pin> pins = [.. kept.Where(c => c.Pin is not null).Select(c => c.Pin!)];
        return problem with
        {
            Rules = [.. problem.Rules.Select((r, i) => rules.Contains(i) ? r with { Enforcement = Enforcement.Off } : r)],
            Leave = leave,
            Pins = pins,
            Demand = new Demand
            {
                Intervals = [.. problem.Demand.Intervals.Where(d => !demand.Contains(d))],
                Shifts = [.. problem.Demand.Shifts.Where(d => !demand.Contains(d))],
                Standby = [.. problem.Demand.Standby.Where(d => !demand.Contains(d))],
            },
        };
    }

    private static void AddDemand(SchedulingProblem problem, Action<ConflictMemberKind, string, string, string, Func<ConflictCandidate, ConflictCandidate>> add)
    {
        Dictionary<string, string> posts = problem.Posts.ToDictionary(p => p.Id, p => p.Name.Length > 0 ? p.Name : p.Id);
        Dictionary<string, string> shiftTypes = problem.ShiftTypes.ToDictionary(s => s.Id, s => s.Name.Length > 0 ? s.Name : s.Id);
        for (int i = 0; i < problem.Demand.Intervals.Count; i++)
        {
            IntervalDemand series = problem.Demand.Intervals[i];
            if (series.Required.All(r => r == 0) && series.Minimum.All(m => m == 0))
            {
                continue;
            }

            string skill = series.Skill is null ? "" : $" ({series.Skill})";
            LocalTime until = series.From.PlusMinutes(series.Required.Count * (long)problem.Horizon.IntervalMinutes);
            string span = $"{series.Date:MM-dd} {series.From:HH:mm}–{(until == LocalTime.Midnight ? "24:00" : $"{until:HH:mm}")}";
            int required = series.Required.Max();
            int minimum = series.Minimum.DefaultIfEmpty().Max();
            add(
                ConflictMemberKind.Demand,
                $"/demand/intervals/{i}",
                $"岗位“{posts[series.Post]}”{skill} {span} 需要最多 {required} 人，其中至少 {minimum} 人",
                $"post '{posts[series.Post]}'{skill} needs up to {required}, and at least {minimum}, at {span}",
                c => c with { Intervals = series });
        }

        for (int i = 0; i < problem.Demand.Shifts.Count; i++)
        {
            ShiftDemand shift = problem.Demand.Shifts[i];
            if (shift.Required > 0)
            {
                add(
                    ConflictMemberKind.Demand,
                    $"/demand/shifts/{i}",
                    $"{shift.Date:MM-dd} 的班次“{shiftTypes[shift.ShiftType]}”需要 {shift.Required} 人",
                    $"shift '{shiftTypes[shift.ShiftType]}' of {shift.Date:MM-dd} needs {shift.Required}",
                    c => c with { Shift = shift });
            }
        }

        for (int i = 0; i < problem.Demand.Standby.Count; i++)
        {
            StandbyDemand standby = problem.Demand.Standby[i];
            if (standby.Required > 0)
            {
                add(
                    ConflictMemberKind.Demand,
                    $"/demand/standby/{i}",
                    $"{standby.Date:MM-dd} 需要 {standby.Required} 人备班",
                    $"{standby.Required} on standby are needed on {standby.Date:MM-dd}",
                    c => c with { Standby = standby });
            }
        }
    }
}
