using Scheduling.Engine.Modelling;
using Scheduling.Engine.Solving.Pricing;

namespace Scheduling.Engine.Solving.Improving;

/// <summary>
/// Takes two employees out of the roster and puts one after the other back with the best schedule there is; keeps what is no worse. Where many employees cover the same, a thousand such tries cost as
/// much as one neighbourhood.
/// </summary>
internal sealed class Reinsertion
{
    private const int Together = 2;
    private readonly RosterModel _model;
    private readonly DeltaEvaluator _evaluator;
    private readonly BestResponse _response;
    private readonly Random _random;
    private readonly int[] _employees;
    private readonly RosterCells _kept;
    private readonly int[] _nowhere;

    /// <param name="evaluator">The roster, changed in place.</param>
    public Reinsertion(RosterModel model, EmployeeNetworks networks, DeltaEvaluator evaluator, Random random)
    {
        (_model, _evaluator, _random) = (model, evaluator, random);
        _response = new BestResponse(model, networks);
        _employees = [.. Enumerable.Range(0, model.Employees)];
        _kept = evaluator.Cells.Clone();
        _nowhere = new int[model.MaximumBreaks];
        Array.Fill(_nowhere, -1);
    }

    /// <summary>Tries until ended; returns how often the roster got better.</summary>
    public int Run(Func<bool> ended)
    {
        _kept.CopyFrom(_evaluator.Cells);
        int better = 0;
        while (!ended())
        {
            for (int i = 0; i < Math.Min(Together, _employees.Length); i++)
            {
                int other = _random.Next(i, _employees.Length);
                (_employees[i], _employees[other]) = (_employees[other], _employees[i]);
            }

            better += Try(_employees.AsSpan(0, Math.Min(Together, _employees.Length))) ? 1 : 0;
        }

        return better;
    }

    private bool Try(ReadOnlySpan<int> taken)
    {
        long[] before = _evaluator.Costs.ToArray();
        foreach (int employee in taken)
        {
            for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
            {
                _evaluator.Set(employee, day, _model.DayOffsets[day], _nowhere);
            }
        }

        foreach (int employee in taken)
        {
            _response.Respond(_evaluator, employee);
        }

        int comparison = Lexicographic.Compare(_evaluator.Costs, before);
        foreach (int employee in taken)
        {
            for (int day = _model.Timeline.HorizonStart; day < _model.Timeline.HorizonEnd; day++)
            {
                int cell = (employee * _model.Timeline.Days) + day;
                if (comparison > 0)
                {
                    _evaluator.Set(employee, day, _kept.Options[cell], _kept.PlacementsOf(cell));
                }
                else
                {
                    _kept.CopyFrom(_evaluator.Cells, cell);
                }
            }
        }

        return comparison < 0;
    }
}
