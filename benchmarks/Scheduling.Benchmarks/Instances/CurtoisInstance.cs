namespace Scheduling.Benchmarks.Instances;

/// <summary>A staff scheduling instance of Curtois and Qu (2014): day 0 is a Monday, at most one shift a day, all limits of the staff hard.</summary>
internal sealed record CurtoisInstance
{
    /// <summary>Length of the horizon.</summary>
    public required int Days { get; init; }

    public required IReadOnlyList<CurtoisShift> Shifts { get; init; }

    public required IReadOnlyList<CurtoisEmployee> Staff { get; init; }

    /// <summary>Days on which an employee may not work.</summary>
    public required IReadOnlyList<(string Employee, int Day)> DaysOff { get; init; }

    /// <summary>The weight is paid when the shift is not given.</summary>
    public required IReadOnlyList<CurtoisRequest> OnRequests { get; init; }

    /// <summary>The weight is paid when the shift is given.</summary>
    public required IReadOnlyList<CurtoisRequest> OffRequests { get; init; }

    public required IReadOnlyList<CurtoisCover> Cover { get; init; }
}

/// <summary>A shift type: its length, and the types that may not follow it on the next day.</summary>
internal sealed record CurtoisShift(string Id, int Minutes, IReadOnlyList<string> NotFollowedBy);

/// <summary>An employee's limits over the whole horizon. Shift types without a limit of their own are absent from <see cref="MostShifts"/>.</summary>
internal sealed record CurtoisEmployee(
    string Id,
    IReadOnlyDictionary<string, int> MostShifts,
    int MostMinutes,
    int LeastMinutes,
    int MostConsecutiveShifts,
    int LeastConsecutiveShifts,
    int LeastConsecutiveDaysOff,
    int MostWeekends);

/// <summary>A wish for or against a shift type on a day.</summary>
internal sealed record CurtoisRequest(string Employee, int Day, string Shift, int Weight);

/// <summary>Employees wanted on a shift type on a day, with the cost of each one short and each one over.</summary>
internal sealed record CurtoisCover(int Day, string Shift, int Wanted, int UnderWeight, int OverWeight);
