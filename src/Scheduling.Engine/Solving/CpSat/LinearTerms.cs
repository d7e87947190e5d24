using Google.OrTools.Sat;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>A literal that may be a constant, so that fixed cells fold away.</summary>
internal readonly record struct Lit(BoolVar? Variable, bool Flag)
{
    public static readonly Lit False = new(null, false);
    public static readonly Lit True = new(null, true);

    /// <summary>Whether the literal is a constant; its value is then <see cref="Flag"/>. Otherwise Flag means negated.</summary>
    public bool IsConstant => Variable is null;

    public bool IsTrue => Variable is null && Flag;

    public bool IsFalse => Variable is null && !Flag;

    public ILiteral Literal => Flag ? Variable!.Not() : Variable!;

    public static Lit Of(BoolVar variable) => new(variable, false);

    public Lit Not() => new(Variable, !Flag);
}

/// <summary>A linear expression under construction: variables with coefficients, a constant, and the range it can take.</summary>
internal sealed class LinearTerms
{
    private readonly List<IntVar> _variables = [];
    private readonly List<long> _coefficients = [];

    public long Constant { get; private set; }

    public long Minimum { get; private set; }

    public long Maximum { get; private set; }

    public bool IsConstant => _variables.Count == 0;

    public LinearTerms Add(long constant)
    {
        Constant += constant;
        Minimum += constant;
        Maximum += constant;
        return this;
    }

    public LinearTerms Add(IntVar variable, long coefficient, long least, long most)
    {
        if (coefficient != 0)
        {
            _variables.Add(variable);
            _coefficients.Add(coefficient);
            Minimum = checked(Minimum + Math.Min(coefficient * least, coefficient * most));
            Maximum = checked(Maximum + Math.Max(coefficient * least, coefficient * most));
        }

        return this;
    }

    public LinearTerms Add(BoolVar variable, long coefficient) => Add(variable, coefficient, 0, 1);

    public LinearTerms Add(Lit literal, long coefficient)
    {
        if (literal.IsConstant)
        {
            return Add(literal.Flag ? coefficient : 0);
        }

        return literal.Flag ? Add(coefficient).Add(literal.Variable!, -coefficient) : Add(literal.Variable!, coefficient);
    }

    public LinearTerms Add(LinearTerms other, long factor)
    {
        for (int i = 0; i < other._variables.Count; i++)
        {
            _variables.Add(other._variables[i]);
            _coefficients.Add(checked(other._coefficients[i] * factor));
        }

        Constant = checked(Constant + (other.Constant * factor));
        Minimum = checked(Minimum + (factor >= 0 ? other.Minimum : other.Maximum) * factor);
        Maximum = checked(Maximum + (factor >= 0 ? other.Maximum : other.Minimum) * factor);
        return this;
    }

    /// <summary>The expression without its constant.</summary>
    public LinearExpr Expression() => LinearExpr.WeightedSum(_variables, _coefficients);

    /// <summary>The value, constant included, of a solution.</summary>
    public long Evaluate(Func<IntVar, long> value)
    {
        long sum = Constant;
        for (int i = 0; i < _variables.Count; i++)
        {
            sum += _coefficients[i] * value(_variables[i]);
        }

        return sum;
    }

    /// <summary>The variables with coefficients divided by a common divisor of them all, and no constant.</summary>
    public LinearTerms WithoutConstant(long divisor)
    {
        var terms = new LinearTerms { Minimum = (Minimum - Constant) / divisor, Maximum = (Maximum - Constant) / divisor };
        terms._variables.AddRange(_variables);
        terms._coefficients.AddRange(_coefficients.Select(c => c / divisor));
        return terms;
    }

    /// <summary>The greatest common divisor of the coefficients and a number.</summary>
    public long CoefficientDivisor(long number) => _coefficients.Aggregate(number, Gcd);

    public static long Gcd(long left, long right)
    {
        (left, right) = (Math.Abs(left), Math.Abs(right));
        while (right != 0)
        {
            (left, right) = (right, left % right);
        }

        return left;
    }
}
