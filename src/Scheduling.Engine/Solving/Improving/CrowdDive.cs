using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Bounding;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// From the linear program over schedules to a roster where many employees are alike, so that a schedule is nobody's own: holds the schedules there are most of, lets column generation find schedules that go
/// with them, and again until there is one for everybody.
/// </summary>
/// <param name="columns">Column generation of the last level.</param>
/// <param name="random">Of schedules that are in the program about as often, another number takes others first.</param>
internal sealed class CrowdDive(RosterModel model, ColumnSearch columns, Random random, CancellationToken stop, int rounds = CrowdDive.Rounds)
{
    /// <summary>Of those without a schedule at most this share gets one before the program is solved again.</summary>
    private const double MostAtOnce = 0.25;
    private const double Noise = 0.15;

    /// <summary>Schedules are looked for while the program is dearer by more than this share.</summary>
    private const double Rise = 1e-3;
    public const int Rounds = 3;

    /// <summary>The last few are better off with what is best beside all others.</summary>
    private const double Rest = 0.03;

    /// <summary>The roster at the end; null when stopped.</summary>
    public RosterCells? Run()
    {
        int free = model.Employees;
        double most = double.NegativeInfinity;
        while (free > Rest * model.Employees && !stop.IsCancellationRequested && columns.Settle(rounds, most))
        {
            most = columns.Upper + (Rise * Math.Abs(columns.Upper));
            int held = columns.Hold(Math.Max(1, (int)(MostAtOnce * free)), () => Noise * random.NextDouble());
            if (held == 0)
            {
                break;
            }

            free -= held;
        }

        RosterCells? roster = !stop.IsCancellationRequested && columns.Settle(rounds, most) ? columns.LikeliestRoster() : null;
        columns.Release();
        return roster;
    }
}
