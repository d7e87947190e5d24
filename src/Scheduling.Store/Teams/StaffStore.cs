using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Teams;

/// <summary>What changes for an employee.</summary>
public enum StaffChangeKind
{
    /// <summary>Comes to the team, for the first time or again.</summary>
    Join,

    /// <summary>Leaves the team.</summary>
    Leave,

    /// <summary>Works by another contract.</summary>
    Contract,

    /// <summary>Holds a skill, or another level of it.</summary>
    Skill,

    /// <summary>Holds a skill no longer.</summary>
    SkillEnd,
}

/// <summary>A change of staff from a day on, as HR systems know it. Said again it changes nothing.</summary>
public sealed record StaffChange
{
    /// <summary>Id of the employee.</summary>
    public required string Employee { get; init; }

    /// <summary>What changes.</summary>
    public required StaffChangeKind Kind { get; init; }

    /// <summary>First day on which it holds: join, contract, skill.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Last day: leave, skillEnd; of a skill that is held for a time.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Name shown to people: join.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the contract: join, contract.</summary>
    public string? Contract { get; init; }

    /// <summary>Id of the skill: skill, skillEnd.</summary>
    public string? Skill { get; init; }

    /// <summary>Level of the skill, 1 to 9. Default 1.</summary>
    public int Level { get; init; } = 1;

    /// <summary>A trainee is not certified. Default true.</summary>
    public bool Certified { get; init; } = true;
}

/// <summary>What came of a change of staff.</summary>
/// <param name="Changed">False: it was so already.</param>
/// <param name="Created">The employee is new.</param>
/// <param name="Runs">The automatic runs it asked for.</param>
public sealed record StaffOutcome(bool Changed, bool Created, IReadOnlyList<Guid> Runs);

/// <summary>A contract that begins later, in a list.</summary>
public sealed record ComingContract(string Employee, LocalDate From, string Contract);

/// <summary>Changes of staff with the day from which they hold. Weeks before that day are left alone.</summary>
public sealed class StaffStore(StoreSession store)
{
    /// <summary>Contracts with a first day of their own, by employee and day.</summary>
    public Task<IReadOnlyList<ComingContract>> TermsAsync(string team, CancellationToken cancellation = default) =>
        store.ReadAsync<IReadOnlyList<ComingContract>>(async context =>
        {
            await TeamReader.RowAsync(context, team, cancellation);
            List<EmployeeRow> rows = await context.Employees.Where(e => e.TeamId == team && e.Terms != null).OrderBy(e => e.Position).ToListAsync(cancellation);
            return [.. rows.SelectMany(row => ContractTerm.Of(row).Select(term => new ComingContract(row.Id, term.From, term.Contract)))];
        }, cancellation);

    /// <summary>Carries out one change.</summary>
    public Task<StaffOutcome> ApplyAsync(string team, StaffChange change, string by, CancellationToken cancellation = default) => store.WriteAsync(async context =>
    {
        Check(change);
        TeamRow row = await TeamChange.LockAsync(context, team, cancellation);
        var setup = StoreJson.Read<TeamSetup>(row.Setup);
        List<EmployeeRow> people = await context.Employees.Where(e => e.TeamId == team).OrderBy(e => e.Position).ToListAsync(cancellation);
        EmployeeRow? known = people.Find(e => e.Id == change.Employee);
        if (known is null && change.Kind != StaffChangeKind.Join)
        {
            throw StoreException.Invalid("unknown-reference", "/employee", $"员工“{change.Employee}”不在团队“{team}”中；请检查工号。", $"Team '{team}' has no employee '{change.Employee}'; check the id.");
        }

        EmployeeRow person = known ?? new EmployeeRow
        {
            TeamId = team,
            Id = change.Employee,
            Position = people.Count == 0 ? 0 : people[^1].Position + 1,
            Body = StoreJson.Write(new Employee { Id = change.Employee, Contract = change.Contract! }),
        };
        Employee before = StoreJson.Read<Employee>(person.Body);
        string? terms = person.Terms;
        (Employee after, LocalDate? from, LocalDate? until) = change.Kind == StaffChangeKind.Contract ? (before, Sign(person, change, setup), null) : Changed(before, change);
        string body = StoreJson.Write(after);
        if (known is not null && body == known.Body && terms == person.Terms)
        {
            return new StaffOutcome(false, false, []);
        }

        person.Body = body;
        person.Version++;
        if (known is null)
        {
            context.Employees.Add(person);
            people.Add(person);
        }

        TeamStore.CheckTeam(setup, people);
        string name = after.Name.Length > 0 ? $"{after.Name} {after.Id}" : after.Id;
        var note = new TeamChangeNote($"staff.{Word(change.Kind)}", change.Employee) { Detail = Told(change), From = from, Until = until, Cause = Cause(change.Kind, name) };
        return new StaffOutcome(true, known is null, await TeamChange.RecordAsync(context, store, team, note, by, cancellation));
    }, cancellation);

