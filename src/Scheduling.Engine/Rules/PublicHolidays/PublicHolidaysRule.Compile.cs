using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.PublicHolidays;

/// <content>A total of holiday shifts for each period; options on the days of the next festival cost those who worked in the last.</content>
public sealed partial record PublicHolidaysRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        var calendar = new WorkCalendar(compiler.Problem);
        int worked = compiler.Measure(o => o.IsWork && calendar.IsPublicHoliday(o.Date) ? 1 : 0);
        foreach ((int first, int last) in Periods(timeline))
        {
            foreach (int employee in compiler.EmployeesInScope)
            {
                compiler.Total(new TotalExpression { Employee = employee, Measure = worked, FirstDay = first, LastDay = last }, compiler.Above(Maximum));
            }
        }

        if (SparesLast)
        {
            Spare(compiler);
        }
    }

    private IEnumerable<(int First, int Last)> Periods(Timeline timeline)
    {
        if (Period == HolidayPeriod.Horizon)
        {
            yield return (timeline.HorizonStart, timeline.HorizonEnd - 1);
            yield break;
        }

        for (int year = timeline.DateOf(timeline.HorizonStart).Year; year <= timeline.DateOf(timeline.HorizonEnd - 1).Year; year++)
        {
            yield return (Math.Max(0, timeline.DayOf(new LocalDate(year, 1, 1))), Math.Min(timeline.Days, timeline.DayOf(new LocalDate(year + 1, 1, 1))) - 1);
        }
    }

    private static void Spare(RuleCompiler compiler)
    {
        // Festivals are runs of holidays, on days of the timeline; those before it have negative ones.
        List<(int First, int Last)> festivals = [];
        foreach (int day in compiler.Problem.Calendar.Where(c => c.Kind == CalendarDayKind.PublicHoliday).Select(c => compiler.Timeline.DayOf(c.Date)).Order())
        {
            if (festivals.Count > 0 && festivals[^1].Last == day - 1)
            {
                festivals[^1] = (festivals[^1].First, day);
            }
            else
            {
                festivals.Add((day, day));
            }
        }

        int next = festivals.FindIndex(f => f.Last >= compiler.Timeline.HorizonStart);
        if (next < 1 || festivals[next].First >= compiler.Timeline.HorizonEnd)
        {
            return;
        }

        HashSet<int> spared = [];
        foreach (Assignment duty in compiler.Problem.History)
        {
            int day = compiler.Timeline.DayOf(duty.Date);
            if (day >= festivals[next - 1].First && day <= festivals[next - 1].Last && compiler.OptionOf(duty).IsWork)
            {
                spared.Add(compiler.EmployeeIndex(duty.Employee));
            }
        }

        foreach (Option option in compiler.HorizonOptions().Where(o => o.IsWork && o.Day >= festivals[next].First && o.Day <= festivals[next].Last))
        {
            foreach (int employee in compiler.EmployeesInScope.Where(spared.Contains))
            {
                compiler.OptionCost(employee, option, 1);
            }
        }
    }
}
