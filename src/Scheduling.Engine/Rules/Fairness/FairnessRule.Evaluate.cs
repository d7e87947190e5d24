using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Engine.Rules.Wishes;

namespace Scheduling.Engine.Rules.Fairness;

/// <content>Counts the duties of the horizon and compares people.</content>
public sealed partial record FairnessRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        if (Mode == FairnessMode.Spread)
        {
            CompareWithEachOther(roster, report);
        }
        else
        {
            CompareWithShares(roster, report);
        }
    }

    /// <summary>
    /// How the employees whom the spread compares stand in a roster: those in scope with a contract share who are employed for at least a tenth of the horizon (and, for
    /// wishes, made any).
    /// </summary>
    public FairnessStandings Standings(RosterView roster)
    {
        long days = roster.Horizon.Days;
        (Employee Employee, long Share, long Days)[] compared = [.. Sharing(roster)
            .Select(e => (e, (long)roster.ContractOf(e).FairShare, DaysEmployed(roster, e)))
            .Where(e => 10 * e.Item3 >= days)];

        // A full-time unit has as many parts as make every share, and every share of the days employed, a whole number of them; too many are rounded.
        long byShares = Fewest(long.MaxValue, n => compared.All(e => n * 100 % e.Share == 0))!.Value;
        long parts = Fewest(Math.Max(DayParts, byShares), n => compared.All(e => n * 100 * days % (e.Share * e.Days) == 0))
            ?? Fewest(long.MaxValue, n => n >= DayParts && n % byShares == 0)!.Value;
        return new FairnessStandings(
            [.. compared.Select(e =>
            {
                decimal scale = Math.Floor((parts * 100m * days / (e.Share * e.Days)) + 0.5m);
                (long amount, decimal carried) = (Amount(roster, e.Employee), Carried(e.Employee));
                return new FairnessStanding(e.Employee, amount, carried, (int)e.Share, (int)e.Days, (long)Math.Floor((scale * (amount + carried)) + 0.5m));
            })],
            parts);
    }

    private static long? Fewest(long most, Func<long, bool> fits)
    {
        for (long n = 1; n <= most; n++)
        {
            if (fits(n))
            {
                return n;
            }
        }

        return null;
    }

    private IEnumerable<Employee> Sharing(RosterView roster) => roster.Problem.Employees.Where(e =>
        IsFor(e) && roster.ContractOf(e).FairShare > 0 && DaysEmployed(roster, e) > 0 && (Measure != WishesMeasure || Wished(roster, e).Any()));

    private static long DaysEmployed(RosterView roster, Employee employee)
    {
        LocalDate from = Latest(employee.EmployedFrom ?? roster.Horizon.Start, roster.Horizon.Start);
        LocalDate until = Earliest(employee.EmployedUntil ?? roster.Horizon.End(), roster.Horizon.End());
        return from > until ? 0 : Period.DaysBetween(from, until) + 1;
    }

    private void CompareWithEachOther(RosterView roster, RuleReport report)
    {
        FairnessStandings standings = Standings(roster);
        if (standings.Members.Count == 0)
        {
            return;
        }

        long parts = standings.PartsOfUnit;
        FairnessStanding least = standings.Members.MinBy(m => m.Compared)!;
        FairnessStanding most = standings.Members.MaxBy(m => m.Compared)!;
        string difference = ((decimal)standings.Spread / parts).ToString("0.##", CultureInfo.InvariantCulture);
        Charge(report, roster.Horizon, standings.Spread, Tolerance * parts, null, new LocalizedText(
            $"{Name.Zh}：{most.Employee.Name} {Told(most.Amount + most.Carried)}，{least.Employee.Name} {Told(least.Amount + least.Carried)}（含结转）；按合同份额和在职天数折算相差 {difference}，允许 {Tolerance}{(parts == 1 ? "" : $"（超出量以 1/{parts} 计）")}。",
            $"{Name.En}: {most.Employee.Name} has {Told(most.Amount + most.Carried)} and {least.Employee.Name} {Told(least.Amount + least.Carried)}, carry-over included; as full-time units they are {difference} apart, {Tolerance} are tolerated{(parts == 1 ? "" : $" (the excess counts in units of 1/{parts})")}."));
    }

    private void CompareWithShares(RosterView roster, RuleReport report)
    {
        Dictionary<Employee, long> weights = new(ReferenceEqualityComparer.Instance);
        foreach (Employee employee in Sharing(roster))
        {
            weights[employee] = roster.ContractOf(employee).FairShare * DaysEmployed(roster, employee);
        }

        decimal sum = weights.Values.Sum();
        long expected = ExpectedTotal ?? Measure switch
        {
            "minutes" => ContractMinutes(roster, weights),
            WishesMeasure => weights.Keys.SelectMany(e => Wished(roster, e)).Sum(w => (long)w.Priority),
            _ => AskedFor(roster),
        };
        foreach ((Employee employee, long weight) in weights)
        {
            decimal share = expected * (decimal)weight / sum;
            long amount = Amount(roster, employee);
            decimal carried = Carried(employee);
            long due = (long)Math.Floor(share - carried + 0.5m);
            long off = amount - due;
            long tolerated = (long)Math.Floor((Tolerance * roster.ContractOf(employee).FairShare / 100m) + 0.5m);
            Charge(report, roster.Horizon, Math.Abs(off), tolerated, employee, new LocalizedText(
                $"{employee.Name}：{Name.Zh} {amount}，结转 {Told(carried)}，应得份额 {Told(share)}，取整后应排 {due}；{(off > 0 ? "多" : "少")} {Math.Abs(off)}，允许 {tolerated}。",
                $"{employee.Name} has {amount} {Name.En} and {Told(carried)} carried over; the fair share is {Told(share)}, so {due} are due: {Math.Abs(off)} too {(off > 0 ? "many" : "few")}, {tolerated} are tolerated."));
        }
    }

    private static string Told(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>One violation, however steep the cost is where it lies.</summary>
    private void Charge(RuleReport report, Horizon horizon, long value, long tolerance, Employee? employee, LocalizedText message)
    {
        long further = Enforcement.Kind == "soft" ? ExtraWeight * Math.Max(0, value - (2 * tolerance)) : 0;
        report.Add(Enforcement, Math.Max(0, value - tolerance), message, employee?.Id, horizon.Start, horizon.End(), further: further);
    }

    private static long ContractMinutes(RosterView roster, Dictionary<Employee, long> weights)
    {
        long sevenths = 0;
        foreach ((Employee employee, long weight) in weights)
        {
            Contract contract = roster.ContractOf(employee);
            sevenths += weight / contract.FairShare * contract.TargetMinutesPerWeek;
        }

        return sevenths / 7;
    }

    private long AskedFor(RosterView roster)
    {
        SortedDictionary<LocalDate, long> byDay = [];
        foreach (ShiftDemand demand in roster.Problem.Demand.Shifts.Where(d => roster.Horizon.Contains(d.Date)))
        {
            ShiftType type = roster.Problem.ShiftTypes.Single(s => s.Id == demand.ShiftType);
            string? post = demand.Post ?? (type.Posts.Count == 1 ? type.Posts[0] : null);
            if (IsCounted(roster, type.IsStandby(), roster.Problem.Bands.Single(b => b.Id == type.Band), type.Parts.Select(p => p.Post ?? post), demand.Date))
            {
                byDay[demand.Date] = byDay.GetValueOrDefault(demand.Date) + demand.Required;
            }
        }

        if (Measure == "standby")
        {
            return byDay.Values.Sum() + roster.Problem.Demand.Standby.Where(d => roster.Horizon.Contains(d.Date)).Sum(d => (long)d.Required);
        }

        // A weekend asks for as many people as its busiest day.
        return Measure == "weekends" ? byDay.GroupBy(d => WeekendOf(roster.Horizon, d.Key)).Sum(w => w.Max(d => d.Value)) : byDay.Values.Sum();
    }

    private long Amount(RosterView roster, Employee employee)
    {
        if (Measure == WishesMeasure)
        {
            return Wished(roster, employee).Where(w => WishesRule.IsGranted(roster, w, employee)).Sum(w => (long)w.Priority);
        }

        IEnumerable<Duty> counted = roster.HorizonDutiesOf(employee).Where(d => IsCounted(roster, d.IsStandby, d.Band, d.Parts.Select(p => p.Post), d.Date));
        return Measure switch
        {
            "minutes" => counted.Sum(d => (long)d.PaidMinutes) + OnPaidLeave(roster, employee),
            "overtime" => roster.HorizonDutiesOf(employee).Sum(d => (long)d.OvertimeMinutes),
            "weekends" => counted.Select(d => WeekendOf(roster.Horizon, d.Date)).Distinct().Count(),
            _ => counted.Count(),
        };
    }

    private long OnPaidLeave(RosterView roster, Employee employee) =>
        CountsLeave ? roster.HorizonDates().Sum(date => roster.PaidLeave.MinutesOn(employee, date)) : 0;

    private static IEnumerable<Wish> Wished(RosterView roster, Employee employee) =>
        roster.Problem.Wishes.Where(w => w.Employee == employee.Id && w.Kind is (WishKind.Prefer or WishKind.Avoid) && w.Partner is null && roster.Horizon.Contains(w.Date));

    private decimal Carried(Employee employee)
    {
        decimal carried = 0;
        foreach (CarriedBalance balance in employee.Balances)
        {
            carried += balance.Measure == Measure ? balance.Amount : 0;
        }

        return carried;
    }

    private bool IsCounted(RosterView roster, bool isStandby, Band band, IEnumerable<string?> posts, LocalDate date)
    {
        if (Measure == "minutes")
        {
            return true;
        }

        if (isStandby || Measure == "standby")
        {
            return isStandby && Measure == "standby";
        }

        return Measure switch
        {
            "nights" => band.Night,
            "weekends" => roster.Horizon.Weekend.Contains(date.DayOfWeek),
            "holidays" => roster.CalendarKind(date) == CalendarDayKind.PublicHoliday,
            _ => Measure == "band:" + band.Id || posts.Any(post => Measure == "post:" + post),
        };
    }

    /// <summary>A weekend is known by its first day, the one after a day that is none (or the first day of the horizon).</summary>
    private static LocalDate WeekendOf(Horizon horizon, LocalDate date)
    {
        LocalDate first = date;
        while (first > horizon.Start && horizon.Weekend.Contains(first.PlusDays(-1).DayOfWeek))
        {
            first = first.PlusDays(-1);
        }

        return first;
    }

    private static LocalDate Latest(LocalDate a, LocalDate b) => a > b ? a : b;

    private static LocalDate Earliest(LocalDate a, LocalDate b) => a < b ? a : b;

    private LocalizedText Name => Measure switch
    {
        "minutes" => new("工时分钟", "minutes"),
        "nights" => new("夜班", "nights"),
        "weekends" => new("周末班", "weekends"),
        "holidays" => new("节假日班", "holidays"),
        "standby" => new("备班", "standby duties"),
        "overtime" => new("加班分钟", "minutes of overtime"),
        WishesMeasure => new("获满足的意愿分", "points of granted wishes"),
        _ => new($"“{Measure}”班次", $"shifts of '{Measure}'"),
    };
}
