using NodaTime;
using NodaTime.Calendars;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Api.Files;

/// <summary>What sort of day a column is.</summary>
internal enum GridDayKind
{
    Workday,
    Weekend,
    Holiday,
}

/// <summary>One day of a grid.</summary>
internal sealed record GridDay(LocalDate Date, string Weekday, string Holiday, GridDayKind Kind);

/// <summary>What a cell shows.</summary>
internal enum GridCellKind
{
    Off,
    Work,
    Standby,
    Leave,
    NotEmployed,
}

/// <summary>What one person does on one day.</summary>
internal sealed record GridCell(string Text, GridCellKind Kind, string? Band);

/// <summary>One person's row.</summary>
internal sealed record GridPerson(Employee Employee, string Contract, IReadOnlyList<GridCell> Cells, IReadOnlyList<double> Totals);

/// <summary>Something that is added up per day, with the sum over all days.</summary>
internal sealed record GridDayTotal(string Name, bool Hours, bool Warns, IReadOnlyList<double> PerDay, double Sum);

/// <summary>Consecutive days of one week.</summary>
internal sealed record GridWeek(int FirstDay, int Days, string Title);

/// <summary>People × days of a roster with everything that is added up beside and below them, for whatever file shows it.</summary>
internal sealed class RosterGrid
{
    private readonly SchedulingProblem _problem;
    private readonly string _culture;
    private readonly Dictionary<LocalDate, CalendarDay> _calendar;

    private RosterGrid(SchedulingProblem problem, Roster roster, string culture)
    {
        _problem = problem;
        _culture = culture;
        _calendar = problem.Calendar.ToDictionary(day => day.Date);
        View = new RosterView(problem, roster);
        Bands = [.. problem.Bands.OrderBy(band => band.Order)];
        HasStandby = problem.ShiftTypes.Any(type => type.IsStandby());
        Days = [.. View.HorizonDates().Select(DayOf)];
        Weeks = WeeksOf();
        TotalNames =
        [
            FileWords.Hours.In(culture),
            .. Bands.Select(band => FileWords.NameOr(band.Name, band.Id)),
            FileWords.Nights.In(culture),
            FileWords.WeekendDays.In(culture),
            .. HasStandby ? new[] { FileWords.Standby.In(culture) } : [],
        ];
        People = [.. problem.Employees.Select(PersonOf)];
        DayTotals = [.. OnDuty(), .. Coverage()];
    }

    public RosterView View { get; }

    public IReadOnlyList<Band> Bands { get; }

    public bool HasStandby { get; }

    public IReadOnlyList<GridDay> Days { get; }

    public IReadOnlyList<GridWeek> Weeks { get; }

    /// <summary>Headers of <see cref="GridPerson.Totals"/>: hours first.</summary>
    public IReadOnlyList<string> TotalNames { get; }

    public IReadOnlyList<GridPerson> People { get; }

    public IReadOnlyList<GridDayTotal> DayTotals { get; }

    /// <summary>Counts a roster whose shape is sound.</summary>
    public static RosterGrid Of(SchedulingProblem problem, Roster roster, string culture) => new(problem, roster, culture);

    private GridDay DayOf(LocalDate date)
    {
        CalendarDay? special = _calendar.GetValueOrDefault(date);
        GridDayKind kind = special?.Kind switch
        {
            CalendarDayKind.PublicHoliday or CalendarDayKind.RestDay => GridDayKind.Holiday,
            CalendarDayKind.MakeUpWorkday => GridDayKind.Workday,
            _ => _problem.Horizon.Weekend.Contains(date.DayOfWeek) ? GridDayKind.Weekend : GridDayKind.Workday,
        };
        return new GridDay(date, FileWords.Weekday(date, _culture), kind == GridDayKind.Holiday ? special?.Name ?? "" : "", kind);
    }

    private List<GridWeek> WeeksOf()
    {
        List<GridWeek> weeks = [];
        for (int first = 0; first < Days.Count;)
        {
            int days = 1;
            while (first + days < Days.Count && Days[first + days].Date.DayOfWeek != _problem.Horizon.WeekStart)
            {
                days++;
            }

            int number = WeekYearRules.Iso.GetWeekOfWeekYear(Days[first].Date);
            weeks.Add(new GridWeek(first, days, new LocalizedText($"第 {number} 周", $"Week {number}").In(_culture)));
            first += days;
        }

        return weeks;
    }

