using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Explanation;

/// <summary>Something that may be left out of a problem to see whether the rest is possible.</summary>
internal sealed record ConflictCandidate(int Order, ConflictMember Member, int Rule = -1, Leave? Leave = null, Pin? Pin = null, LocalDate? Date = null);

/// <summary>The candidates of a problem, and the problem with only some of them.</summary>
internal static class ConflictCandidates
{
    public static IReadOnlyList<ConflictCandidate> Of(SchedulingProblem problem)
    {
        List<ConflictCandidate> candidates = [];
        Dictionary<string, string> names = problem.Employees.ToDictionary(e => e.Id, e => e.Name.Length > 0 ? e.Name : e.Id);
        foreach (LocalDate date in DemandDates(problem))
        {
            Add(ConflictMemberKind.Demand, "/demand", $"{date:MM-dd} 的人力需求", $"the demand of {date:MM-dd}", c => c with { Date = date });
        }

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
        HashSet<LocalDate> dates = [.. all.Where(c => c.Date is not null && !keep.Contains(c)).Select(c => c.Date!.Value)];
        List<Leave> leave = [.. kept.Where(c => c.Leave is not null).Select(c => c.Leave!)];
        List<Pin> pins = [.. kept.Where(c => c.Pin is not null).Select(c => c.Pin!)];
        return problem with
        {
            Rules = [.. problem.Rules.Select((r, i) => rules.Contains(i) ? r with { Enforcement = Enforcement.Off } : r)],
            Leave = leave,
            Pins = pins,
            Demand = new Demand
            {
                Intervals = [.. problem.Demand.Intervals.Where(d => !dates.Contains(d.Date))],
                Shifts = [.. problem.Demand.Shifts.Where(d => !dates.Contains(d.Date))],
                Standby = [.. problem.Demand.Standby.Where(d => !dates.Contains(d.Date))],
            },
        };
    }

    private static IEnumerable<LocalDate> DemandDates(SchedulingProblem problem) =>
        problem.Demand.Intervals.Where(d => d.Minimum.Any(m => m > 0) || d.Required.Any(r => r > 0)).Select(d => d.Date)
            .Concat(problem.Demand.Shifts.Where(d => d.Required > 0).Select(d => d.Date))
            .Concat(problem.Demand.Standby.Where(d => d.Required > 0).Select(d => d.Date))
            .Distinct()
            .Order();
}
