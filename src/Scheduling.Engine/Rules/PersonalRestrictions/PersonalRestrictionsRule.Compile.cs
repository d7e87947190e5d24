using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.PersonalRestrictions;

/// <content>Each protected employee's nights on the timeline, merged; an option costs the work it has in them, and its overtime, standby and minutes too many.</content>
public sealed partial record PersonalRestrictionsRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        foreach (int index in compiler.EmployeesInScope)
        {
            PersonalRestriction[] held = [.. compiler.Problem.Employees[index].Restrictions.Where(r => Kinds.Count == 0 || Kinds.Contains(r.Kind))];
            if (held.Length == 0)
            {
                continue;
            }

            List<(int Start, int End)> nights = Nights(timeline, held);
            foreach (Option option in compiler.HorizonOptions().Where(o => !o.IsOff))
            {
                long excess = nights.Sum(n => (long)option.Overlap(n.Start, n.End) - option.Overlap(PartKind.Standby, n.Start, n.End));
                if (Holds(held, option.Date))
                {
                    excess += ForbidsOvertime ? option.OvertimeMinutes : 0;
                    excess += ForbidsStandby ? option.Overlap(PartKind.Standby, option.Start, option.End) : 0;
                    excess += MaximumMinutesPerDay is { } most ? Math.Max(0, option.PaidMinutes - most) : 0;
                }

                compiler.OptionCost(index, option, excess);
            }
        }
    }

    private static bool Holds(PersonalRestriction[] held, LocalDate date) =>
        Array.Exists(held, r => !(date < r.From) && !(date > r.Until));

    /// <summary>The parts of nights that lie on restricted dates, joined. A shift of the last day ends within two days of it.</summary>
    private List<(int Start, int End)> Nights(Timeline timeline, PersonalRestriction[] held)
    {
        List<(int Start, int End)> pieces = [];
        for (int day = timeline.HorizonStart - 1; day <= timeline.HorizonEnd + 1; day++)
        {
            LocalDate date = timeline.DateOf(day);
            LocalDate until = NightUntil <= NightFrom ? date.PlusDays(1) : date;
            (int from, int to) = (timeline.StartMinute(date + NightFrom), timeline.EndMinute(until + NightUntil));
            for (LocalDate part = date; part <= until.PlusDays(1); part = part.PlusDays(1))
            {
                int start = Math.Max(from, timeline.StartMinute(part.AtMidnight()));
                int end = Math.Min(to, timeline.StartMinute(part.PlusDays(1).AtMidnight()));
                if (start < end && Holds(held, part))
                {
                    pieces.Add((start, end));
                }
            }
        }

        List<(int Start, int End)> nights = [];
        foreach ((int start, int end) in pieces.Order())
        {
            if (nights.Count > 0 && start <= nights[^1].End)
            {
                nights[^1] = (nights[^1].Start, Math.Max(nights[^1].End, end));
            }
            else
            {
                nights.Add((start, end));
            }
        }

        return nights;
    }
}
