namespace Scheduling.Engine.Solving.CpSat;

/// <summary>
/// A literal in CP-SAT's own numbering (a variable's index, or its complement for the negation), or a constant, so that fixed cells fold away.
/// </summary>
internal readonly record struct Lit(int Code)
{
    public static readonly Lit False = new(int.MinValue);
    public static readonly Lit True = new(int.MaxValue);

    /// <summary>Whether the literal is a constant.</summary>
    public bool IsConstant => IsTrue || IsFalse;

    public bool IsTrue => Code == int.MaxValue;

    public bool IsFalse => Code == int.MinValue;

    /// <summary>Whether the literal holds where its variable does not.</summary>
    public bool IsNegated => Code < 0;

    public int Variable => Code < 0 ? ~Code : Code;

    public Lit Not() => new(~Code);

    /// <summary>Whether the literal holds, given the value of every variable.</summary>
    public bool Holds(IReadOnlyList<long> values) => IsConstant ? IsTrue : values[Variable] != 0 != IsNegated;
}

/// <summary>A linear expression under construction: variables with coefficients, a constant, and the range it can take.</summary>
internal sealed class LinearTerms
{
    private readonly List<int> _variables = [];
    private readonly List<long> _coefficients = [];

    public IReadOnlyList<int> Variables => _variables;

    public IReadOnlyList<long> Coefficients => _coefficients;

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

    public LinearTerms Add(int variable, long coefficient, long least, long most)
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

    public LinearTerms Add(Lit literal, long coefficient)
    {
        if (literal.IsConstant)
        {
            return literal.IsTrue ? Add(coefficient) : this;
        }

        return literal.IsNegated ? Add(coefficient).Add(literal.Variable, -coefficient, 0, 1) : Add(literal.Variable, coefficient, 0, 1);
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

    /// <summary>Adds an expression that is known not to go below a value, whatever its terms say.</summary>
    public LinearTerms AddAtLeast(LinearTerms other, long factor, long least)
    {
        long minimum = Minimum;
        Add(other, factor);
        Minimum = checked(minimum + (Math.Max(least, other.Minimum) * factor));
        return this;
    }

    /// <summary>The value, constant included, given the value of every variable.</summary>
    public long Evaluate(IReadOnlyList<long> values)
    {
        long sum = Constant;
        for (int i = 0; i < _variables.Count; i++)
        {
            sum += _coefficients[i] * values[_variables[i]];
        }

        return sum;
    }

    /// <summary>The variables with coefficients divided by a common divisor of them all, and no constant.</summary>
    public LinearTerms WithoutConstant(long divisor)
    {
        var terms = new LinearTerms { Minimum = (Minimum - Constant) / divisor, Maximum = (Maximum - Constant) / divisor };
        terms._variables.AddRange(_variables);
        foreach (long coefficient in _coefficients)
        {
            terms._coefficients.Add(coefficient / divisor);
        }

        return terms;
    }

    /// <summary>The greatest common divisor of the coefficients and a number.</summary>
    public long CoefficientDivisor(long number)
    {
        foreach (long coefficient in _coefficients)
        {
            if (number == 1)
            {
                break;
            }

            number = Gcd(number, coefficient);
        }

        return number;
    }

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
