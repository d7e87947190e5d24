using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;

namespace Scheduling.Engine.Rules.Fairness;

/// <content>One Balance over the employees in scope who have a contract share.</content>
public sealed partial record FairnessRule
{
    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        SchedulingProblem problem = compiler.Problem;
        var contracts = problem.Contracts.ToDictionary(c => c.Id);
        Sharer[] sharers = [.. compiler.EmployeesInScope
            .Select(e => new Sharer(e, problem.Employees[e], contracts[problem.Employees[e].Contract], EmployedDays(problem.Horizon, problem.Employees[e])))
            .Where(s => s.Contract.FairShare > 0)];
        if (sharers.Length == 0)
        {
            return;
        }

        Func<Sharer, long, long, TotalExpression> total = Counting(compiler);
        if (Mode == FairnessMode.Spread)
        {
            // Amounts times (common multiple ÷ share) are equal when they are fair.
            long multiple = sharers.Aggregate(100L, (m, s) => LeastCommonMultiple(m, s.Contract.FairShare));
            compiler.Balance([.. sharers.Select(s => total(s, multiple / s.Contract.FairShare, 0))], [], Hinges(compiler, multiple / 100, bothSides: false));
            return;
        }

        Sharer[] employed = [.. sharers.Where(s => s.Days > 0)];
        if (employed.Length == 0)
        {
            return;
        }

        long parts = employed.Sum(s => s.Parts);
        long expected = ExpectedTotal ?? Expected(problem, employed);
        compiler.Balance([.. employed.Select(s => total(s, 1, Rounded(expected * s.Parts, parts)))], Hinges(compiler, 1, bothSides: true), []);
    }

    private Hinge[] Hinges(RuleCompiler compiler, long unit, bool bothSides)
    {
        long tolerance = Tolerance * unit;
        List<Hinge> hinges = [compiler.Above(tolerance)];
        if (bothSides)
        {
            hinges.Add(compiler.Below(-tolerance));
        }

        if (ExtraWeight > 0 && !Enforcement.IsHard)
        {
            var extra = Enforcement.Soft(ExtraWeight, Enforcement.Level!);
            hinges.Add(compiler.Above(2 * tolerance, extra));
            if (bothSides)
            {
                hinges.Add(compiler.Below(-2 * tolerance, extra));
            }
        }

        return [.. hinges];
    }

    /// <summary>How a sharer's amount is counted: given a scale and a fair share, scale × (amount + carried) − share.</summary>
    private Func<Sharer, long, long, TotalExpression> Counting(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        int[] weekends = [];
        int measure = -1;
        if (Measure == "weekends")
        {
            weekends = [.. Weekends(compiler.Problem.Horizon).Select(days => compiler.Class(o => o.IsWork && days.Contains(o.Date)))];
        }
        else
        {
            HashSet<LocalDate> holidays = [.. compiler.Problem.Calendar.Where(c => c.Kind == CalendarDayKind.PublicHoliday).Select(c => c.Date)];
            measure = compiler.Measure(o => Measure switch
            {
                "minutes" => o.PaidMinutes,
                "overtime" => o.OvertimeMinutes,
                "nights" => o.IsNight ? 1 : 0,
                "holidays" => o.IsWork && holidays.Contains(o.Date) ? 1 : 0,
                "standby" => o.IsStandby ? 1 : 0,
                _ => o.IsWork && (Measure == BandPrefix + o.Band!.Id || Measure == PostPrefix + o.Post) ? 1 : 0,
            });
        }

        return (sharer, scale, share) => new TotalExpression
        {
            Employee = sharer.Index,
            Measure = measure,
            FirstDay = timeline.HorizonStart,
            LastDay = timeline.HorizonEnd - 1,
            Scale = scale,
            Constant = (scale * sharer.Employee.Balances.Where(b => b.Measure == Measure).Sum(b => (long)b.Amount)) - share,
            Blocks = [.. weekends.Select(w => compiler.Block(sharer.Index, w))],
        };
    }

    private long Expected(SchedulingProblem problem, Sharer[] employed)
    {
        if (Measure == "minutes")
        {
            return employed.Sum(s => (long)s.Contract.TargetMinutesPerWeek * s.Days) / 7;
        }

        var types = problem.ShiftTypes.ToDictionary(s => s.Id);
        ShiftDemand[] asked = [.. problem.Demand.Shifts.Where(d => problem.Horizon.Contains(d.Date)
            && Adds(problem, types[d.ShiftType], PostsAsked(d, types[d.ShiftType]), d.Date))];
        long standby = Measure == "standby" ? problem.Demand.Standby.Where(d => problem.Horizon.Contains(d.Date)).Sum(d => (long)d.Required) : 0;
        return standby + (Measure == "weekends"
            ? Weekends(problem.Horizon).Sum(days => days.Max(day => asked.Where(d => d.Date == day).Sum(d => (long)d.Required)))
            : asked.Sum(d => (long)d.Required));
    }

    /// <summary>Stretches of weekend days that follow each other, as far as they lie in the horizon.</summary>
    private static List<HashSet<LocalDate>> Weekends(Horizon horizon)
    {
        List<HashSet<LocalDate>> weekends = [];
        bool before = false;
        for (int i = 0; i < horizon.Days; i++)
        {
            LocalDate date = horizon.Start.PlusDays(i);
            bool isWeekend = horizon.Weekend.Contains(date.DayOfWeek);
            if (isWeekend && !before)
            {
                weekends.Add([]);
            }

            if (isWeekend)
            {
                weekends[^1].Add(date);
            }

            before = isWeekend;
        }

        return weekends;
    }

    private static int EmployedDays(Horizon horizon, Employee employee) =>
        Enumerable.Range(0, horizon.Days).Select(horizon.Start.PlusDays).Count(d => !(d < employee.EmployedFrom) && !(d > employee.EmployedUntil));

    private static long LeastCommonMultiple(long a, long b)
    {
        (long x, long y) = (a, b);
        while (y != 0)
        {
            (x, y) = (y, x % y);
        }

        return checked(a / x * b);
    }

    /// <summary>A quotient of non-negative numbers, halves rounded up.</summary>
    private static long Rounded(long numerator, long denominator) => ((2 * numerator) + denominator) / (2 * denominator);

    private sealed record Sharer(int Index, Employee Employee, Contract Contract, int Days)
    {
        /// <summary>Contract share × days employed.</summary>
        public long Parts => (long)Contract.FairShare * Days;
    }
}
