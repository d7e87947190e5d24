using Hangfire.Common;

namespace Scheduling.Worker.Jobs;

/// <summary>
/// The types a stored job may name. Hangfire loads types and methods by the names in its tables; whoever can write there must not be able
/// to have anything else run.
/// </summary>
public static class JobTypes
{
    private static readonly Lock Writing = new();
    private static volatile IReadOnlyDictionary<string, Type> _allowed = Names([typeof(SolveRunJob), typeof(string), typeof(CancellationToken)]);

    /// <summary>Allows a job's class, and the types of its method's arguments.</summary>
    public static void Allow(params Type[] types)
    {
        lock (Writing)
        {
            _allowed = Names(_allowed.Values.Concat(types));
        }
    }

    /// <exception cref="TypeLoadException">The name is none of the allowed ones.</exception>
    internal static Type Resolve(string name) => _allowed.TryGetValue(name, out Type? type)
        ? type
        : throw new TypeLoadException($"A stored job names the type '{name}', which no job may use.");

    internal static string NameOf(Type type) => TypeHelper.SimpleAssemblyTypeSerializer(type);

    private static Dictionary<string, Type> Names(IEnumerable<Type> types) => types.Distinct().ToDictionary(NameOf);
}
