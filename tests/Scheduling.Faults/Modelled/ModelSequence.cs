using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Faults.Modelled;

/// <summary>One sequence on a team of its own.</summary>
internal sealed class ModelSequence(FaultStore store, SchedulingProblem problem, string team, Random random)
{
    private const int LeastSteps = 8;
    private const int MostSteps = 24;

    private static readonly LocalizedText Told = new("求解进程崩溃", "the solver crashed");

    private readonly WeekModel _model = new();
    private readonly List<(ClaimedRun Claimed, ModelClaim Known)> _claims = [];
    private readonly List<string> _approved = [];
    private readonly List<string> _words = [];
    private int _leaves;
    private long _lastToken;

    public int Steps => _words.Count;

    public int Refused => _model.Runs.Values.Sum(r => r.Refused);

    /// <summary>The first difference with the steps that led to it; null when there is none.</summary>
    public async Task<string?> RunAsync()
    {
        await store.MakeTeamAsync(team, problem);
        int steps = random.Next(LeastSteps, MostSteps);
        for (int i = 0; i < steps; i++)
        {
            string? difference = await StepAsync() ?? await CompareAsync();
            if (difference is not null)
            {
                return $"{difference} after {string.Join(", ", _words)}";
            }
        }

        return null;
    }

    private Task<string?> StepAsync() => random.Next(20) switch
    {
        < 6 => PostAsync(),
        < 12 => ClaimAsync(),
        < 15 => FinishAsync(),
        15 or 16 => ExpireAsync(),
        17 => ReturnAsync(),
        18 => random.Next(2) == 0 ? FailAsync() : StopAsync(),
        _ => LiftAsync(),
    };

    private async Task<string?> PostAsync()
    {
        LeaveOutcome outcome;
        if (_approved.Count > 0 && random.Next(3) == 0)
        {
            string id = _approved[random.Next(_approved.Count)];
            _approved.Remove(id);
            _words.Add($"cancel {id}");
            outcome = await store.Get<LeaveStore>().CancelAsync(team, id, "", null, "hr");
        }
        else
        {
            string id = $"l{++_leaves}";
            LocalDate day = problem.Horizon.Start.PlusDays(random.Next(7));
            string employee = problem.Employees[random.Next(problem.Employees.Count)].Id;
            _approved.Add(id);
            _words.Add($"approve {id}");
            outcome = await store.Get<LeaveStore>().PutAsync(team, id, new Leave { Employee = employee, From = day, Until = day }, "", approved: true, "hr");
        }

        return outcome.Runs is [var run] ? _model.Post(run) : $"a change named {outcome.Runs.Count} runs";
    }

    private async Task<string?> ClaimAsync()
    {
        if (_model.Runs.Count == 0)
        {
            return null;
        }

        Guid id = _model.Waiting is { } waiting && random.Next(3) > 0 ? waiting : _model.Runs.Keys.ElementAt(random.Next(_model.Runs.Count));
        _words.Add($"claim {Name(id)}");
        bool expected = _model.Claim(id);
        ClaimedRun? claimed = await store.Get<RunLeases>().ClaimAsync(id, "w", Duration.FromMinutes(5), Told);
        if ((claimed is not null) != expected)
        {
            return $"the claim of {Name(id)} gave {(claimed is null ? "nothing" : "a run")}";
        }

        if (claimed is null)
        {
            return null;
        }

        bool rises = claimed.Token > _lastToken;
        _lastToken = claimed.Token;
        _model.Runs[id].Token = claimed.Token;
        _claims.Add((claimed, new ModelClaim(id, claimed.Token, _model.Input)));
        return !rises ? "a token did not rise"
            : claimed.Run.InputVersion != _model.Input ? $"a claim read input {claimed.Run.InputVersion}, not {_model.Input}"
            : claimed.Attempts != _model.Attempts ? $"a claim is attempt {claimed.Attempts}, not {_model.Attempts}" : null;
    }

    private Task<string?> FinishAsync() => WithClaimAsync("finish", _model.Store, claimed =>
    {
        LocalDate day = problem.Horizon.Start.PlusDays(random.Next(7));
        Roster roster = EditJudgement.Apply(
            claimed.Problem, new Roster { Assignments = [] }, [new CellEdit { Employee = problem.Employees[random.Next(problem.Employees.Count)].Id, Date = day, ShiftType = problem.ShiftTypes[0].Id }]);
        return store.Get<RunLeases>().FinishAsync(claimed, roster, SolveStatus.Feasible, [.. claimed.Problem.Levels.Select(l => new LevelScore(l, 0, 0))], null, stopped: false);
    });

