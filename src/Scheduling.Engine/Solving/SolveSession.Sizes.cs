using NodaTime;

namespace Scheduling.Engine.Solving;

/// <content>What size of problem, or of what is left of it, is worth which search.</content>
internal sealed partial class SolveSession
{
    /// <summary>Options left up to which the whole model is worth a try after the bounds.</summary>
    private const long LargestWhole = 20_000;

    /// <summary>Options left up to which the whole model is likely to end.</summary>
    private const long PromisingWhole = 8_000;
    private const long AlwaysPromising = 3_000;
    private const double PromisingShare = 0.7;

    /// <summary>Employees × options of the horizon up to which the whole model is tried at once.</summary>
    private const int SmallSize = 600;
    private static readonly Duration LongestWithoutRoster = Duration.FromSeconds(5);

    /// <summary>While no roster keeps the hard rules for long, finding one is worth more than bounds, if the whole model can be of help.</summary>
    private bool NeedsRoster() => _incumbent.Elapsed > LongestWithoutRoster && !_incumbent.IsFeasible && WholeSize() <= LargestWhole;

    /// <summary>Options of the horizon that are left, over all employees.</summary>
    private long WholeSize() => _promising is null
        ? (long)_model.Employees * _model.HorizonOptions
        : _promising.Sum(u => (long)u.AsSpan(_model.FirstHorizonOption, _model.HorizonOptions).Count(true));

    /// <summary>Whether the whole model is likely to end: few options are left, and prices have taken many away unless there never were many.</summary>
    private bool IsPromising()
    {
        long all = (long)_model.Employees * _model.HorizonOptions;
        long left = WholeSize();
        return left <= PromisingWhole && (all <= AlwaysPromising || left <= PromisingShare * all);
    }

    private bool IsSmall => (long)_model.Employees * _model.HorizonOptions <= SmallSize;
}
