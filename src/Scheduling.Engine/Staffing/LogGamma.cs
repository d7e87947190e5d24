namespace Scheduling.Engine.Staffing;

/// <summary>
/// The logarithm of the regularised lower incomplete gamma function P(a, x) = γ(a, x) / Γ(a), for shapes up to about 1e9. Series for
/// x &lt; a + 1, continued fraction (Lentz) beyond: NIST Digital Library of Mathematical Functions 8.11.4 and 8.9.2.
/// The common factor x^a·e^−x / Γ(a + 1) is written around x = a so that large shapes lose no digits (Temme 1979; DLMF 5.11.1).
/// </summary>
internal static class LogGamma
{
    private const double Tiny = 1e-300;

    /// <summary>ln of x^a·e^−x / Γ(a + 1), a &gt; 0, x &gt; 0.</summary>
    internal static double LogPrefix(double a, double x)
    {
        // Small shapes are lifted by Γ(a + 1) = Γ(a + k + 1) / ((a + 1)…(a + k)), so that Stirling's series is exact to rounding.
        var lift = 0.0;
        var shape = a;
        while (shape < 20)
        {
            shape++;
            lift += Math.Log(shape / x);
        }

        var relative = (x - shape) / shape;
        var inverse = 1 / shape;
        var square = inverse * inverse;
        var stirling = inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680.0)));
        return shape * LogOnePlusMinus(relative) - 0.5 * Math.Log(2 * Math.PI * shape) - stirling + lift;
    }

    /// <summary>ln P(a, x).</summary>
    internal static double LogLowerShare(double a, double x)
    {
        if (x < a + 1)
        {
            var (sum, term) = (1.0, 1.0);
            for (var j = 1; term > sum * 1e-17; j++)
            {
                term *= x / (a + j);
                sum += term;
            }

            return LogPrefix(a, x) + Math.Log(sum);
        }

        var upper = Math.Exp(LogPrefix(a, x) + Math.Log(a)) * UpperFraction(a, x);
        return upper < 1 ? Log1p(-upper) : double.NegativeInfinity;
    }

    // Γ(a, x) = x^a e^−x × this.
    private static double UpperFraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < 10_000_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + an / c;
            c = Math.Abs(c) < Tiny ? Tiny : c;
            var factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }

    // ln(1 + d) − d without cancellation for small d.
    private static double LogOnePlusMinus(double d)
    {
        if (Math.Abs(d) > 0.1)
        {
            return Math.Log(1 + d) - d;
        }

        var sum = 0.0;
        var power = -d;
        for (var k = 2; k < 40; k++)
        {
            power *= -d;
            sum -= power / k;
        }

        return sum;
    }

    private static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }
}
