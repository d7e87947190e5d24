using NodaTime;
using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Tests.Properties;

/// <summary>What a violation must say: whose, from when until when, on which post.</summary>
internal sealed record PlantedFinding(string? Employee, LocalDate From, LocalDate Until, string? Post = null);

/// <summary>
/// What breaks each rule of <see cref="PlantedViolationsProblem"/>, in arithmetic on dates and on minutes since midnight (the zone has no change of clocks).
/// A third way to judge, written for these problems only and from the rules' words.
/// </summary>
internal static class PlantedViolationsOracle
{
    public static IEnumerable<PlantedFinding> SkillRequired(PlantedViolationsRoster r) =>
        from a in r.Roster.Assignments
        where a.Post == "desk" && !PersonOf(r, a).Skills.Any(s => s.Skill == "desk" && (s.Until is null || s.Until >= a.Date))
        select new PlantedFinding(a.Employee, a.Date, a.Date, "desk");

    /// <summary>Nobody with weekly availability has leave, nobody who leaves has either.</summary>
    public static IEnumerable<PlantedFinding> LeaveAndAvailability(PlantedViolationsRoster r) =>
        from a in r.Roster.Assignments
        where OnLeave(r, a) || Unavailable(r, a) || Left(r, a)
        select new PlantedFinding(a.Employee, a.Date, a.Date);

    public static bool OnLeave(PlantedViolationsRoster r, Assignment a) => r.Problem.Leave.Any(l => l.Employee == a.Employee
        && ((l.From <= a.Date && a.Date <= l.Until) || (l.Part == LeavePart.FullDay && a.ShiftType == "N" && l.From <= a.Date.PlusDays(1) && a.Date.PlusDays(1) <= l.Until)));

    public static bool Unavailable(PlantedViolationsRoster r, Assignment a) => a.ShiftType == "N" && PersonOf(r, a).Availability.Count > 0;

    public static bool Left(PlantedViolationsRoster r, Assignment a) => PersonOf(r, a).EmployedUntil < a.Date;

    public static IEnumerable<PlantedFinding> MinimumRest(PlantedViolationsRoster r) =>
        from e in r.Problem.Employees
        from date in r.Known
        from days in new[] { 1, 2 }
        let before = r.On(e.Id, date)
        let after = r.On(e.Id, date.PlusDays(days))
        where before is not null && after is not null && r.Problem.Horizon.Contains(after.Date)
        where (days * 1440) + PlantedViolationsProblem.Shifts[after.ShiftType].Start - PlantedViolationsProblem.Shifts[before.ShiftType].End < PlantedViolationsProblem.RestMinutes
        select new PlantedFinding(e.Id, before.Date, after.Date);

    public static IEnumerable<PlantedFinding> LongestDay(PlantedViolationsRoster r) =>
        r.Roster.Assignments.Where(a => a.ShiftType == "X").Select(a => new PlantedFinding(a.Employee, a.Date, a.Date));

    public static IEnumerable<PlantedFinding> LongestWeek(PlantedViolationsRoster r) =>
        from e in r.Problem.Employees
        from monday in r.Horizon.Select(Monday).Distinct()
        where Enumerable.Range(0, 7).Sum(i => r.Paid(e.Id, monday.PlusDays(i))) > PlantedViolationsProblem.MostWeekMinutes
        select new PlantedFinding(e.Id, monday, monday.PlusDays(6));

    public static IEnumerable<PlantedFinding> ContractMinutes(PlantedViolationsRoster r)
    {
        foreach (Employee e in r.Problem.Employees)
        {
            int credit = e.Contract == "full" ? 480 : 240;
            foreach (IGrouping<LocalDate, LocalDate> week in r.Known.Where(d => e.EmployedUntil is null || d <= e.EmployedUntil).GroupBy(Monday).Where(w => w.Any(r.Horizon.Contains)))
            {
                int minutes = week.Sum(d => r.Paid(e.Id, d)
                    + r.Problem.Leave.Where(l => l.Employee == e.Id && l.From <= d && d <= l.Until && !PlantedViolationsProblem.IsWeekend(d)).Sum(l => l.Part == LeavePart.FullDay ? credit : credit / 2));
                (int least, int most) = e.Contract == "full" ? (960, 3400) : (0, 1500);
                if (minutes * 7 <= (least * week.Count()) - 7 || minutes > most)
                {
                    yield return new PlantedFinding(e.Id, week.Min(), week.Max());
                }
            }
        }
    }

