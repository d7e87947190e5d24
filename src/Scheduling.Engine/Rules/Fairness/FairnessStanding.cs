using Scheduling.Engine.Domain;

namespace Scheduling.Engine.Rules.Fairness;

/// <summary>How one employee stands in one measure beside the others.</summary>
/// <param name="Employee">The employee.</param>
/// <param name="Amount">What the horizon adds, in units of the measure.</param>
/// <param name="Carried">What was carried over, in units of the measure with up to three decimals.</param>
/// <param name="ContractShare">Contract share in percent.</param>
/// <param name="DaysEmployed">Days of employment in the horizon.</param>
/// <param name="Compared">Amount and carry-over as those of a full-time employee who is there all the time, in parts of a unit.</param>
public sealed record FairnessStanding(Employee Employee, long Amount, decimal Carried, int ContractShare, int DaysEmployed, long Compared);

/// <summary>The standings of all employees who are compared, in the problem's order.</summary>
/// <param name="Members">One for each employee compared.</param>
/// <param name="PartsOfUnit">How many parts of <see cref="FairnessStanding.Compared"/> are one unit of a full-time employee.</param>
public sealed record FairnessStandings(IReadOnlyList<FairnessStanding> Members, long PartsOfUnit)
{
    /// <summary>The largest less the smallest, in parts of a unit; 0 for nobody.</summary>
    public long Spread => Members.Count == 0 ? 0 : Members.Max(m => m.Compared) - Members.Min(m => m.Compared);
}
