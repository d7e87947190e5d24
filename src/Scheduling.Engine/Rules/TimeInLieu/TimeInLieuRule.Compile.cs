using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.TimeInLieu;

/// <content>
/// By Hall's theorem the minutes that cannot be taken are the largest, over stretches of days, of what the stretch takes less what it can draw on: entries that have
/// not expired before its first day and overtime worked before its last. So one Cover for each employee with leave in lieu, with a row for each last day.
/// </content>
public sealed partial record TimeInLieuRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        var leave = new LeaveCredits(compiler, l => l.Kind == Leave.TimeInLieuKind);
        List<Option> earning = EarnsOvertime ? [.. compiler.HorizonOptions().Where(o => o.OvertimeMinutes > 0)] : [];
        foreach (int employee in compiler.EmployeesInScope)
        {
            List<CoverRowBuilder> rows = [];
            int group = -1;
            for (int last = timeline.HorizonStart; last < timeline.HorizonEnd; last++)
            {
                if (leave.Between(employee, last, last) == 0)
                {
                    continue;
                }

                var row = new CoverRowBuilder(MostLacking(timeline, leave, compiler.Problem.Employees[employee].TimeInLieu, employee, last));
                foreach (Option option in earning.Where(o => o.Day < last))
                {
                    group = group < 0 ? compiler.Group(e => e == employee) : group;
                    row.Add(group, option, option.OvertimeMinutes);
                }

                rows.Add(row);
            }

            if (rows.Count > 0)
            {
                compiler.Cover(rows, [compiler.Above(0)]);
            }
        }
    }

    /// <summary>The most that days up to a last one take beyond the entries they can draw on, over all first days.</summary>
    private static long MostLacking(Timeline timeline, LeaveCredits leave, IReadOnlyList<LieuTime> bank, int employee, int last)
    {
        long most = long.MinValue;
        long taken = 0;
        for (int first = last; first >= timeline.HorizonStart; first--)
        {
            taken += leave.Between(employee, first, first);
            long open = bank.Where(e => e.Expires is not { } expires || timeline.DayOf(expires) >= first).Sum(e => (long)e.Minutes);
            most = Math.Max(most, taken - open);
        }

        return most;
    }
}
