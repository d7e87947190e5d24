using Google.OrTools.Sat;

namespace Scheduling.Engine.Solving.CpSat;

/// <summary>
/// Writes a CP-SAT model straight into its message. The library's expression objects cost more to build than small models take to solve.
/// Every variable is given the value it has in the basis, so that hints are complete.
/// </summary>
internal sealed class CpSatWriter
{
    private readonly CpModelProto _proto;
    private readonly List<long> _basis = [];
    private readonly Dictionary<int, int> _position = [];

    public CpSatWriter() => _proto = Model.Model;

    /// <summary>The model as the solver takes it.</summary>
    public CpModel Model { get; } = new();

    /// <summary>Value of each variable in the basis.</summary>
    public IReadOnlyList<long> Basis => _basis;

    public int Variable(long least, long most, long basis)
    {
        var variable = new IntegerVariableProto();
        variable.Domain.Capacity = 2;
        variable.Domain.Add(least);
        variable.Domain.Add(most);
        _proto.Variables.Add(variable);
        _basis.Add(basis);
        return _basis.Count - 1;
    }

    public Lit Boolean(bool basis) => new(Variable(0, 1, basis ? 1 : 0));

    /// <summary>Leaves a Boolean variable no other value than 0.</summary>
    public void Forbid(int variable) => _proto.Variables[variable].Domain[1] = 0;

    /// <summary>Exactly one of <paramref name="count"/> variables in a row.</summary>
    public void ExactlyOne(int first, int count)
    {
        var literals = new BoolArgumentProto();
        literals.Literals.Capacity = count;
        for (int i = 0; i < count; i++)
        {
            literals.Literals.Add(first + i);
        }

        _proto.Constraints.Add(new ConstraintProto { ExactlyOne = literals });
    }

    /// <param name="literals">No constants among them.</param>
    public void ExactlyOne(List<Lit> literals) => _proto.Constraints.Add(new ConstraintProto { ExactlyOne = Argument(literals) });

    /// <param name="literals">No constants among them.</param>
    public void AtMostOne(List<Lit> literals) => _proto.Constraints.Add(new ConstraintProto { AtMostOne = Argument(literals) });

    /// <param name="literals">No constants among them.</param>
    public void AtLeastOne(List<Lit> literals) => _proto.Constraints.Add(new ConstraintProto { BoolOr = Argument(literals) });

    /// <summary>Least ≤ terms without their constant ≤ most.</summary>
    public void Linear(LinearTerms terms, long least, long most)
    {
        var linear = new LinearConstraintProto();
        linear.Domain.Capacity = 2;
        linear.Domain.Add(least);
        linear.Domain.Add(most);
        Collect(terms, linear.Vars, linear.Coeffs);
        _proto.Constraints.Add(new ConstraintProto { Linear = linear });
    }

    /// <summary>Makes an expression, constant included, what is minimised.</summary>
    public void Minimize(LinearTerms terms)
    {
        var objective = new CpObjectiveProto { Offset = terms.Constant, ScalingFactor = 1 };
        Collect(terms, objective.Vars, objective.Coeffs);
        _proto.Objective = objective;
    }

    public void Automaton(AutomatonConstraintProto automaton) => _proto.Constraints.Add(new ConstraintProto { Automaton = automaton });

    /// <summary>Hints the basis, of every variable.</summary>
    public void HintBasis() => Hint(_basis);

    /// <summary>Hints a value of every variable.</summary>
    public void Hint(IReadOnlyList<long> values)
    {
        var hint = new PartialVariableAssignment();
        hint.Vars.Capacity = values.Count;
        hint.Values.Capacity = values.Count;
        for (int i = 0; i < values.Count; i++)
        {
            hint.Vars.Add(i);
            hint.Values.Add(values[i]);
        }

        _proto.SolutionHint = hint;
    }

    public void ClearHints() => _proto.SolutionHint = null;

    private static BoolArgumentProto Argument(List<Lit> literals)
    {
        var argument = new BoolArgumentProto();
        argument.Literals.Capacity = literals.Count;
        foreach (Lit literal in literals)
        {
            argument.Literals.Add(literal.Code);
        }

        return argument;
    }

    /// <summary>Writes each variable once, with the sum of its coefficients.</summary>
    private void Collect(LinearTerms terms, Google.Protobuf.Collections.RepeatedField<int> variables, Google.Protobuf.Collections.RepeatedField<long> coefficients)
    {
        _position.Clear();
        variables.Capacity = coefficients.Capacity = terms.Variables.Count;
        for (int i = 0; i < terms.Variables.Count; i++)
        {
            if (_position.TryGetValue(terms.Variables[i], out int position))
            {
                coefficients[position] += terms.Coefficients[i];
            }
            else
            {
                _position[terms.Variables[i]] = variables.Count;
                variables.Add(terms.Variables[i]);
                coefficients.Add(terms.Coefficients[i]);
            }
        }
    }
}
