namespace Scheduling.Architecture.Tests;

/// <summary>A gate is a function that lists breaches, one sentence each, of what it is given.</summary>
internal static class Gate
{
    public static void Holds(IEnumerable<string> breaches)
    {
        var found = breaches.ToList();
        Assert.True(found.Count == 0, $"{found.Count} breach(es):\n{string.Join('\n', found)}");
    }

    /// <summary>Shows that a gate can fail: it must find exactly one breach, and its sentence must name the culprit.</summary>
    public static void Catches(string culprit, IEnumerable<string> breaches) => Assert.Contains(culprit, Assert.Single(breaches), StringComparison.Ordinal);
}
