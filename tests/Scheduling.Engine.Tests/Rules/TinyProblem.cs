using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Engine.Tests.Rules;

/// <summary>Problems so small that every roster of them can be listed. Monday 2026-07-06 is the first day unless said otherwise.</summary>
internal static class TinyProblem
{
    public static readonly LocalDate Monday = new(2026, 7, 6);

    public static readonly Band EarlyBand = new() { Id = "early", Name = "早班", Order = 0 };
    public static readonly Band MidBand = new() { Id = "mid", Name = "中班", Order = 1 };
    public static readonly Band LateBand = new() { Id = "late", Name = "晚班", Order = 2 };
    public static readonly Band NightBand = new() { Id = "night", Name = "夜班", Order = 3, Night = true };

    /// <summary>Early 07:00–15:00, late 14:00–22:00, night 22:00–06:00, without post or breaks; standby 08:00–20:00 worth 60 paid minutes.</summary>
    public static readonly ShiftType Early = Shift("E", "early", new LocalTime(7, 0), new LocalTime(15, 0));
    public static readonly ShiftType Late = Shift("L", "late", new LocalTime(14, 0), new LocalTime(22, 0));
    public static readonly ShiftType Night = Shift("N", "night", new LocalTime(22, 0), new LocalTime(6, 0));
    public static readonly ShiftType Standby = new()
    {
        Id = "S",
        Name = "S",
        Band = "early",
        PaidMinutes = 60,
        Parts = [new ShiftPart { Start = new LocalTime(8, 0), End = new LocalTime(20, 0), Kind = PartKind.Standby }],
    };

    public static ShiftType Shift(string id, string band, LocalTime start, LocalTime end) =>
        new() { Id = id, Name = id, Band = band, Parts = [new ShiftPart { Start = start, End = end }] };

    public static Assignment Duty(string employee, LocalDate date, string shiftType, string? post = null) =>
        new() { Employee = employee, Date = date, ShiftType = shiftType, Post = post };

    public static Employee Person(string id, string contract = "full") => new() { Id = id, Name = id, Contract = contract };

    /// <summary>A problem of <paramref name="employees"/> people A, B, C … over <paramref name="days"/> days with early, late and night shifts.</summary>
    public static SchedulingProblem Of(int employees, int days, params Rule[] rules) => new()
    {
        Horizon = new Horizon { Start = Monday, Days = days },
        Bands = [EarlyBand, MidBand, LateBand, NightBand],
        Contracts = [new Contract { Id = "full", Name = "full" }, new Contract { Id = "half", Name = "half", FairShare = 50, TargetMinutesPerWeek = 1200 }],
        ShiftTypes = [Early, Late, Night],
        Employees = [.. Enumerable.Range(0, employees).Select(i => Person(((char)('A' + i)).ToString()))],
        Rules = rules,
    };
}
