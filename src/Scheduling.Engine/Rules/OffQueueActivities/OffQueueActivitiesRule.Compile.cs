using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.OffQueueActivities;

/// <content>Option costs keep others out, Totals count each person's attendance, Covers over the options of one start make the groups.</content>
public sealed partial record OffQueueActivitiesRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        HashSet<int> inScope = [.. compiler.EmployeesInScope];
        foreach (Activity activity in compiler.Problem.Activities)
        {
            Option[] held = [.. compiler.Options.Where(o => o.Activity?.Id == activity.Id)];
            int[] attendees = [.. activity.Attendees.Select(compiler.EmployeeIndex)];
            int host = activity.Host is { } id ? compiler.EmployeeIndex(id) : -1;
            foreach (int employee in inScope.Where(e => e != host && !attendees.Contains(e)))
            {
                foreach (Option option in held)
                {
                    compiler.OptionCost(employee, option, 1);
                }
            }

            foreach (int attendee in attendees.Where(inScope.Contains))
            {
                TakePartOnce(compiler, activity, held, attendee);
                TakePartAfterRequired(compiler, activity, held, attendee);
            }

            if (inScope.Contains(host) || attendees.Any(inScope.Contains))
            {
                Gather(compiler, activity, held, attendees, host);
                if (activity.Together)
                {
                    Join(compiler, [.. held.Where(o => compiler.Timeline.IsInHorizon(o.Day))], attendees);
                }
            }
        }
    }

    private static void TakePartOnce(RuleCompiler compiler, Activity activity, Option[] held, int attendee)
    {
        Employee employee = compiler.Problem.Employees[attendee];
        int before = employee.Completed.Contains(activity.Id) ? 1 : 0;
        int elsewhere = before + FixedDuties(compiler, activity).Count(d => d.Employee == employee.Id);
        bool last = activity.Windows.All(w => w.Date <= compiler.Problem.Horizon.End()) && activity.Windows.Any(w => compiler.Problem.Horizon.Contains(w.Date));
        List<Hinge> hinges = [];
        if (held.Any(o => compiler.Timeline.IsInHorizon(o.Day)))
        {
            hinges.Add(compiler.Above(Math.Max(1, elsewhere)));
        }

        if (last && elsewhere == 0)
        {
            hinges.Add(compiler.Below(1));
        }

        if (hinges.Count > 0)
        {
            int measure = compiler.Measure(o => o.Activity?.Id == activity.Id ? 1 : 0);
            compiler.Total(new TotalExpression { Employee = attendee, Measure = measure, FirstDay = 0, LastDay = compiler.Timeline.Days - 1, Constant = before }, [.. hinges]);
        }
    }

    /// <summary>For each day: what was required before it, less what is held on it, is not below 0.</summary>
    private static void TakePartAfterRequired(RuleCompiler compiler, Activity activity, Option[] held, int attendee)
    {
        foreach (string required in activity.Requires.Except(compiler.Problem.Employees[attendee].Completed))
        {
            foreach (int day in held.Select(o => o.Day).Distinct().Where(compiler.Timeline.IsInHorizon))
            {
                int measure = compiler.Measure(o => o.Day < day && o.Activity?.Id == required ? 1 : o.Day == day && o.Activity?.Id == activity.Id ? -1 : 0);
                compiler.Total(new TotalExpression { Employee = attendee, Measure = measure, FirstDay = 0, LastDay = day }, compiler.Below(0));
            }
        }
    }

    /// <summary>Host and group size at each time; what fixed duties alone break is the threshold.</summary>
    private static void Gather(RuleCompiler compiler, Activity activity, Option[] held, int[] attendees, int host)
    {
        if (host < 0 && activity.MaximumAttendees is null)
        {
            return;
        }

        int most = activity.MaximumAttendees ?? attendees.Length;
        int invited = compiler.Group(attendees.Contains);
        int leading = compiler.Group(e => e == host);
        ILookup<int, Assignment> worked = FixedDuties(compiler, activity).ToLookup(d => compiler.OptionOf(d).ActivityStart);
        foreach (IGrouping<int, Option> time in held.GroupBy(o => o.ActivityStart).Where(t => t.Any(o => compiler.Timeline.IsInHorizon(o.Day))))
        {
            int came = worked[time.Key].Count(d => activity.Attendees.Contains(d.Employee));
            int led = worked[time.Key].Count(d => d.Employee == activity.Host);
            var places = new CoverRowBuilder(host < 0 ? -most : 0);
            var company = new CoverRowBuilder(0);
            foreach (Option option in time)
            {
                places.Add(invited, option, -1);
                if (host >= 0)
                {
                    places.Add(leading, option, most);
                    company.Add(invited, option, 1);
                    company.Add(leading, option, -activity.MinimumAttendees);
                }
            }

            if (host < 0)
            {
                compiler.Cover([places], [compiler.Above(Math.Max(0, came - most))]);
            }
            else
            {
                compiler.Cover([places, company], [compiler.Above(Math.Max(0, Math.Max(came - (most * led), (activity.MinimumAttendees * led) - came)))]);
            }
        }
    }

    /// <summary>For each attendee and each time: when he or she takes part then, those after in the list take part at no other.</summary>
    private static void Join(RuleCompiler compiler, Option[] held, int[] attendees)
    {
        int days = held.Select(o => o.Day).Distinct().Count();
        for (int first = 0; first < attendees.Length - 1; first++)
        {
            int[] others = attendees[(first + 1)..];
            int one = attendees[first];
            int oneGroup = compiler.Group(e => e == one);
            int otherGroup = compiler.Group(others.Contains);
            int release = others.Length * days;
            foreach (IGrouping<(int Day, int Start), Option> time in held.GroupBy(o => (o.Day, o.ActivityStart)))
            {
                Option[] elsewhere = [.. held.Where(o => o.ActivityStart != time.Key.Start)];
                if (elsewhere.Length == 0)
                {
                    continue;
                }

                var row = new CoverRowBuilder(-release);
                foreach (Option option in time)
                {
                    row.Add(oneGroup, option, -release);
                }

                foreach (Option option in elsewhere)
                {
                    row.Add(otherGroup, option, -1);
                }

                compiler.Cover([row], [compiler.Above(0)]);
            }
        }
    }

    private static IEnumerable<Assignment> FixedDuties(RuleCompiler compiler, Activity activity) =>
        compiler.Problem.History.Concat(compiler.Problem.FixedAfter).Where(d => d.Activity?.Activity == activity.Id);
}
