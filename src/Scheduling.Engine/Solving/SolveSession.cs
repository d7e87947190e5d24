namespace Scheduling.Engine.Solving;
internal sealed class SolveSession(Modelling.RosterModel model, SolveOptions options, CancellationToken stop)
{
    public SolveResult Run() => throw new InvalidOperationException(model.Levels + options.Seed + stop.ToString());
}