    public static IEnumerable<PlantedFinding> ConsecutiveWorkDays(PlantedViolationsRoster r) => Runs(r, r.Works, PlantedViolationsProblem.MostWorkDays);

    public static IEnumerable<PlantedFinding> ConsecutiveNights(PlantedViolationsRoster r) => Runs(r, r.Nights, PlantedViolationsProblem.MostNights);

    /// <summary>The day after the last night and one more are free.</summary>
    public static IEnumerable<PlantedFinding> RestAfterNights(PlantedViolationsRoster r) =>
        from e in r.Problem.Employees
        from last in r.Known
        where r.Nights(e.Id, last) && !r.Nights(e.Id, last.PlusDays(1))
        let next = Enumerable.Range(1, 2).Select(last.PlusDays).FirstOrDefault(d => r.On(e.Id, d) is not null)
        where next > last && next >= r.Problem.Horizon.Start
        select new PlantedFinding(e.Id, Back(last, d => r.Nights(e.Id, d)), next);

    /// <remarks>A night on the last day takes the day after it too.</remarks>
    public static IEnumerable<PlantedFinding> DaysOffInSeven(PlantedViolationsRoster r) =>
        from e in r.Problem.Employees
        from last in r.Horizon.Append(r.Problem.Horizon.End().PlusDays(1))
        where Enumerable.Range(0, 7).Select(i => last.PlusDays(-i)).All(d => r.On(e.Id, d) is not null || r.Nights(e.Id, d.PlusDays(-1)))
        select new PlantedFinding(e.Id, last.PlusDays(-6), last);

    public static IEnumerable<PlantedFinding> ForwardRotation(PlantedViolationsRoster r) =>
        from e in r.Problem.Employees
        from date in r.Horizon
        where r.Works(e.Id, date)
        let back = Enumerable.Range(1, 2).FirstOrDefault(i => r.Works(e.Id, date.PlusDays(-i)))
        where back > 0
        where PlantedViolationsProblem.Shifts[r.Shift(e.Id, date.PlusDays(-back))].Order > PlantedViolationsProblem.Shifts[r.Shift(e.Id, date)].Order
        select new PlantedFinding(e.Id, date.PlusDays(-back), date);

    public static IEnumerable<PlantedFinding> CoverageFloor(PlantedViolationsRoster r) =>
        from series in r.Problem.Demand.Intervals
        from index in Enumerable.Range(0, series.Minimum.Count)
        let start = 600 + (30 * index)
        where !r.OnPost("phone", series.Date).Any(a => Certified(r, a) && OnQueue(a, start))
        select new PlantedFinding(null, series.Date, series.Date, "phone");

    public static IEnumerable<PlantedFinding> ShiftCoverage(PlantedViolationsRoster r) =>
        from demand in r.Problem.Demand.Shifts
        where r.OnPost(demand.Post!, demand.Date).Count(a => a.ShiftType == demand.ShiftType && (demand.Post == "desk" ? HoldsDesk(r, a) : Certified(r, a))) < demand.Required
        select new PlantedFinding(null, demand.Date, demand.Date, demand.Post);

    public static IEnumerable<PlantedFinding> StandbyCover(PlantedViolationsRoster r) =>
        from demand in r.Problem.Demand.Standby
        where !r.Roster.Assignments.Any(a => a.Date == demand.Date && a.ShiftType == "S")
        select new PlantedFinding(null, demand.Date, demand.Date);

    /// <summary>At the desk early shifts hand over to a day or late shift, day shifts to a late one; the late ones close.</summary>
    public static IEnumerable<PlantedFinding> HandoverOverlap(PlantedViolationsRoster r)
    {
        foreach (LocalDate date in r.Horizon)
        {
            foreach ((string shift, string[] stayers) in new[] { ("E", new[] { "W", "L" }), ("W", ["L"]) })
            {
                Assignment[] leavers = [.. r.OnPost("desk", date).Where(a => a.ShiftType == shift)];
                if (leavers.Length > 0 && !r.OnPost("desk", date).Any(a => stayers.Contains(a.ShiftType)))
                {
                    yield return new PlantedFinding(leavers.Length == 1 ? leavers[0].Employee : null, date, date, "desk");
                }
            }
        }
    }

