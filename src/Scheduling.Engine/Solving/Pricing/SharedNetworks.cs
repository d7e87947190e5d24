using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.Pricing;

/// <summary>The day networks of a model, built once by whichever thread asks first; the others wait.</summary>
internal sealed class SharedNetworks(RosterModel model, CancellationToken stop)
{
    private readonly Lazy<EmployeeNetworks?> _exact = new(() => EmployeeNetworks.TryBuild(model, NetworkSize.Exact, stop));
    private readonly Lazy<(EmployeeNetworks Tight, EmployeeNetworks? Fast)?> _steps = new(() => EmployeeNetworks.TryBuild(model, stop));

    /// <summary>The tightest ones; null when somebody has no legal schedule at all, or when stopped.</summary>
    public EmployeeNetworks? Exact => _exact.Value;

    /// <summary>The tightest that still allow many steps, and fast ones where those are much faster; null as <see cref="Exact"/>.</summary>
    public (EmployeeNetworks Tight, EmployeeNetworks? Fast)? Steps => _steps.Value;
}
