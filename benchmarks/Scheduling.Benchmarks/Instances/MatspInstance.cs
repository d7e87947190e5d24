namespace Scheduling.Benchmarks.Instances;

/// <summary>
/// A multi-activity shift scheduling instance of Qu and Curtois (2020): shifts are free, and whoever works is on one task in each quarter of an hour. The horizon runs from
/// 06:00 of the first day for so many times 24 hours; its quarters are counted from 0.
/// </summary>
internal sealed record MatspInstance
{
    /// <summary>Quarters of an hour in a day.</summary>
    public const int QuartersPerDay = 96;

    /// <summary>Quarters from midnight to the start of the horizon.</summary>
    public const int FirstQuarter = 24;

    /// <summary>Length of the horizon in days of 24 hours.</summary>
    public required int Days { get; init; }

    /// <summary>Number of tasks; they are called 1, 2, …</summary>
    public required int Tasks { get; init; }

    public required IReadOnlyList<MatspEmployee> Staff { get; init; }

    /// <summary>Staff wanted, no fewer and at no cost no more, at task − 1, quarter.</summary>
    public required int[][] Wanted { get; init; }
}

/// <summary>An employee's least and most minutes in the whole horizon.</summary>
internal sealed record MatspEmployee(string Id, int LeastMinutes, int MostMinutes);
