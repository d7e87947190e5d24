namespace Scheduling.Engine.Tests.Staffing;

/// <summary>
/// A many-server queue solved without any formula of the engine: stationary distribution of the truncated chain by its balance
/// equations, waits of an arriving caller by uniformization of the pure-death chain of those ahead.
/// </summary>
internal sealed class MarkovChain
{
    private readonly int agents;
    private readonly double service;
    private readonly double hangUp;
    private readonly double[] stationary;

    /// <param name="load">Arrivals per handling time; time is measured in handling times.</param>
    /// <param name="patience">Average patience in handling times; infinite for callers who never hang up.</param>
    internal MarkovChain(int agents, double load, double patience, int states)
    {
        this.agents = agents;
        service = 1;
        hangUp = 1 / patience;
        stationary = Solve(states, load);
    }

    internal double WaitProbability => stationary.Skip(agents).Sum();

    internal double QueueLength => stationary.Select((p, state) => p * Math.Max(0, state - agents)).Sum();

    internal double BusyAgents => stationary.Select((p, state) => p * Math.Min(state, agents)).Sum();

    /// <summary>Probability that an endlessly patient arrival is served within <paramref name="time"/>.</summary>
    internal double OfferedWithin(double time) => Within(time, 0);

    /// <summary>Probability that an arrival of ordinary patience is served within <paramref name="time"/>.</summary>
    internal double AnsweredWithin(double time) => Within(time, hangUp);

    // Gaussian elimination of the full generator (last equation replaced by "sums to one"), ignorant of its birth-death shape.
    private double[] Solve(int states, double load)
    {
        var a = new double[states, states + 1];
        for (var state = 0; state < states; state++)
        {
            void Flow(int to, double rate)
            {
                a[to, state] += rate;
                a[state, state] -= rate;
            }

            if (state + 1 < states)
            {
                Flow(state + 1, load);
            }

            if (state > 0)
            {
                Flow(state - 1, Math.Min(state, agents) * service + Math.Max(0, state - agents) * hangUp);
            }
        }

        for (var state = 0; state < states; state++)
        {
            a[states - 1, state] = 1;
        }

        a[states - 1, states] = 1;
        for (var column = 0; column < states; column++)
        {
            var pivot = Enumerable.Range(column, states - column).MaxBy(row => Math.Abs(a[row, column]));
            for (var k = 0; k <= states; k++)
            {
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            }

            for (var row = column + 1; row < states; row++)
            {
                var factor = a[row, column] / a[column, column];
                for (var k = column; factor != 0 && k <= states; k++)
                {
                    a[row, k] -= factor * a[column, k];
                }
            }
        }

        var solution = new double[states];
        for (var row = states - 1; row >= 0; row--)
        {
            solution[row] = (a[row, states] - Enumerable.Range(row + 1, states - row - 1).Sum(k => a[row, k] * solution[k])) / a[row, row];
        }

        return solution;
    }

    // ahead[j]: caller waits with j others before it. Leaves to ahead[j-1], to "served", or hangs up at rate ownHangUp.
    private double Within(double time, double ownHangUp)
    {
        var now = stationary.Skip(agents).ToArray();
        var served = stationary.Take(agents).Sum();
        var uniform = agents * service + now.Length * hangUp + ownHangUp + 1e-9;
        var poisson = Math.Exp(-uniform * time);
        var result = poisson * served;
        for (var (step, mass) = (1, poisson); step < 5000 && (mass < 1 - 1e-14 || step < uniform * time); step++)
        {
            var next = new double[now.Length];
            for (var j = 0; j < now.Length; j++)
            {
                var down = agents * service + j * hangUp;
                next[j] += now[j] * (1 - (down + ownHangUp) / uniform);
                if (j > 0)
                {
                    next[j - 1] += now[j] * down / uniform;
                }
                else
                {
                    served += now[j] * down / uniform;
                }
            }

            now = next;
            poisson *= uniform * time / step;
            mass += poisson;
            result += poisson * served;
        }

        return result;
    }
}
