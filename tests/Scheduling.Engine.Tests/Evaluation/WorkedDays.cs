namespace Scheduling.Engine.Tests.Evaluation;

/// <summary>A shift as a table of plain numbers: minutes of the day, an end at or before the start on the next day.</summary>
internal sealed record PlainShift(string Id, int From, int To, int UnpaidBreak, int? Agreed, bool IsExtra);

/// <summary>A duty on a date with its tail of overtime.</summary>
internal sealed record PlainDuty(DateOnly Date, PlainShift Shift, int Tail);

/// <summary>A sum of minutes over some days.</summary>
internal sealed record PlainSum(DateOnly From, DateOnly Until, int Minutes, int Overtime);

/// <summary>
/// Hours by calendar arithmetic of the base class library alone (<see cref="DateOnly"/>, <see cref="TimeZoneInfo"/>): a second opinion on rules that reckon with NodaTime.
/// It knows one employee.
/// </summary>
internal sealed class WorkedDays
{
    public required TimeZoneInfo Zone { get; init; }

    public required DateOnly Start { get; init; }

    public required int Days { get; init; }

    public required int HistoryDays { get; init; }

    public required int FixedDaysAfter { get; init; }

    public required DayOfWeek WeekStart { get; init; }

    public required IReadOnlyList<DayOfWeek> Weekend { get; init; }

    /// <summary>Dates that differ from their weekday: true for one that is worked.</summary>
    public required IReadOnlyDictionary<DateOnly, bool> Calendar { get; init; }

    public required IReadOnlyList<PlainDuty> Duties { get; init; }

    public required IReadOnlyList<PlainSum> Earlier { get; init; }

    public DateOnly End => Start.AddDays(Days - 1);

    public DateOnly KnownFrom => Start.AddDays(-HistoryDays);

    public DateOnly KnownUntil => End.AddDays(FixedDaysAfter);

    public IEnumerable<DateOnly> Horizon => Enumerable.Range(0, Days).Select(Start.AddDays);

    public bool IsWorkday(DateOnly date)
    {
        if (Calendar.TryGetValue(date, out bool worked))
        {
            return worked;
        }

        return Weekend.Count == 2 ? !Weekend.Contains(date.DayOfWeek) : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    public int Workdays(DateOnly first, DateOnly last)
    {
        int count = 0;
        for (DateOnly date = first; date <= last; date = date.AddDays(1))
        {
            count += IsWorkday(date) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Paid minutes of the duties from a date to another.</summary>
    public long Paid(DateOnly first, DateOnly last) => Duties.Where(d => d.Date >= first && d.Date <= last).Sum(d => (long)PaidOf(d));

    /// <summary>Minutes of overtime of the duties from a date to another.</summary>
    public long Overtime(DateOnly first, DateOnly last) => Duties.Where(d => d.Date >= first && d.Date <= last).Sum(d => (long)OvertimeOf(d));

    /// <summary>Earlier paid minutes, and minutes of overtime, of the sums that lie between two dates.</summary>
    public (long Paid, long Overtime) EarlierIn(DateOnly first, DateOnly last)
    {
        PlainSum[] inside = [.. Earlier.Where(s => s.From >= first && s.Until <= last)];
        return (inside.Sum(s => (long)s.Minutes), inside.Sum(s => (long)s.Overtime));
    }

    public int OvertimeOf(PlainDuty duty) => duty.Shift.IsExtra ? PaidOf(duty) : duty.Tail;

    public int PaidOf(PlainDuty duty)
    {
        if (duty.Shift.Agreed is { } agreed)
        {
            return agreed + duty.Tail;
        }

        DateTime midnight = duty.Date.ToDateTime(TimeOnly.MinValue);
        DateTime from = Instants(midnight.AddMinutes(duty.Shift.From)).First;
        DateTime to = Instants(midnight.AddMinutes(duty.Shift.To + (duty.Shift.To <= duty.Shift.From ? 1440 : 0))).Last;
        return (int)(to - from).TotalMinutes - duty.Shift.UnpaidBreak + duty.Tail;
    }

    public DateOnly WeekOf(DateOnly date)
    {
        while (date.DayOfWeek != WeekStart)
        {
            date = date.AddDays(-1);
        }

        return date;
    }

    public static DateOnly MonthOf(DateOnly date) => new(date.Year, date.Month, 1);

    public static DateOnly QuarterOf(DateOnly date) => new(date.Year, (((date.Month - 1) / 3) * 3) + 1, 1);

    /// <summary>The instants at which the wall clock shows a time; a time that is skipped, by the offset before it.</summary>
    private (DateTime First, DateTime Last) Instants(DateTime local)
    {
        TimeSpan before = Zone.GetUtcOffset(DateTime.SpecifyKind(local.AddHours(-30), DateTimeKind.Utc));
        TimeSpan after = Zone.GetUtcOffset(DateTime.SpecifyKind(local.AddHours(30), DateTimeKind.Utc));
        DateTime[] shown = [.. new[] { before, after }.Distinct()
            .Select(offset => (Utc: DateTime.SpecifyKind(local - offset, DateTimeKind.Utc), Offset: offset))
            .Where(c => Zone.GetUtcOffset(c.Utc) == c.Offset)
            .Select(c => c.Utc).Order()];
        return shown.Length > 0 ? (shown[0], shown[^1]) : (DateTime.SpecifyKind(local - before, DateTimeKind.Utc), DateTime.SpecifyKind(local - before, DateTimeKind.Utc));
    }
}
