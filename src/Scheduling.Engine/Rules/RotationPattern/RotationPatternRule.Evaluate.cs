using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;

namespace Scheduling.Engine.Rules.RotationPattern;

/// <content>Lays the cycle over the dates in every place it may have and keeps the best.</content>
public sealed partial record RotationPatternRule
{
    /// <inheritdoc/>
    public override void Evaluate(RosterView roster, RuleReport report)
    {
        IReadOnlyList<string> cycle = Positions();
        LocalDate[] dates = [.. roster.KnownDates().Where(date => date >= roster.Horizon.Start)];
        foreach (Employee employee in roster.Problem.Employees.Where(IsFor))
        {
            IEnumerable<int> phases = Phases.ContainsKey(employee.Id) ? [Phases[employee.Id]] : KeepsPhase ? Continuing(roster, employee, cycle) : Enumerable.Range(0, cycle.Count);
            List<(LocalDate Date, int Position)>? best = null;
            foreach (int phase in phases)
            {
                List<(LocalDate Date, int Position)> differing =
                [
                    .. dates
                        .Select((date, day) => (Date: date, Position: (phase + day) % cycle.Count))
                        .Where(d => !Fits(cycle[d.Position], roster.DutyOn(employee, d.Date))),
                ];
                if (best is null || differing.Count < best.Count)
                {
                    best = differing;
                }
            }

            foreach ((LocalDate date, int position) in best!)
            {
                Duty? duty = roster.DutyOn(employee, date);
                report.Add(
                    1,
                    new LocalizedText(
                        $"{employee.Name}：{date:MM-dd} 为{duty?.ShiftType.Name ?? "休息"}，按轮班模式应为{NameOf(roster, cycle[position])}（周期第 {position + 1} 天，共 {cycle.Count} 天）。",
                        $"{employee.Name} has {duty?.ShiftType.Name ?? "a day off"} on {date:MM-dd}; the rotation pattern requires '{cycle[position]}' (day {position + 1} of {cycle.Count})."),
                    employee.Id,
                    date);
            }
        }
    }

    /// <summary>Positions of the horizon's first day from which the cycle, walked backwards, meets the fewest differing days.</summary>
    private static IEnumerable<int> Continuing(RosterView roster, Employee employee, IReadOnlyList<string> cycle)
    {
        List<Leave> leave = [.. roster.Problem.Leave.Where(l => l.Employee == employee.Id && l.Part == LeavePart.FullDay)];
        return Enumerable.Range(0, cycle.Count).GroupBy(Differing).MinBy(group => group.Key)!;

        int Differing(int phase)
        {
            int differing = 0;
            int position = phase;
            for (LocalDate date = roster.Horizon.Start.PlusDays(-1); date >= roster.Horizon.KnownFrom(); date = date.PlusDays(-1))
            {
                position = position == 0 ? cycle.Count - 1 : position - 1;
                bool away = leave.Exists(l => l.From <= date && l.Until >= date) || date < employee.EmployedFrom || date > employee.EmployedUntil;
                differing += away || Fits(cycle[position], roster.DutyOn(employee, date)) ? 0 : 1;
            }

            return differing;
        }
    }

    private static bool Fits(string word, Duty? duty)
    {
        if (word == Off)
        {
            return duty is null;
        }

        return duty is { IsWork: true } && (word == Work || duty.Band.Id == word);
    }

    private static string NameOf(RosterView roster, string word) => word switch
    {
        Off => "休息",
        Work => "上班",
        _ => roster.Problem.Bands.FirstOrDefault(b => b.Id == word) is { Name.Length: > 0 } band ? band.Name : word,
    };
}
