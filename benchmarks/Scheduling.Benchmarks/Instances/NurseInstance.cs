namespace Scheduling.Benchmarks.Instances;

/// <summary>The scenario of a dataset of the Second International Nurse Rostering Competition.</summary>
internal sealed record NurseScenario
{
    public required string Name { get; init; }

    public required int Weeks { get; init; }

    public required IReadOnlyList<string> Skills { get; init; }

    public required IReadOnlyList<NurseShift> Shifts { get; init; }

    public required IReadOnlyList<NurseContract> Contracts { get; init; }

    public required IReadOnlyList<Nurse> Nurses { get; init; }
}

/// <summary>A shift type: fewest and most days in a row, and the types that may not follow it on the next day.</summary>
internal sealed record NurseShift(string Id, int LeastInARow, int MostInARow, IReadOnlyList<string> NotFollowedBy);

/// <summary>A contract: fewest and most shifts of the horizon, days of work and days off in a row; most weekends; whether weekends are worked on both days or none.</summary>
internal sealed record NurseContract(string Id, (int Least, int Most) Shifts, (int Least, int Most) Work, (int Least, int Most) Off, int MostWeekends, bool CompleteWeekends);

/// <summary>A nurse with a contract and skills.</summary>
internal sealed record Nurse(string Id, string Contract, IReadOnlyList<string> Skills);

/// <summary>
/// What is known of a nurse before a week: shifts and weekends so far, the last shift (null after a day off), and how many days its run, the run of work, or the run of days off has lasted.
/// </summary>
internal sealed record NurseHistory(string Nurse, int Shifts, int Weekends, string? LastShift, int SameShift, int Work, int Off);

/// <summary>Nurses needed on a shift with a skill on a day of the week: least and best number.</summary>
internal sealed record NurseNeed(int Day, string Shift, string Skill, int Least, int Best);

/// <summary>A request not to work a shift, or any when null, on a day of the week.</summary>
internal sealed record NurseRequest(string Nurse, string? Shift, int Day);

/// <summary>The data of one week.</summary>
internal sealed record NurseWeek(IReadOnlyList<NurseNeed> Needs, IReadOnlyList<NurseRequest> Requests);

/// <summary>A nurse working a shift with a skill on a day of the horizon.</summary>
internal sealed record NurseDuty(string Nurse, int Day, string Shift, string Skill);

/// <summary>A case: the scenario, the history before its first week, and the weeks.</summary>
internal sealed record NurseInstance(string Name, NurseScenario Scenario, IReadOnlyList<NurseHistory> History, IReadOnlyList<NurseWeek> Weeks);
