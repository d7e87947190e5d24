using NodaTime;

namespace Scheduling.Engine.Domain;

/// <summary>
/// What an employee worked in a stretch of days before the known ones, as sums. It counts for a week, month, quarter or year that it lies wholly inside;
/// one that only reaches into the period counts nothing, so months that may be asked for are given one by one.
/// </summary>
public sealed record EarlierWork
{
    /// <summary>First day.</summary>
    public required LocalDate From { get; init; }

    /// <summary>Last day; before the first known day of the horizon.</summary>
    public required LocalDate Until { get; init; }

    /// <summary>Paid minutes of those days, overtime included.</summary>
    public required int Minutes { get; init; }

    /// <summary>Minutes of overtime among them. Default 0.</summary>
    public int OvertimeMinutes { get; init; }
}

/// <summary>Why an employee may not work at night or overtime. Confidential: no message, export or page tells it.</summary>
public enum RestrictionKind
{
    /// <summary>Pregnancy (孕期).</summary>
    Pregnancy,

    /// <summary>Nursing a child (哺乳期).</summary>
    Nursing,

    /// <summary>Under age (未成年工).</summary>
    Minor,

    /// <summary>A doctor's advice (医嘱).</summary>
    Medical,

    /// <summary>An agreement with the employer (约定).</summary>
    Agreement,
}

/// <summary>A time for which an employee is protected. Confidential: texts speak only of a personal restriction (个人排班限制).</summary>
public sealed record PersonalRestriction
{
    /// <summary>Why; never told.</summary>
    public required RestrictionKind Kind { get; init; }

    /// <summary>First day; always by default.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Last day; for ever by default.</summary>
    public LocalDate? Until { get; init; }
}

/// <summary>Time in lieu that an employee has earned and not yet taken (调休), as it stands on the first day of the horizon.</summary>
public sealed record LieuTime
{
    /// <summary>Minutes that may be taken.</summary>
    public required int Minutes { get; init; }

    /// <summary>Last day on which they may be taken; they never expire when absent.</summary>
    public LocalDate? Expires { get; init; }
}

/// <summary>Overtime that was approved for an employee on a day (加班审批).</summary>
public sealed record OvertimeApproval
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>The day on which the duty starts.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Most minutes of overtime.</summary>
    public required int Minutes { get; init; }
}
