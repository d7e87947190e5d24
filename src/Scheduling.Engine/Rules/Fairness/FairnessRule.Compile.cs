using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Modelling;
using Scheduling.Engine.Rules.Wishes;

namespace Scheduling.Engine.Rules.Fairness;

/// <content>One Balance over the employees in scope who have a contract share; in share mode one for each tolerance among them.</content>
public sealed partial record FairnessRule
{
    private const int Thousand = 1000;

    /// <inheritdoc/>
    public override void Compile(RuleCompiler compiler)
    {
        SchedulingProblem problem = compiler.Problem;
        var contracts = problem.Contracts.ToDictionary(c => c.Id);
        Sharer[] sharers = [.. compiler.EmployeesInScope
            .Select(e => new Sharer(e, problem.Employees[e], contracts[problem.Employees[e].Contract], EmployedDays(problem.Horizon, problem.Employees[e])))
            .Where(s => s.Contract.FairShare > 0 && s.Days > 0 && (Measure != WishesMeasure || WishesOf(problem, s.Employee).Any()))];
        Func<Sharer, long, long, TotalExpression> counted = Counting(compiler);
        if (Mode == FairnessMode.Spread)
        {
            Sharer[] compared = [.. sharers.Where(s => 10 * s.Days >= problem.Horizon.Days)];
            if (compared.Length > 0)
            {
                long unit = PartsOfUnit(compared, problem.Horizon.Days);
                Func<Sharer, long, TotalExpression> total = (s, scale) => counted(s, scale, Rounded(scale * Carried(s), Thousand));
                compiler.Balance([.. compared.Select(s => total(s, Rounded(unit * 100 * problem.Horizon.Days, s.Parts)))], [], Hinges(compiler, Tolerance * unit, bothSides: false));
            }

            return;
        }

        long parts = sharers.Sum(s => s.Parts);
        long expected = ExpectedTotal ?? Expected(problem, sharers);
        foreach (IGrouping<long, Sharer> alike in sharers.GroupBy(s => Rounded((long)Tolerance * s.Contract.FairShare, 100)))
        {
            compiler.Balance(
                [.. alike.Select(s => counted(s, 1, -Rounded((expected * s.Parts * Thousand) - (Carried(s) * parts), parts * Thousand)))],
                Hinges(compiler, alike.Key, bothSides: true),
                []);
        }
    }

    /// <summary>
    /// How many parts a full-time unit has, so that amounts times (parts of everything ÷ own parts) are whole: by the least common multiple where that is small enough, else
    /// by a hundred or more, of which the contract shares still divide without rest.
    /// </summary>
    private static long PartsOfUnit(Sharer[] sharers, int days)
    {
        long byShares = sharers.Aggregate(100L, (m, s) => LeastCommonMultiple(m, s.Contract.FairShare)) / 100;
        long most = Math.Max(DayParts, byShares);
        long multiple = 100L * days;
        foreach (Sharer sharer in sharers)
        {
            multiple = LeastCommonMultiple(multiple, sharer.Parts);
            if (multiple > most * 100 * days)
            {
                return byShares * ((DayParts + byShares - 1) / byShares);
            }
        }

        return multiple / (100L * days);
    }

    private Hinge[] Hinges(RuleCompiler compiler, long tolerance, bool bothSides)
    {
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

    /// <summary>How a sharer's amount is counted: given a scale and what else counts, scale × amount + the latter.</summary>
    private Func<Sharer, long, long, TotalExpression> Counting(RuleCompiler compiler)
    {
        Timeline timeline = compiler.Timeline;
        if (Measure == WishesMeasure)
        {
            return (sharer, scale, more) => GrantedWishes(compiler, sharer, scale, more);
        }

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
                _ => o.IsWork && (Measure == BandPrefix + o.Band!.Id || (Measure.StartsWith(PostPrefix, StringComparison.Ordinal) && o.IsOn(Measure[PostPrefix.Length..]))) ? 1 : 0,
            });
        }

        LeaveCredits? leave = Measure == "minutes" && CountsLeave ? new LeaveCredits(compiler) : null;
        return (sharer, scale, more) => new TotalExpression
        {
            Employee = sharer.Index,
            Measure = measure,
            FirstDay = timeline.HorizonStart,
            LastDay = timeline.HorizonEnd - 1,
            Scale = scale,
            Constant = (scale * (leave?.Between(sharer.Index, timeline.HorizonStart, timeline.HorizonEnd - 1) ?? 0)) + more,
            Blocks = [.. weekends.Select(w => compiler.Block(sharer.Index, w))],
        };
    }

    /// <summary>What is carried over, in thousandths of a unit.</summary>
    private long Carried(Sharer sharer) => sharer.Employee.Balances.Where(b => b.Measure == Measure).Sum(b => (long)(b.Amount * Thousand));

    /// <summary>Preferred duties are a measure of their own day; what is avoided is granted while no duty touches its block, which counts once per point of priority.</summary>
    private static TotalExpression GrantedWishes(RuleCompiler compiler, Sharer sharer, long scale, long more)
    {
        Timeline timeline = compiler.Timeline;
        ILookup<bool, (Wish Wish, Func<Option, bool> SpokenOf)> wishes = WishesOf(compiler.Problem, sharer.Employee)
            .ToLookup(w => w.Kind == WishKind.Prefer, w => (w, WishesRule.SpokenOf(timeline, w)));
        int[] points = new int[compiler.Options.Count];
        foreach (Option option in compiler.Options)
        {
            points[option.Index] = wishes[true].Where(w => w.SpokenOf(option)).Sum(w => w.Wish.Priority);
        }

        return new TotalExpression
        {
            Employee = sharer.Index,
            Measure = compiler.Measure(o => points[o.Index]),
            FirstDay = timeline.HorizonStart,
            LastDay = timeline.HorizonEnd - 1,
            Scale = scale,
            Constant = (scale * wishes[false].Sum(w => w.Wish.Priority)) + more,
            Blocks = [.. wishes[false].SelectMany(w => Enumerable.Repeat(compiler.Block(sharer.Index, compiler.Class(w.SpokenOf)), w.Wish.Priority))],
            BlockWeight = -1,
        };
    }

    private static IEnumerable<Wish> WishesOf(SchedulingProblem problem, Employee employee) =>
        problem.Wishes.Where(w => w.Employee == employee.Id && w.Kind != WishKind.Cannot && w.Partner is null && problem.Horizon.Contains(w.Date));

    private long Expected(SchedulingProblem problem, Sharer[] employed)
    {
        if (Measure == "minutes")
        {
            return employed.Sum(s => (long)s.Contract.TargetMinutesPerWeek * s.Days) / 7;
        }

        if (Measure == WishesMeasure)
        {
            return employed.Sum(s => WishesOf(problem, s.Employee).Sum(w => (long)w.Priority));
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

    /// <summary>A quotient, halves rounded up; the denominator is positive.</summary>
    private static long Rounded(long numerator, long denominator)
    {
        (long quotient, long rest) = Math.DivRem((2 * numerator) + denominator, 2 * denominator);
        return rest < 0 ? quotient - 1 : quotient;
    }

    private sealed record Sharer(int Index, Employee Employee, Contract Contract, int Days)
    {
        /// <summary>Contract share × days employed.</summary>
        public long Parts => (long)Contract.FairShare * Days;
    }
}
