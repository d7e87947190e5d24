using System.Globalization;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.Fairness;

/// <content>Counts the duties of the horizon and compares people.</content>
public sealed partial record FairnessRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        List<Employee> sharing = [.. roster.Problem.Employees.Where(e => IsFor(e) && roster.ContractOf(e).FairShare > 0)];
        if (Mode == FairnessMode.Spread)
        {
            CompareWithEachOther(roster, report, sharing);
        }
        else
        {
            CompareWithShares(roster, report, sharing);
        }
    }

    private void CompareWithEachOther(RosterView roster, RuleReport report, List<Employee> sharing)
    {
        if (sharing.Count == 0)
        {
            return;
        }

        // The smallest number of hundreds that every share divides; a full-time unit is worth as many parts as there are hundreds.
        long parts = 1;
        while (sharing.Exists(e => parts * 100 % roster.ContractOf(e).FairShare != 0))
        {
            parts++;
        }

        (Employee Employee, long Amount, long Seen)[] order = [.. sharing
            .Select(e => (Employee: e, Amount: Amount(roster, e) + Carried(e)))
            .Select(a => (a.Employee, a.Amount, Seen: parts * 100 / roster.ContractOf(a.Employee).FairShare * a.Amount))
            .OrderBy(a => a.Seen)];
        (Employee least, long leastAmount, long low) = order[0];
        (Employee most, long mostAmount, long high) = order[^1];
        string difference = ((decimal)(high - low) / parts).ToString("0.##", CultureInfo.InvariantCulture);
        Charge(report, roster.Horizon, high - low, Tolerance * parts, null, tolerated => new LocalizedText(
            $"{Name.Zh}：{most.Name} {mostAmount}，{least.Name} {leastAmount}（含结转）；按合同份额折算相差 {difference}，允许 {tolerated / parts}{(parts == 1 ? "" : $"（超出量以 1/{parts} 计）")}。",
            $"{Name.En}: {most.Name} has {mostAmount} and {least.Name} {leastAmount}, carry-over included; as full-time units they are {difference} apart, {tolerated / parts} are tolerated{(parts == 1 ? "" : $" (the excess counts in units of 1/{parts})")}."));
    }

    private void CompareWithShares(RosterView roster, RuleReport report, List<Employee> sharing)
    {
        Dictionary<Employee, long> weights = new(ReferenceEqualityComparer.Instance);
        foreach (Employee employee in sharing)
        {
            LocalDate from = Latest(employee.EmployedFrom ?? roster.Horizon.Start, roster.Horizon.Start);
            LocalDate until = Earliest(employee.EmployedUntil ?? roster.Horizon.End(), roster.Horizon.End());
            if (from <= until)
            {
                weights[employee] = (long)roster.ContractOf(employee).FairShare * (Period.DaysBetween(from, until) + 1);
            }
        }

        decimal sum = weights.Values.Sum();
        long expected = ExpectedTotal ?? (Measure == "minutes" ? ContractMinutes(roster, weights) : AskedFor(roster));
        foreach (Employee employee in sharing.Where(weights.ContainsKey))
        {
            long share = (long)Math.Floor((expected * (decimal)weights[employee] / sum) + 0.5m);
            long amount = Amount(roster, employee);
            long carried = Carried(employee);
            long off = amount + carried - share;
            Charge(report, roster.Horizon, Math.Abs(off), Tolerance, employee, tolerated => new LocalizedText(
                $"{employee.Name}：{Name.Zh} {amount}，结转 {carried}，应得份额 {share}；{(off > 0 ? "多" : "少")} {Math.Abs(off)}，允许 {tolerated}。",
                $"{employee.Name} has {amount} {Name.En} and {carried} carried over; the fair share is {share}: {Math.Abs(off)} too {(off > 0 ? "many" : "few")}, {tolerated} are tolerated."));
        }
    }

    private void Charge(RuleReport report, Horizon horizon, long value, long tolerance, Employee? employee, Func<long, LocalizedText> message)
    {
        if (value > tolerance)
        {
            report.Add(value - tolerance, message(tolerance), employee?.Id, horizon.Start, horizon.End());
        }

        if (value > 2 * tolerance && Enforcement.Kind == "soft")
        {
            report.Add(Enforcement.Soft(ExtraWeight, Enforcement.Level!), value - (2 * tolerance), message(2 * tolerance), employee?.Id, horizon.Start, horizon.End());
        }
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
            if (IsCounted(roster, type.IsStandby(), roster.Problem.Bands.Single(b => b.Id == type.Band), post, demand.Date))
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
        IEnumerable<Duty> counted = roster.HorizonDutiesOf(employee).Where(d => IsCounted(roster, d.IsStandby, d.Band, d.Post, d.Date));
        return Measure switch
        {
            "minutes" => counted.Sum(d => (long)d.PaidMinutes),
            "overtime" => roster.HorizonDutiesOf(employee).Sum(d => (long)d.OvertimeMinutes),
            "weekends" => counted.Select(d => WeekendOf(roster.Horizon, d.Date)).Distinct().Count(),
            _ => counted.Count(),
        };
    }

    private long Carried(Employee employee)
    {
        long carried = 0;
        foreach (CarriedBalance balance in employee.Balances)
        {
            carried += balance.Measure == Measure ? balance.Amount : 0;
        }

        return carried;
    }

    private bool IsCounted(RosterView roster, bool isStandby, Band band, string? post, LocalDate date)
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
            _ => Measure == "band:" + band.Id || Measure == "post:" + post,
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
        _ => new($"“{Measure}”班次", $"shifts of '{Measure}'"),
    };
}
