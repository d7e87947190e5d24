namespace Scheduling.Engine.Solving.Bounding;

/// <summary>How many employees take which option of a day, and which place of each break, in the best solution of a <see cref="DayProgram"/>.</summary>
/// <param name="Minutes">Minutes worked in all.</param>
/// <param name="Crowds">For employees who give the same to covers.</param>
internal sealed record DayPlan(double Minutes, DayPlan.Crowd[] Crowds)
{
    /// <summary>How many employees work.</summary>
    public int Taken => Crowds.Sum(c => c.Options.Sum(o => o.Count));

    /// <param name="Employees">Who they are.</param>
    /// <param name="Options">For each option but being off: how many take it.</param>
    /// <param name="Placements">How many breaks are at a placement.</param>
    internal sealed record Crowd(IReadOnlyList<int> Employees, (int Option, int Count)[] Options, Dictionary<int, int> Placements);
}
