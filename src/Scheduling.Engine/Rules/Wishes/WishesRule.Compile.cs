using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.Wishes;

/// <content>
/// Costs on the options that break a wish: those around its day that touch it, or all of its day that do not grant it. With a partner, Covers
/// over the shift types of the day.
/// </content>
public sealed partial record WishesRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        int longest = compiler.Options.Max(o => o.End - o.Start);
        Dictionary<(string Employee, YearMonth Month), int> spent = [];

        // A stable sort: wishes of one date stay in the order of the list.
        foreach (Wish wish in compiler.Problem.Wishes.OrderBy(w => w.Date))
        {
            (string, YearMonth) purse = (wish.Employee, wish.Date.ToYearMonth());
            int before = spent.GetValueOrDefault(purse);
            spent[purse] = before + wish.Priority;
            int granted = MonthlyPoints is { } most ? Math.Min(wish.Priority, Math.Max(0, most - before)) : wish.Priority;
            int employee = compiler.EmployeeIndex(wish.Employee);
            if (granted == 0 || !inScope.Contains(employee))
            {
                continue;
            }

            long points = Weighed(granted, compiler.Problem.Employees[employee]) * (wish.Kind == WishKind.Cannot ? CannotFactor : 1L);
            var reach = new WishReach(compiler.Timeline, wish, longest);
            if (wish.Partner is not null && compiler.Timeline.IsInHorizon(compiler.Timeline.DayOf(wish.Date)))
            {
                CompilePartner(compiler, wish, reach, employee, points);
            }
            else
            {
                for (int day = reach.FirstDay; day <= reach.LastDay; day++)
                {
                    foreach (Option option in compiler.OptionsOf(day))
                    {
                        compiler.OptionCost(employee, option, reach.IsBroken(option, null) ? points : 0);
                    }
                }
            }
        }
    }

    /// <summary>Whether an option, of whatever day, is one the wish speaks of: a duty of its date, or for an avoided window any duty that touches it.</summary>
    internal static Func<Option, bool> SpokenOf(Timeline timeline, Wish wish)
    {
        var reach = new WishReach(timeline, wish, 0);
        return option => (reach.IsOfAnyDate || option.Date == wish.Date) && reach.Matches(option);
    }

    private static void CompilePartner(RuleCompiler compiler, Wish wish, WishReach reach, int employee, long points)
    {
        int partner = compiler.EmployeeIndex(wish.Partner!);
        int one = compiler.Group(e => e == employee);
        int other = compiler.Group(e => e == partner);
        Option[] today = [.. compiler.OptionsOf(reach.FirstDay)];
        ILookup<string, Option> meant = today.Where(reach.Matches).ToLookup(o => o.ShiftType!.Id);
        List<CoverRowBuilder> rows = [];
        foreach (IGrouping<string, Option> shift in meant)
        {
            bool prefers = wish.Kind == WishKind.Prefer;
            var row = new CoverRowBuilder(prefers ? 0 : -1);
            foreach (Option option in shift)
            {
                row.Add(one, option, -1);
            }

            foreach (Option option in today.Where(o => o.ShiftType?.Id == shift.Key))
            {
                row.Add(other, option, prefers ? 1 : -1);
            }

            rows.Add(row);
        }

        if (wish.Kind != WishKind.Prefer)
        {
            foreach (CoverRowBuilder row in rows)
            {
                compiler.Cover([row], [compiler.Above(0, weightFactor: points)]);
            }
        }
        else if (rows.Count == 0)
        {
            foreach (Option option in today)
            {
                compiler.OptionCost(employee, option, points);
            }
        }
        else
        {
            // Either no duty that is meant, or one of a type that the partner does not have: the largest shortage is 1 unless both have the same.
            var any = new CoverRowBuilder(1);
            foreach (Option option in meant.SelectMany(s => s))
            {
                any.Add(one, option, 1);
            }

            compiler.Cover([.. rows, any], [compiler.Above(0, weightFactor: points)]);
        }
    }

    /// <summary>Points of a wish, more when the employee got less than the fair share of points before, and fewer when more; at least 1.</summary>
    private long Weighed(int points, Employee employee)
    {
        decimal balance = employee.Balances.FirstOrDefault(b => b.Measure == BalanceMeasure)?.Amount ?? 0;
        // Half a percent goes up, as for a balance of −0.05 at 10 %.
        long exact = 100_000 - (BalancePercent * (long)(balance * 1000));
        long percent = Math.Clamp((long)Math.Floor((exact + 500) / 1000.0), 100 / MostBalanceFactor, 100 * MostBalanceFactor);
        return Math.Max(1, ((points * percent) + 50) / 100);
    }
}