    /// <summary>The one trainee is the last employee; the first three are mentors. Nights are forbidden to trainees, so a date is enough.</summary>
    public static IEnumerable<PlantedFinding> MentorWithTrainee(PlantedViolationsRoster r)
    {
        foreach (Assignment trainee in r.Roster.Assignments.Where(a => a.Post == "phone" && a.Employee == r.Problem.Employees[^1].Id && a.ShiftType != "N"))
        {
            (int from, int until, _, _) = PlantedViolationsProblem.Shifts[trainee.ShiftType];
            (int Start, int End)[] mentors = [.. r.OnPost("phone", trainee.Date).Where(a => r.Problem.Employees.Take(3).Any(e => e.Id == a.Employee))
                .Select(a => (PlantedViolationsProblem.Shifts[a.ShiftType].Start, PlantedViolationsProblem.Shifts[a.ShiftType].End))];
            if (Enumerable.Range(0, (until - from) / 30).Select(i => from + (30 * i)).Any(t => !mentors.Any(m => m.Start <= t && m.End >= t + 30)))
            {
                yield return new PlantedFinding(null, trainee.Date, trainee.Date, "phone");
            }
        }
    }

    public static IEnumerable<PlantedFinding> Pins(PlantedViolationsRoster r) =>
        r.Problem.Pins.Where(p => r.Shift(p.Employee, p.Date) != (p.ShiftType ?? "")).Select(p => new PlantedFinding(p.Employee, p.Date, p.Date));

    public static IEnumerable<PlantedFinding> CompleteWeekends(PlantedViolationsRoster r) =>
        from e in new[] { r.Problem.Employees[3], r.Problem.Employees[4] }
        from saturday in r.Horizon
        where saturday.DayOfWeek == IsoDayOfWeek.Saturday && r.Problem.Horizon.Contains(saturday.PlusDays(1))
        where r.Works(e.Id, saturday) != r.Works(e.Id, saturday.PlusDays(1))
        select new PlantedFinding(e.Id, saturday, saturday.PlusDays(1));

    public static IEnumerable<PlantedFinding> MostWeekends(PlantedViolationsRoster r)
    {
        foreach (Employee e in new[] { r.Problem.Employees[5], r.Problem.Employees[6] })
        {
            LocalDate[] worked = [.. r.Known.Where(d => PlantedViolationsProblem.IsWeekend(d) && r.Works(e.Id, d))];
            LocalDate[] weekends = [.. worked.Select(Monday).Distinct()];
            if (weekends.Length > 1)
            {
                LocalDate lastDay = weekends[^1].PlusDays(6);
                yield return new PlantedFinding(e.Id, weekends[0].PlusDays(5), LocalDate.Min(lastDay, r.Problem.Horizon.End()));
            }
        }
    }

    private static Employee PersonOf(PlantedViolationsRoster r, Assignment a) => r.Problem.Employees.Single(e => e.Id == a.Employee);

    private static bool Certified(PlantedViolationsRoster r, Assignment a) => a.Employee != r.Problem.Employees[^1].Id;

    private static bool HoldsDesk(PlantedViolationsRoster r, Assignment a) =>
        PersonOf(r, a).Skills.Any(s => s.Skill == "desk" && (s.Until is null || s.Until >= a.Date));

    private static bool OnQueue(Assignment a, int start)
    {
        (int from, int until, int paid, _) = PlantedViolationsProblem.Shifts[a.ShiftType];
        int pause = from + (a.Breaks.Count > 0 ? a.Breaks[0].AfterMinutes : 180);
        return from <= start && until >= start + 30 && (pause >= start + 30 || pause + until - from - paid <= start);
    }

    private static LocalDate Monday(LocalDate date) => date.PlusDays(1 - (int)date.DayOfWeek);

    private static LocalDate Back(LocalDate date, Func<LocalDate, bool> holds)
    {
        while (holds(date.PlusDays(-1)))
        {
            date = date.PlusDays(-1);
        }

        return date;
    }

    /// <summary>Runs longer than allowed that reach into the horizon.</summary>
    private static IEnumerable<PlantedFinding> Runs(PlantedViolationsRoster r, Func<string, LocalDate, bool> counts, int most) =>
        from e in r.Problem.Employees
        from last in r.Horizon
        where counts(e.Id, last) && !counts(e.Id, last.PlusDays(1))
        let first = Back(last, d => counts(e.Id, d))
        where Period.DaysBetween(first, last) + 1 > most
        select new PlantedFinding(e.Id, first, last);
}
