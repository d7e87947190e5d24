namespace Scheduling.Engine.Modelling;

/// <summary>The cost of a roster counted term by term from scratch: slow, plain, and what <see cref="DeltaEvaluator"/> is tested against.</summary>
public static class ModelCost
{
    /// <summary>Cost per level.</summary>
    public static long[] Of(RosterModel model, RosterCells cells)
    {
        long[] costs = new long[model.Levels];
        Timeline timeline = model.Timeline;
        for (int cell = 0; cell < model.Cells; cell++)
        {
            for (int level = 0; level < model.Levels; level++)
            {
                costs[level] += model.OptionCost(level, cell / timeline.Days, cells.Options[cell]);
            }
        }

        foreach (SuccessionTerm term in model.Successions)
        {
            costs[term.Level] += term.Weight * Excess(term, timeline, DaysOf(term.Employee));
        }

        foreach (RunLengthTerm term in model.RunLengths)
        {
            costs[term.Level] += term.Weight * Excess(term, timeline, model.Classes[term.Class], DaysOf(term.Employee));
        }

        foreach (AutomatonTerm term in model.Automata)
        {
            costs[term.Level] += term.Weight * Excess(term, timeline, model.Labellings[term.Automaton.Labelling], DaysOf(term.Employee));
        }

        for (int employee = 0; employee < model.Employees; employee++)
        {
            AddStretches(costs, model, cells, employee);
        }

        foreach (TotalTerm term in model.Totals)
        {
            term.Curve.AddTo(costs, Value(model, term.Expression, DaysOf(term.Expression.Employee)));
        }

        long[] rows = RowValues(model, cells);
        foreach (CoverTerm term in model.Covers)
        {
            AddCover(costs, model, term, rows);
        }

        foreach (BalanceTerm term in model.Balances)
        {
            long[] values = [.. term.Members.Select(m => Value(model, m, DaysOf(m.Employee)))];
            foreach (long value in values)
            {
                term.Deviation?.AddTo(costs, value);
            }

            term.Spread?.AddTo(costs, values.Length == 0 ? 0 : values.Max() - values.Min());
        }

        return costs;

        ReadOnlySpan<int> DaysOf(int employee) => cells.Options.AsSpan(employee * timeline.Days, timeline.Days);
    }

    /// <summary>Adds to costs per level what an employee's stretches on posts cost.</summary>
    internal static void AddStretches(Span<long> costs, RosterModel model, RosterCells cells, int employee)
    {
        foreach (StretchTerm term in TermIndex.For(model).Stretches[employee])
        {
            for (int day = model.Timeline.HorizonStart; day < model.Timeline.HorizonEnd; day++)
            {
                costs[term.Level] += term.Weight * Excess(term, model, cells, (employee * model.Timeline.Days) + day);
            }
        }
    }

    /// <summary>Adds to costs per level what is one employee's own, places inside duties left out: all but covers, spreads and stretches.</summary>
    /// <param name="days">The employee's option of each day.</param>
    internal static void AddOwn(Span<long> costs, RosterModel model, int employee, ReadOnlySpan<int> days)
    {
        TermIndex index = TermIndex.For(model);
        for (int level = 0; level < model.Levels; level++)
        {
            foreach (int option in days)
            {
                costs[level] += model.OptionCost(level, employee, option);
            }
        }

        foreach (SuccessionTerm term in index.Successions[employee])
        {
            costs[term.Level] += term.Weight * Excess(term, model.Timeline, days);
        }

        foreach (RunLengthTerm term in index.RunLengths[employee])
        {
            costs[term.Level] += term.Weight * Excess(term, model.Timeline, model.Classes[term.Class], days);
        }

        foreach (int automaton in index.Automata[employee])
        {
            AutomatonTerm term = model.Automata[automaton];
            costs[term.Level] += term.Weight * Excess(term, model.Timeline, model.Labellings[term.Automaton.Labelling], days);
        }

        foreach (int expression in index.ExpressionsOf[employee])
        {
            int balance = index.BalanceOf[expression];
            CostCurve? curve = balance < 0 ? model.Totals[expression].Curve : model.Balances[balance].Deviation;
            curve?.AddTo(costs, Value(model, index.Expressions[expression], days));
        }
    }

    internal static long Excess(SuccessionTerm term, Timeline timeline, ReadOnlySpan<int> options)
    {
        long excess = 0;
        for (int day = 0; day + term.Table.Gap < timeline.Days; day++)
        {
            excess += term.Table.Excess(options[day], day, options[day + term.Table.Gap]);
        }

        return excess;
    }

    internal static long Excess(RunLengthTerm term, Timeline timeline, bool[] @class, ReadOnlySpan<int> options)
    {
        long excess = 0;
        for (int first = 0; first < options.Length; first++)
        {
            if (!@class[options[first]])
            {
                continue;
            }

            int last = first;
            while (last + 1 < options.Length && @class[options[last + 1]])
            {
                last++;
            }

            excess += RunExcess(term, timeline, first, last);
            first = last;
        }

        return excess;
    }

