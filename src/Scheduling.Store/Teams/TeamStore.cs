using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Evaluation;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Store.Teams;

/// <summary>Commands on teams, their set-up, employees and wishes. Every change is checked with the engine's own validator first.</summary>
public sealed class TeamStore(StoreSession store)
{
    /// <summary>A date on which a set-up is tried when there is no week yet, so late that earlier work of any time lies before it.</summary>
    private static readonly LocalDate TrialDate = new(ProblemValidator.LastYear, 1, 4);

    /// <summary>
    /// Makes a team from a problem: its set-up, people, wishes and pins, its leave as approved, its demand for the week, and its history as
    /// the published roster of the week before.
    /// </summary>
    public Task CreateAsync(string team, SchedulingProblem problem, string by, CancellationToken cancellation = default)
    {
        CheckId(team);
        Refuse(ProblemValidator.Validate(problem));
        Horizon horizon = problem.Horizon;
        if (horizon.Days != 7 || horizon.Start.DayOfWeek != horizon.WeekStart)
        {
            throw StoreException.Invalid("not-a-week", "/horizon", "团队按周排班：排班期应为从一周第一天开始的 7 天。", "A team is rostered by weeks: the horizon must be the 7 days from the first day of a week.");
        }

        return store.WriteAsync(async context =>
        {
            if (await context.Teams.AnyAsync(t => t.Id == team, cancellation))
            {
                throw StoreException.Conflict("team-exists", $"团队“{team}”已存在；请换一个编号。", $"The team '{team}' exists; choose another id.");
            }

            Instant now = store.Clock.GetCurrentInstant();
            context.Teams.Add(new TeamRow { Id = team, Name = problem.Name.Length > 0 ? problem.Name : team, Setup = StoreJson.Write(TeamSetup.Of(problem)), Version = 1, CreatedAt = now });
            context.Employees.AddRange(problem.Employees.Select((e, i) => new EmployeeRow { TeamId = team, Id = e.Id, Position = i, Body = StoreJson.Write(e), Version = 1 }));
            context.Wishes.AddRange(problem.Wishes.Select(w => new WishRow { Id = Guid.NewGuid(), TeamId = team, EmployeeId = w.Employee, Date = w.Date, Body = StoreJson.Write(w) }));
            context.Pins.Add(new PinsRow { TeamId = team, WeekStart = horizon.Start, Body = StoreJson.Write(problem.Pins) });
            context.Leave.AddRange(problem.Leave.Select((l, i) => new LeaveRow
            {
                TeamId = team,
                ExternalId = $"import-{i + 1}",
                EmployeeId = l.Employee,
                From = l.From,
                Until = l.Until,
                Body = StoreJson.Write(l),
                State = LeaveState.Approved,
                RequestedAt = now,
                RequestedBy = by,
                DecidedAt = now,
                DecidedBy = by,
                Version = 1,
            }));
            context.Demands.Add(new DemandRow { TeamId = team, WeekStart = horizon.Start, Number = 1, Body = StoreJson.Write(problem.Demand), CreatedAt = now, CreatedBy = by });
            if (problem.History.Count > 0)
            {
                AddHistory(context, team, problem, by, now);
            }

            await TeamChange.RecordAsync(context, store, team, new TeamChangeNote("team.created", team) { Detail = $"{problem.Employees.Count} employees" }, by, cancellation);
        }, cancellation);
    }

