namespace Scheduling.Engine.Staffing;

/// <summary>
/// Blocking of the loss system M/M/n/n by the recursion B(0) = 1, B(n) = aB(n−1) / (n + aB(n−1)): all terms are positive, so
/// rounding errors do not grow (Cooper 1981, section 3.2).
/// </summary>
internal static class ErlangB
{
    internal static double Blocking(int agents, double load)
    {
        var blocking = 1.0;
        for (var n = 1; n <= agents && blocking > 0; n++)
        {
            blocking = Next(blocking, n, load);
        }

        return blocking;
    }

    internal static double Next(double previous, int agents, double load) => load * previous / (agents + load * previous);
}