    private static void Check(StaffChange change)
    {
        List<InputProblem> problems = [];
        Need(change.Kind is StaffChangeKind.Join or StaffChangeKind.Contract or StaffChangeKind.Skill && change.From is null, "/from");
        Need(change.Kind is StaffChangeKind.Leave or StaffChangeKind.SkillEnd && change.Until is null, "/until");
        Need(change.Kind is StaffChangeKind.Join or StaffChangeKind.Contract && string.IsNullOrEmpty(change.Contract), "/contract");
        Need(change.Kind is StaffChangeKind.Skill or StaffChangeKind.SkillEnd && string.IsNullOrEmpty(change.Skill), "/skill");
        Need(change.Employee.Length == 0, "/employee");
        TeamStore.Refuse(problems);

        void Need(bool missing, string pointer)
        {
            if (missing)
            {
                problems.Add(new InputProblem("value-missing", pointer, new LocalizedText($"此类变动需要填写 {pointer[1..]}。", $"This kind of change needs {pointer[1..]}.")));
            }
        }
    }

    /// <summary>The employee afterwards, and the days for which that is another.</summary>
    private static (Employee After, LocalDate? From, LocalDate? Until) Changed(Employee before, StaffChange change) => change.Kind switch
    {
        StaffChangeKind.Join => (
            before with { Name = change.Name ?? before.Name, Contract = change.Contract!, EmployedFrom = change.From, EmployedUntil = change.Until ?? (before.EmployedUntil < change.From ? null : before.EmployedUntil) },
            Earlier(before.EmployedFrom ?? change.From, change.From), null),
        StaffChangeKind.Leave => (before with { EmployedUntil = change.Until }, Earlier(before.EmployedUntil, change.Until)!.Value.PlusDays(1), null),
        StaffChangeKind.Skill => (before with { Skills = WithSkill(before.Skills, change) }, change.From, null),
        _ => (before with { Skills = WithoutSkill(before.Skills, change.Skill!, change.Until!.Value.PlusDays(1)) }, change.Until!.Value.PlusDays(1), null),
    };

    private static LocalDate? Earlier(LocalDate? one, LocalDate? other) => one is null || one > other ? other : one;

    private static IReadOnlyList<EmployeeSkill> WithSkill(IReadOnlyList<EmployeeSkill> held, StaffChange change)
    {
        var skill = new EmployeeSkill { Skill = change.Skill!, Level = change.Level, Certified = change.Certified, From = change.From, Until = change.Until };
        EmployeeSkill? now = held.FirstOrDefault(s => s.Skill == skill.Skill && s.HeldOn(change.From!.Value));
        bool same = now is not null && now.Level == skill.Level && now.Certified == skill.Certified && now.Until == skill.Until;
        return same ? held : [.. WithoutSkill(held, skill.Skill, change.From!.Value), skill];
    }

    /// <summary>Skills of which one ends before a day; what was to begin later is gone.</summary>
    private static IReadOnlyList<EmployeeSkill> WithoutSkill(IReadOnlyList<EmployeeSkill> held, string skill, LocalDate end) =>
    [
        .. held.Where(s => s.Skill != skill || s.From is null || s.From < end)
            .Select(s => s.Skill == skill && (s.Until is null || s.Until >= end) ? s with { Until = end.PlusDays(-1) } : s),
    ];

    /// <summary>Adds a contract from a day on; the first day of a week that is rostered by it.</summary>
    private static LocalDate Sign(EmployeeRow person, StaffChange change, TeamSetup setup)
    {
        LocalDate from = change.From!.Value;
        List<ContractTerm> terms = [.. ContractTerm.Of(person).Where(t => t.From != from).Append(new ContractTerm(from, change.Contract!)).OrderBy(t => t.From)];
        string contract = StoreJson.Read<Employee>(person.Body).Contract;
        List<ContractTerm> needed = [];
        foreach (ContractTerm term in terms)
        {
            if (term.Contract != contract)
            {
                needed.Add(term);
                contract = term.Contract;
            }
        }

        person.Terms = needed.Count == 0 ? null : StoreJson.Write(needed);
        LocalDate week = setup.WeekOf(from);
        return week == from ? week : week.PlusWeeks(1);
    }

    private static string Word(StaffChangeKind kind) => kind switch
    {
        StaffChangeKind.Join => "joined",
        StaffChangeKind.Leave => "left",
        StaffChangeKind.Contract => "contract",
        StaffChangeKind.Skill => "skill",
        _ => "skill.ended",
    };

    private static string Told(StaffChange change) => string.Join(' ', new[]
    {
        change.From is { } from ? $"from {from:uuuu-MM-dd}" : null, change.Until is { } until ? $"until {until:uuuu-MM-dd}" : null, change.Contract, change.Skill,
    }.OfType<string>());

    private static LocalizedText Cause(StaffChangeKind kind, string name) => kind switch
    {
        StaffChangeKind.Join => new($"{name} 加入团队", $"{name} joins the team"),
        StaffChangeKind.Leave => new($"{name} 离开团队", $"{name} leaves the team"),
        StaffChangeKind.Contract => new($"{name} 的合同已变更", $"The contract of {name} changes"),
        _ => new($"{name} 的技能已变更", $"A skill of {name} changes"),
    };
}
