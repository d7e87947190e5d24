using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Scheduling.Store;

/// <summary>A query that is asked at every request: it is translated once for each model instead of each time it is run.</summary>
/// <param name="compile">Compiles it.</param>
internal sealed class HotQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConcurrentDictionary<IModel, TQuery> _compiled = new();

    /// <summary>The query for the database of a context.</summary>
    public TQuery For(SchedulingContext context) => _compiled.GetOrAdd(context.Model, _ => compile());
}
