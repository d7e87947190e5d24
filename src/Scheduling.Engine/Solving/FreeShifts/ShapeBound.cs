namespace Scheduling.Engine.Solving.FreeShifts;

/// <summary>
/// A lower bound of the soft cost of rosters of shapes that keep the hard rules, for models with one soft level. With one price for a place at any row, people are independent of each other: each takes the schedule
/// with the cheapest places, each row as many people as are worth it, and the sum is at most the cost of any roster (Lagrangian relaxation). Prices are whole numbers and so are all sums.
/// </summary>
internal static class ShapeBound
{
    /// <summary>Prices tried: the steps of the cheapest covers, of which so many are enough.</summary>
    private const int MostPrices = 6;

    /// <summary>Whole numbers up to this are exact as floats.</summary>
    private const float MostExact = 1 << 24;

    /// <summary>The best bound of all prices tried; null when there is none.</summary>
    public static long? Best(ShapeForm form, CancellationToken stop)
    {
        if (form.Model.Levels != 2)
        {
            return null;
        }

        double[] prices = [.. form.Soft.SelectMany(kind => Enumerable.Range(1, kind.Length - 1).Select(n => kind[n] - kind[n - 1])).Where(step => step > 0).Distinct().Order().Take(MostPrices)];
        var shapes = new ShapePrices(form);
        var pricer = new ShapePricer(form);
        long? best = null;
        foreach (double price in prices)
        {
            if (stop.IsCancellationRequested)
            {
                return best;
            }

            double bound = OfRows(form, price) + OfEmployees(form, (float)price, shapes, pricer);
            best = double.IsFinite(bound) ? Math.Max(best ?? 0, (long)bound) : best;
        }

        return best;
    }

    /// <summary>The least of cost − price × people of each row, among numbers of people that keep its hard rule.</summary>
    private static double OfRows(ShapeForm form, double price)
    {
        double[] least = new double[form.Soft.Length];
        for (int kind = 0; kind < least.Length; kind++)
        {
            least[kind] = double.PositiveInfinity;
            for (int there = 0; there <= form.Model.Employees; there++)
            {
                if (form.Hard[kind][there] == 0)
                {
                    least[kind] = Math.Min(least[kind], form.Soft[kind][there] - (price * there));
                }
            }
        }

        return form.RowKind.Sum(kind => least[kind]);
    }

    /// <summary>What everybody's cheapest schedule costs at a price for each place; −∞ when sums would not be exact.</summary>
    private static double OfEmployees(ShapeForm form, float price, ShapePrices shapes, ShapePricer pricer)
    {
        float[] rows = new float[form.Model.Rows.Length];
        Array.Fill(rows, price);
        int[] options = new int[form.Days];
        var random = new Random(0);
        bool alike = form.Model.OptionCosts[1] is null;
        Dictionary<(bool[] Usable, int Least, int Most, int Run, int Steps, int Own), float> known = [];
        double sum = 0;
        for (int employee = 0; employee < form.Model.Employees; employee++)
        {
            var key = (form.Usable[employee], form.Least[employee], form.Most[employee], form.MostRun[employee], form.LeastSteps[employee], alike ? 0 : employee);
            if (!known.TryGetValue(key, out float value))
            {
                for (int day = 0; day < form.Days; day++)
                {
                    shapes.Update(day, employee, rows, 0, random);
                    options[day] = form.Model.DayOffsets[day];
                }

                known[key] = value = pricer.Price(employee, 0, form.Days, options, shapes.Prices);
            }

            if (Math.Abs(value) >= MostExact)
            {
                return double.NegativeInfinity;
            }

            sum += value;
        }

        return sum;
    }
}