    /// <summary>Changes name and set-up of a team; fails when it would leave the team's problem invalid.</summary>
    public Task<long> SaveSetupAsync(string team, string name, TeamSetup setup, long version, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            TeamRow row = await TeamChange.LockAsync(context, team, cancellation);
            if (row.Version != version)
            {
                throw StoreException.Stale($"{version}", $"{row.Version}");
            }

            List<EmployeeRow> people = await context.Employees.AsNoTracking().Where(e => e.TeamId == team).OrderBy(e => e.Position).ToListAsync(cancellation);
            CheckTeam(setup, people);
            row.Name = name;
            row.Setup = StoreJson.Write(setup);
            row.Version++;
            var cause = new LocalizedText("团队设置已修改", "The set-up of the team changed");
            await TeamChange.RecordAsync(context, store, team, new TeamChangeNote("team.setup", team) { Cause = cause, Queue = QueueNames.Bulk }, by, cancellation);
            return row.Version;
        }, cancellation);

    /// <summary>Adds or changes employees, all or none. <paramref name="replaceAll"/>: those not named leave the team. What is said again unchanged is no change.</summary>
    public Task<IReadOnlyList<Guid>> SaveEmployeesAsync(string team, IReadOnlyList<Employee> employees, bool replaceAll, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            TeamRow row = await TeamChange.LockAsync(context, team, cancellation);
            List<EmployeeRow> rows = await context.Employees.Where(e => e.TeamId == team).OrderBy(e => e.Position).ToListAsync(cancellation);
            Dictionary<string, EmployeeRow> known = rows.ToDictionary(e => e.Id);
            int position = rows.Count == 0 ? 0 : rows[^1].Position + 1;
            int changed = 0;
            foreach (Employee employee in employees)
            {
                string body = StoreJson.Write(employee);
                if (!known.TryGetValue(employee.Id, out EmployeeRow? old))
                {
                    known[employee.Id] = new EmployeeRow { TeamId = team, Id = employee.Id, Position = position++, Body = body, Version = 1 };
                    context.Employees.Add(known[employee.Id]);
                    changed++;
                }
                else if (old.Body != body)
                {
                    if (StoreJson.Read<Employee>(old.Body).Contract != employee.Contract)
                    {
                        // The contract said now is the one that counts from now on.
                        old.Terms = null;
                    }

                    old.Body = body;
                    old.Version++;
                    changed++;
                }
            }

            HashSet<string> named = [.. employees.Select(e => e.Id)];
            if (replaceAll)
            {
                foreach (EmployeeRow gone in rows.Where(e => !named.Contains(e.Id)))
                {
                    context.Employees.Remove(gone);
                    known.Remove(gone.Id);
                    changed++;
                }
            }

            if (changed == 0)
            {
                // The same file again: nothing to solve for.
                return [];
            }

            CheckTeam(StoreJson.Read<TeamSetup>(row.Setup), [.. known.Values.OrderBy(e => e.Position)]);
            var note = new TeamChangeNote("employees.saved", string.Join(' ', named.Take(20)))
            {
                Detail = $"{named.Count}{(replaceAll ? " (all)" : "")}",
                Cause = new LocalizedText($"{changed} 名员工的资料已修改", changed == 1 ? "1 employee changed" : $"{changed} employees changed"),
                Queue = changed == 1 ? QueueNames.Automatic : QueueNames.Bulk,
            };
            return await TeamChange.RecordAsync(context, store, team, note, by, cancellation);
        }, cancellation);

    /// <summary>Takes an employee out of the team; rosters keep what they say.</summary>
    public async Task<IReadOnlyList<Guid>> RemoveEmployeeAsync(string team, string employee, string by, CancellationToken cancellation = default)
    {
        return await store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            if (await context.Employees.Where(e => e.TeamId == team && e.Id == employee).ExecuteDeleteAsync(cancellation) == 0)
            {
                throw StoreException.NotFound("employee", "员工", employee);
            }

            await context.Wishes.Where(w => w.TeamId == team && w.EmployeeId == employee).ExecuteDeleteAsync(cancellation);
            var note = new TeamChangeNote("employee.removed", employee) { Cause = new LocalizedText($"员工“{employee}”已离开团队", $"Employee '{employee}' left the team") };
            return await TeamChange.RecordAsync(context, store, team, note, by, cancellation);
        }, cancellation);
    }

    /// <summary>Adds wishes, all or none; the ids they got.</summary>
    public Task<IReadOnlyList<Guid>> AddWishesAsync(string team, IReadOnlyList<Wish> wishes, string by, CancellationToken cancellation = default) =>
        store.WriteAsync<IReadOnlyList<Guid>>(async context =>
        {
            TeamRow row = await TeamChange.LockAsync(context, team, cancellation);
            var setup = StoreJson.Read<TeamSetup>(row.Setup);
            List<string> bodies = await context.Employees.Where(e => e.TeamId == team).OrderBy(e => e.Position).Select(e => e.Body).ToListAsync(cancellation);
            List<Employee> employees = [.. bodies.Select(StoreJson.Read<Employee>)];
            foreach (IGrouping<LocalDate, Wish> week in wishes.GroupBy(w => setup.WeekOf(w.Date)))
            {
                Refuse(ProblemValidator.Validate(Trial(setup, employees, week.Key) with { Wishes = [.. week] }));
            }

            List<WishRow> added = [.. wishes.Select(w => new WishRow { Id = Guid.NewGuid(), TeamId = team, EmployeeId = w.Employee, Date = w.Date, Body = StoreJson.Write(w) })];
            context.Wishes.AddRange(added);
            var note = new TeamChangeNote("wishes.added", string.Join(' ', wishes.Select(w => w.Employee).Distinct().Take(20)))
            {
                Detail = $"{wishes.Count}",
                From = wishes.Count == 0 ? null : wishes.Min(w => w.Date),
                Until = wishes.Count == 0 ? null : wishes.Max(w => w.Date),
            };
            await TeamChange.RecordAsync(context, store, team, note, by, cancellation);
            return [.. added.Select(w => w.Id)];
        }, cancellation);

    /// <summary>Takes a wish back. <paramref name="only"/>: the one employee whose wishes the caller reaches; another's is, to it, not there.</summary>
    public Task RemoveWishAsync(string team, Guid wish, string? only, string by, CancellationToken cancellation = default) =>
        store.WriteAsync(async context =>
        {
            await TeamChange.LockAsync(context, team, cancellation);
            WishRow row = await context.Wishes.SingleOrDefaultAsync(w => w.TeamId == team && w.Id == wish && (only == null || w.EmployeeId == only), cancellation)
                ?? throw StoreException.NotFound("wish", "排班意愿", $"{wish}");
            context.Wishes.Remove(row);
            await TeamChange.RecordAsync(context, store, team, new TeamChangeNote("wish.removed", $"{row.EmployeeId} {row.Date:uuuu-MM-dd}") { From = row.Date, Until = row.Date }, by, cancellation);
        }, cancellation);

    private static void CheckId(string team)
    {
        if (team.Length is < 1 or > 40 || !team.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            throw StoreException.Invalid("team-id", "/team", $"团队编号“{team}”只能用小写字母、数字和连字符，最多 40 个字符。", $"The team id '{team}' may hold lower-case letters, digits and hyphens only, 40 at most.");
        }
    }

    /// <summary>Refuses a set-up and people that do not go together, now or by a contract that begins later.</summary>
    internal static void CheckTeam(TeamSetup setup, IReadOnlyList<EmployeeRow> people)
    {
        List<InputProblem> problems = [.. ProblemValidator.Validate(Trial(setup, [.. people.Select(p => StoreJson.Read<Employee>(p.Body))], setup.WeekOf(TrialDate)))];
        foreach (EmployeeRow person in people)
        {
            if (ContractTerm.Of(person).FirstOrDefault(term => !setup.Contracts.Any(c => c.Id == term.Contract)) is { } unknown)
            {
                problems.Add(new InputProblem("unknown-reference", "/contract", new LocalizedText(
                    $"员工“{person.Id}”自 {unknown.From:uuuu-MM-dd} 起的合同“{unknown.Contract}”不存在；请检查编号。",
                    $"The contract '{unknown.Contract}' of employee '{person.Id}' from {unknown.From:uuuu-MM-dd} on is unknown; check the id.")));
            }
        }

        HashSet<string> posts = [.. setup.Posts.Select(p => p.Id)];
        for (int i = 0; i < setup.Service.Count; i++)
        {
            if (!posts.Contains(setup.Service[i].Post))
            {
                problems.Add(new InputProblem("unknown-reference", $"/service/{i}/post", new LocalizedText(
                    $"服务目标指向不存在的岗位“{setup.Service[i].Post}”；请先添加它或改用已有的编号。", $"A service goal names the unknown post '{setup.Service[i].Post}'; add it or use an existing id.")));
            }
        }

        CheckPolicies(setup, problems);
        Refuse(problems);
    }

    private static void CheckPolicies(TeamSetup setup, List<InputProblem> problems)
    {
        if (setup.DemandThreshold is { Percent: not (>= 0 and <= 100) } or { Agents: not (>= 0 and <= 1000) })
        {
            problems.Add(new InputProblem("out-of-range", "/demandThreshold", new LocalizedText(
                "需求变动阈值应为 0 到 100（百分比）和 0 到 1000（人数）。", "The threshold of the demand must be 0 to 100 percent and 0 to 1000 agents.")));
        }

        if (setup.AutoAcceptance is { MostPeople: not (>= 0 and <= 1000) } or { MostCells: not (>= 0 and <= 7000) } or { KeptDays: not (>= 0 and <= 366) })
        {
            problems.Add(new InputProblem("out-of-range", "/autoAcceptance", new LocalizedText(
                "自动采纳的上限应为 0 到 1000 人、0 到 7000 个班次，保留天数 0 到 366。", "Automatic acceptance must be of 0 to 1000 people, 0 to 7000 duties and 0 to 366 kept days.")));
        }
    }

    private static SchedulingProblem Trial(TeamSetup setup, IReadOnlyList<Employee> employees, LocalDate week) =>
        WeekAssembly.Assemble(new TeamSnapshot { TeamId = "", Name = "", InputVersion = 0, Setup = setup, Employees = employees }, week);

    internal static void Refuse(IReadOnlyList<InputProblem> problems)
    {
        if (problems.Count > 0)
        {
            throw new StoreException(StoreFailure.Invalid, problems);
        }
    }

    private static void AddHistory(SchedulingContext context, string team, SchedulingProblem problem, string by, Instant now)
    {
        LocalDate before = problem.Horizon.Start.PlusWeeks(-1);
        var roster = new Roster { Assignments = [.. problem.History.Where(a => a.Date >= before)] };
        var snapshot = new TeamSnapshot { TeamId = team, Name = problem.Name, InputVersion = 1, Setup = TeamSetup.Of(problem), Employees = problem.Employees, Leave = problem.Leave };
        SchedulingProblem week = WeekAssembly.Assemble(snapshot, before);
        ProblemRow row = ProblemRows.Of(week, now);
        context.Problems.Add(row);
        context.Rosters.Add(new RosterRow
        {
            Id = Guid.NewGuid(),
            TeamId = team,
            WeekStart = before,
            Number = 1,
            State = RosterState.Published,
            ProblemId = row.Id,
            InputVersion = 1,
            Body = StoreJson.Write(roster),
            Score = StoreJson.Write(RosterScore.Of(week, RosterEvaluator.Evaluate(week, roster))),
            Origin = "import",
            CreatedAt = now,
            CreatedBy = by,
            PublishedAt = now,
            PublishedBy = by,
        });
    }
}