    private Task<string?> ExpireAsync() => WithClaimAsync("expire", claim =>
    {
        bool holds = _model.Holds(claim);
        _model.Expire(claim);
        return holds;
    }, async claimed => (await store.Get<RunLeases>().RenewAsync(claimed.Id, claimed.Token, Duration.FromSeconds(-1))).Held);

    private Task<string?> ReturnAsync()
    {
        bool charge = random.Next(3) > 0;
        return WithClaimAsync(charge ? "crash" : "release", claim => _model.Return(claim, charge), claimed => store.Get<RunLeases>().ReturnAsync(claimed.Id, claimed.Token, Told, charge));
    }

    private Task<string?> FailAsync()
    {
        bool quarantine = random.Next(2) == 0;
        return WithClaimAsync(quarantine ? "abort" : "fail", claim => _model.Fail(claim, quarantine), claimed => store.Get<RunLeases>().FailAsync(claimed.Id, claimed.Token, Told, quarantine));
    }

    private async Task<string?> StopAsync()
    {
        if (_model.Waiting is { } waiting)
        {
            _words.Add($"stop {Name(waiting)}");
            _model.Stop(waiting);
            await store.Get<RunStore>().StopAsync(waiting, "model");
        }

        return null;
    }

    private async Task<string?> LiftAsync()
    {
        _words.Add("lift");
        bool added = _model.Lift();
        await store.Get<QuarantineStore>().LiftAsync(team, "admin");
        List<Guid> waiting = await ReadAsync(context => context.Runs.Where(r => r.TeamId == team && r.State == RunState.Queued).Select(r => r.Id));
        foreach (Guid id in waiting.Where(id => !_model.Runs.ContainsKey(id)))
        {
            if (!added)
            {
                return "a team set free got a run it is not owed";
            }

            _model.Runs[id] = new ModelRun();
            added = false;
        }

        return added ? "a team set free got no run" : null;
    }

    private async Task<string?> WithClaimAsync(string word, Func<ModelClaim, bool> model, Func<ClaimedRun, Task<bool>> act)
    {
        if (_claims.Count == 0)
        {
            return null;
        }

        (ClaimedRun claimed, ModelClaim known) = _claims[random.Next(_claims.Count)];
        _words.Add($"{word} {Name(known.Run)}/{known.Token}");
        bool expected = model(known);
        bool came = await act(claimed);
        return came == expected ? null : $"{word} of {Name(known.Run)}/{known.Token} gave {came}";
    }

    private async Task<string?> CompareAsync()
    {
        // One query, so that two thousand sequences take a minute.
        var row = await store.Get<StoreSession>().ReadAsync(context => context.Teams.Where(t => t.Id == team).Select(t => new
        {
            t.InputVersion,
            Quarantined = t.QuarantinedAt != null,
            Request = context.SolveRequests.Where(r => r.TeamId == team).Select(r => new { r.Wanted, r.Solved, r.Attempts }).SingleOrDefault(),
            Runs = context.Runs.Where(r => r.TeamId == team).Select(r => new { r.Id, r.State, r.Refused }).ToList(),
        }).SingleAsync());
        var there = (row.InputVersion, row.Quarantined, row.Request?.Wanted ?? 0, row.Request?.Solved ?? 0, row.Request?.Attempts ?? 0);
        var here = (_model.Input, _model.Quarantined, _model.Wanted, _model.Solved, _model.Attempts);
        if (there != here)
        {
            return $"the store has {there}, the model {here}";
        }

        var other = row.Runs.Find(r => !_model.Runs.TryGetValue(r.Id, out ModelRun? known) || known.State != $"{r.State}" || known.Refused != r.Refused);
        return other is not null ? $"run {Name(other.Id)} is {other.State} with {other.Refused} refused"
            : row.Runs.Count != _model.Runs.Count ? $"the store has {row.Runs.Count} runs, the model {_model.Runs.Count}" : null;
    }

    private Task<List<T>> ReadAsync<T>(Func<SchedulingContext, IQueryable<T>> query) => store.Get<StoreSession>().ReadAsync(context => query(context).ToListAsync());

    private string Name(Guid run) => $"r{_model.Runs.Keys.TakeWhile(key => key != run).Count() + 1}";
}