    private GridPerson PersonOf(Employee employee)
    {
        List<Duty> duties = [.. View.HorizonDutiesOf(employee)];
        List<Duty> work = [.. duties.Where(duty => duty.IsWork)];
        double[] totals =
        [
            duties.Sum(duty => duty.PaidMinutes) / 60.0,
            .. Bands.Select(band => (double)work.Count(duty => duty.Band.Id == band.Id)),
            work.Count(duty => duty.IsNight),
            work.Count(duty => _problem.Horizon.Weekend.Contains(duty.Date.DayOfWeek)),
            .. HasStandby ? new[] { (double)duties.Count(duty => duty.IsStandby) } : [],
        ];
        Contract contract = View.ContractOf(employee);
        return new GridPerson(employee, FileWords.NameOr(contract.Name, contract.Id), [.. Days.Select(day => CellOf(employee, day.Date))], totals);
    }

    private GridCell CellOf(Employee employee, LocalDate date)
    {
        if (View.DutyOn(employee, date) is { } duty)
        {
            string code = RosterCode.Of(duty.Assignment, duty.ShiftType);
            return duty.IsStandby
                ? new GridCell($"{code} ({FileWords.Standby.In(_culture)})", GridCellKind.Standby, duty.Band.Id)
                : new GridCell(code, GridCellKind.Work, duty.Band.Id);
        }

        if (date < employee.EmployedFrom || date > employee.EmployedUntil)
        {
            return new GridCell(FileWords.NotEmployed, GridCellKind.NotEmployed, null);
        }

        return _problem.Leave.Where(leave => leave.Employee == employee.Id && leave.From <= date && date <= leave.Until).MinBy(leave => leave.Part) is { } leave
            ? new GridCell(LeaveText(leave.Part).In(_culture), GridCellKind.Leave, null)
            : new GridCell("", GridCellKind.Off, null);
    }

    private static LocalizedText LeaveText(LeavePart part) => part switch
    {
        LeavePart.Morning => FileWords.LeaveMorning,
        LeavePart.Afternoon => FileWords.LeaveAfternoon,
        _ => FileWords.LeaveDay,
    };

    private IEnumerable<GridDayTotal> OnDuty()
    {
        ILookup<LocalDate, Duty> duties = View.Duties.ToLookup(duty => duty.Date);
        foreach (Band band in Bands)
        {
            yield return Total($"{FileWords.NameOr(band.Name, band.Id)} {FileWords.OnDuty.In(_culture)}", hours: false, warns: false,
                date => duties[date].Count(duty => duty.IsWork && duty.Band.Id == band.Id));
        }

        if (HasStandby)
        {
            yield return Total(FileWords.Standby.In(_culture), hours: false, warns: false, date => duties[date].Count(duty => duty.IsStandby));
        }
    }

    private IEnumerable<GridDayTotal> Coverage()
    {
        ILookup<LocalDate, CoveredInterval> intervals = CoverageReport.OfRequired(View).Intervals.ToLookup(interval => interval.Start.Date);
        if (intervals.Count == 0)
        {
            yield break;
        }

        yield return Total(FileWords.RequiredHours.In(_culture), hours: true, warns: false, date => intervals[date].Sum(i => i.RequiredMinutes) / 60.0);
        yield return Total(FileWords.OnQueueHours.In(_culture), hours: true, warns: false, date => intervals[date].Sum(i => i.OnQueueMinutes) / 60.0);
        yield return Total(FileWords.ShortHours.In(_culture), hours: true, warns: true, date => intervals[date].Sum(i => i.ShortMinutes) / 60.0);
    }

    private GridDayTotal Total(string name, bool hours, bool warns, Func<LocalDate, double> amount)
    {
        double[] perDay = [.. Days.Select(day => amount(day.Date))];
        return new GridDayTotal(name, hours, warns, perDay, perDay.Sum());
    }
}
