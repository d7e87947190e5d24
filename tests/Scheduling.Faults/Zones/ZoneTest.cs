using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Modelling;

namespace Scheduling.Faults.Zones;

/// <summary>
/// FT-T1: when shifts begin and end on every day of two years in twelve zones, as the model has it and as the evaluator has it, against the tables of the tz database's own tools.
/// </summary>
internal static class ZoneTest
{
    private const int DaysOfYear = 365;

    private static readonly LocalDate[] Years = [new(2026, 1, 1), new(2027, 1, 1)];

    /// <summary>Nights, a night from midnight, a start and an end where clocks jump, an end at midnight, a day.</summary>
    private static readonly (LocalTime Start, LocalTime End)[] Shapes =
    [
        (new(22, 0), new(6, 0)), (new(0, 0), new(8, 0)), (new(2, 30), new(10, 30)), (new(18, 30), new(2, 30)), (new(15, 0), new(0, 0)), (new(8, 30), new(17, 0)),
    ];

    public static Task<FaultReport> RunAsync(FaultSetting setting)
    {
        List<string> breaches = [];
        if (!DateTimeZoneProviders.Tzdb.VersionId.Contains(ZoneOracle.Version, StringComparison.Ordinal))
        {
            breaches.Add($"the library knows {DateTimeZoneProviders.Tzdb.VersionId}, the list is of {ZoneOracle.Version}: make it anew as its head says");
        }

        IReadOnlyDictionary<string, ZoneOracle> zones = ZoneOracle.Read();
        int cases = 0;
        int moved = 0;
        foreach ((string zone, ZoneOracle oracle) in zones)
        {
            foreach (LocalDate year in Years)
            {
                (int judged, int other) = Judge(zone, oracle, year, breaches);
                cases += judged;
                moved += other;
            }
        }

        string figures = string.Create(CultureInfo.InvariantCulture, $"{zones.Count} zones, {cases} shifts, {moved} of them longer or shorter than the clock says, {breaches.Count} differences");
        return Task.FromResult(new FaultReport(cases, breaches, figures));
    }

    private static (int Judged, int Moved) Judge(string zone, ZoneOracle oracle, LocalDate year, List<string> breaches)
    {
        SchedulingProblem problem = Problem(zone, year);
        var roster = new Roster
        {
            Assignments = [.. problem.Employees.SelectMany((e, i) => Enumerable.Range(0, DaysOfYear).Select(d => new Assignment { Employee = e.Id, Date = year.PlusDays(d), ShiftType = problem.ShiftTypes[i].Id }))],
        };
        var view = new RosterView(problem, roster);
        RosterModel model = RosterModel.Compile(problem);
        long origin = oracle.Start(Local(year, LocalTime.Midnight));
        int moved = 0;
        foreach (Duty duty in view.Duties)
        {
            ShiftPart part = duty.ShiftType.Parts[0];
            long start = oracle.Start(Local(duty.Date, part.Start));
            long end = oracle.End(Local(part.End <= part.Start ? duty.Date.PlusDays(1) : duty.Date, part.End));
            moved += end - start == (((Seconds(part.End) - Seconds(part.Start)) + 86_400) % 86_400) ? 0 : 1;
            Segment segment = model.Options[model.OptionIndex[(model.Timeline.DayOf(duty.Date), OptionKey.Of(duty.Assignment, duty.ShiftType))]].Segments[0];
            (long Start, long End) evaluated = (duty.Parts[0].Start.ToUnixTimeSeconds(), duty.Parts[0].End.ToUnixTimeSeconds());
            (long Start, long End) modelled = (origin + (segment.Start * 60L), origin + (segment.End * 60L));
            if (evaluated != (start, end) || modelled != (start, end))
            {
                breaches.Add($"{zone} {duty.Date:uuuu-MM-dd} {part.Start:HH:mm}-{part.End:HH:mm}: {start} to {end}, evaluated {evaluated.Start} to {evaluated.End}, modelled {modelled.Start} to {modelled.End}");
            }
        }

        return (roster.Assignments.Count, moved);
    }

    private static SchedulingProblem Problem(string zone, LocalDate year)
    {
        SchedulingProblem sample = FaultStore.Sample("office-6.json");
        return sample with
        {
            Horizon = new Horizon { Start = year, Days = DaysOfYear, TimeZone = zone },
            OpeningHours = [],
            Rules = [],
            Demand = new Demand(),
            Leave = [],
            Wishes = [],
            Employees = [.. sample.Employees.Take(Shapes.Length)],
            ShiftTypes = [.. Shapes.Select((shape, i) => new ShiftType { Id = $"s{i}", Band = sample.Bands[0].Id, Parts = [new ShiftPart { Start = shape.Start, End = shape.End, Kind = PartKind.Standby }] })],
        };
    }

    private static long Local(LocalDate date, LocalTime time) => (Period.DaysBetween(new LocalDate(1970, 1, 1), date) * 86_400L) + Seconds(time);

    private static long Seconds(LocalTime time) => (time.Hour * 3600L) + (time.Minute * 60L);
}