    /// <summary>Excess of one run of days first … last.</summary>
    internal static long RunExcess(RunLengthTerm term, Timeline timeline, int first, int last)
    {
        long excess = 0;
        if (term.Maximum < last - first + 1)
        {
            // Windows of Maximum + 1 days, by their last day, that have a day in the horizon.
            int from = Math.Max(first + term.Maximum, timeline.HorizonStart);
            int until = Math.Min(last, timeline.HorizonEnd - 1 + term.Maximum);
            excess += Math.Max(0, until - from + 1);
        }

        bool closed = first > 0 && last < timeline.Days - 1;
        bool concernsHorizon = first - 1 < timeline.HorizonEnd && last + 1 >= timeline.HorizonStart;
        if (closed && concernsHorizon)
        {
            excess += Math.Max(0, term.Minimum - (last - first + 1));
        }

        return excess;
    }

    internal static long Excess(AutomatonTerm term, Timeline timeline, int[] labels, ReadOnlySpan<int> options)
    {
        Automaton automaton = term.Automaton;
        long best = long.MaxValue;
        foreach (int start in term.Starts)
        {
            int state = start;
            long excess = 0;
            for (int day = 0; day < options.Length; day++)
            {
                int arc = (state * automaton.Labels) + labels[options[day]];
                if (day >= timeline.HorizonStart)
                {
                    excess += automaton.ArcExcess[arc];
                }

                state = automaton.Next[arc];
            }

            best = Math.Min(best, excess + automaton.FinalExcess[state]);
        }

        return best;
    }

    /// <summary>Excess of the stretches of one cell.</summary>
    internal static long Excess(StretchTerm term, RosterModel model, RosterCells cells, int cell)
    {
        Option option = model.Options[cells.Options[cell]];
        if (option.Path is null)
        {
            return 0;
        }

        long excess = 0;
        Span<int> placements = cells.PlacementsOf(cell);
        int minutes = 0;
        for (int step = 0; step < option.Path.Steps; step++)
        {
            minutes += option.Breaks[step].Minutes;
            bool ends = step == option.Path.Steps - 1
                || placements[step] - option.Breaks[step].FirstPlacement != placements[step + 1] - option.Breaks[step + 1].FirstPlacement;
            if (ends)
            {
                excess += Math.Max(0, term.MinimumMinutes - minutes);
                minutes = 0;
            }
        }

        return excess;
    }

    internal static long Value(RosterModel model, TotalExpression expression, ReadOnlySpan<int> options)
    {
        long sum = 0;
        if (expression.Measure >= 0)
        {
            int[] measure = model.Measures[expression.Measure];
            for (int day = expression.FirstDay; day <= expression.LastDay; day++)
            {
                sum += measure[options[day]];
            }
        }

        foreach (int block in expression.Blocks)
        {
            bool[] @class = model.Classes[model.Blocks[block].Class];
            foreach (int option in options)
            {
                if (@class[option])
                {
                    sum += expression.BlockWeight;
                    break;
                }
            }
        }

        return expression.Constant + (expression.Scale * sum);
    }

    internal static long[] RowValues(RosterModel model, RosterCells cells)
    {
        long[] rows = new long[model.Rows.Length];
        for (int cell = 0; cell < model.Cells; cell++)
        {
            AddCell(rows, model, cells, cell);
        }

        return rows;
    }

    /// <summary>Adds what a cell gives to rows: its option and its placed breaks.</summary>
    internal static void AddCell(long[] rows, RosterModel model, RosterCells cells, int cell)
    {
        int employee = cell / model.Timeline.Days;
        Add(model.ContributionsOf(cells.Options[cell]));
        foreach (int placement in cells.PlacementsOf(cell))
        {
            if (placement >= 0)
            {
                Add(model.ContributionsOfPlacement(placement));
            }
        }

        void Add(ReadOnlySpan<Contribution> contributions)
        {
            foreach (Contribution contribution in contributions)
            {
                if (model.Groups[contribution.Group][employee])
                {
                    rows[contribution.Row] += contribution.Weight;
                }
            }
        }
    }

    internal static void AddCover(Span<long> costs, RosterModel model, CoverTerm term, ReadOnlySpan<long> rows, int sign = 1)
    {
        long shortage = 0;
        for (int row = term.FirstRow; row < term.FirstRow + term.RowCount; row++)
        {
            shortage = Math.Max(shortage, model.Rows[row].Required - rows[row]);
        }

        term.Shortage.AddTo(costs, shortage, sign);
        if (term.Surplus is not null)
        {
            term.Surplus.AddTo(costs, Math.Max(0, rows[term.FirstRow] - term.Ceiling), sign);
        }
    }
}
