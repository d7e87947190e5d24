using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Solving.FreeShifts;

/// <summary>A roster of shapes with what it costs, while whole employees are taken out and put back. Shortages have a weight of their own per row, which may grow.</summary>
internal sealed class ShapeRoster
{
    /// <summary>How many of the least changes of the other levels' cost one of level 0 is worth, at first and at most.</summary>
    private const double FirstWorth = 10;
    private const double MostWorth = 1000;

    private readonly ShapeForm _form;
    private readonly RosterModel _model;
    private readonly RosterCells _cells;
    private readonly float[] _hardWeight;
    private readonly float _most;

    public ShapeRoster(ShapeForm form)
    {
        (_form, _model) = (form, form.Model);
        _cells = _model.FixedCells.Clone();
        Counts = new int[_model.Rows.Length];
        Marginal = new float[_model.Rows.Length];
        _hardWeight = new float[_model.Rows.Length];
        float first = (float)(FirstWorth * form.SoftStep / form.HardStep);
        _most = (float)(MostWorth * form.SoftStep / form.HardStep);
        Array.Fill(_hardWeight, first);
        for (int row = 0; row < Counts.Length; row++)
        {
            int kind = form.RowKind[row];
            Hard += form.Hard[kind][0];
            Soft += form.Soft[kind][0];
            Cost += (first * form.Hard[kind][0]) + form.Soft[kind][0];
            SetMarginal(row);
        }
    }

    /// <summary>The roster. Change it through <see cref="Take"/> and <see cref="Give"/> only.</summary>
    public RosterCells Cells => _cells;

    /// <summary>Employees at each row.</summary>
    public int[] Counts { get; }

    /// <summary>What one more employee at a row would cost.</summary>
    public float[] Marginal { get; }

    /// <summary>Cost of the rows on level 0.</summary>
    public double Hard { get; private set; }

    /// <summary>Cost of rows and options on the other levels.</summary>
    public double Soft { get; private set; }

    /// <summary>Weighted cost of both.</summary>
    public double Cost { get; private set; }

    /// <summary>Options of an employee.</summary>
    public Span<int> OptionsOf(int employee) => _cells.Options.AsSpan(employee * _form.Days, _form.Days);

    /// <summary>Whether a row costs anything on level 0.</summary>
    public bool IsShort(int row) => _form.Hard[_form.RowKind[row]][Counts[row]] > 0;

    /// <summary>Cost of a row on the other levels.</summary>
    public double SoftOf(int row) => _form.Soft[_form.RowKind[row]][Counts[row]];

    /// <summary>Takes an employee's duties of some days out; the cells stay as they are until they are given anew.</summary>
    public void Take(int employee, int from, int until) => Add(employee, from, until, -1);

    /// <summary>Puts an employee's duties of some days in.</summary>
    public void Give(int employee, int from, int until) => Add(employee, from, until, 1);

    /// <summary>Makes what is short dearer.</summary>
    public void RaiseWeights(float factor)
    {
        for (int row = 0; row < Counts.Length; row++)
        {
            double hard = _form.Hard[_form.RowKind[row]][Counts[row]];
            if (hard > 0 && _hardWeight[row] < _most)
            {
                float weight = Math.Min(_most, _hardWeight[row] * factor);
                Cost += (weight - _hardWeight[row]) * hard;
                _hardWeight[row] = weight;
                SetMarginal(row);
            }
        }
    }

    /// <summary>Takes over the cells of another roster; weights stay.</summary>
    public void GoTo(RosterCells cells)
    {
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            Take(employee, 0, _form.Days);
        }

        _cells.CopyFrom(cells);
        for (int employee = 0; employee < _model.Employees; employee++)
        {
            Give(employee, 0, _form.Days);
        }
    }

    private void Add(int employee, int from, int until, int sign)
    {
        for (int day = from; day < until; day++)
        {
            int cell = (employee * _form.Days) + day;
            int option = _cells.Options[cell];
            foreach (Contribution contribution in _model.ContributionsOf(option))
            {
                Change(contribution.Row, sign);
            }

            foreach (int placement in _cells.PlacementsOf(cell))
            {
                if (placement < 0)
                {
                    break;
                }

                foreach (Contribution contribution in _model.ContributionsOfPlacement(placement))
                {
                    Change(contribution.Row, sign);
                }
            }

            for (int level = 1; level < _model.Levels; level++)
            {
                if (_model.OptionCosts[level] is not null)
                {
                    double cost = sign * _form.LevelWeights[level] * _model.OptionCost(level, employee, option);
                    Soft += cost;
                    Cost += cost;
                }
            }
        }
    }

    private void Change(int row, int sign)
    {
        int kind = _form.RowKind[row];
        int before = Counts[row];
        int now = Counts[row] = before + sign;
        double hard = _form.Hard[kind][now] - _form.Hard[kind][before];
        double soft = _form.Soft[kind][now] - _form.Soft[kind][before];
        Hard += hard;
        Soft += soft;
        Cost += (_hardWeight[row] * hard) + soft;
        SetMarginal(row);
    }

    private void SetMarginal(int row)
    {
        int kind = _form.RowKind[row];
        int there = Counts[row];
        Marginal[row] = (float)((_hardWeight[row] * (_form.Hard[kind][there + 1] - _form.Hard[kind][there])) + _form.Soft[kind][there + 1] - _form.Soft[kind][there]);
    }
}
