namespace Scheduling.Faults.Modelled;

/// <summary>A claim as the model remembers it.</summary>
internal sealed record ModelClaim(Guid Run, long Token, long Input);

/// <summary>Where a run of the model stands.</summary>
internal sealed class ModelRun
{
    /// <summary>Queued, Solving, Solved, Stopped or Failed.</summary>
    public string State { get; set; } = "Queued";

    public long Token { get; set; }

    public bool Expired { get; set; }

    public int Refused { get; set; }
}

/// <summary>What a week is owed and how it is paid, in the plainest words: no database, no time, one thing after the other.</summary>
internal sealed class WeekModel
{
    public const int MostAttempts = 3;

    public long Input { get; set; } = 1;

    public long Wanted { get; set; }

    public long Solved { get; set; }

    public int Attempts { get; set; }

    public bool Quarantined { get; set; }

    public Dictionary<Guid, ModelRun> Runs { get; } = [];

    public Guid? Waiting => Runs.Where(r => r.Value.State == "Queued").Select(r => (Guid?)r.Key).SingleOrDefault();

    /// <summary>A change was accepted and named a run.</summary>
    public string? Post(Guid run)
    {
        Input++;
        Wanted = Input;
        if (Waiting is { } waiting)
        {
            return waiting == run ? null : $"a change joined {run} while {waiting} waits";
        }

        return Runs.TryAdd(run, new ModelRun()) ? null : $"a change named {run}, which does not wait any more";
    }

    public bool CanClaim(Guid id) =>
        !Quarantined && Runs[id] is { } run && (run.State == "Queued" || run is { State: "Solving", Expired: true })
        && !Runs.Any(o => o.Key != id && o.Value is { State: "Solving", Expired: false });

    /// <summary>Whether a claim gives something to solve.</summary>
    public bool Claim(Guid id)
    {
        if (!CanClaim(id))
        {
            return false;
        }

        ModelRun run = Runs[id];
        (run.State, run.Expired) = ("Solving", false);
        Attempts++;
        if (Attempts > MostAttempts)
        {
            run.State = "Failed";
            Quarantine();
            return false;
        }

        if (Solved >= Wanted)
        {
            (run.State, Attempts) = ("Stopped", 0);
            return false;
        }

        return true;
    }

    public bool Holds(ModelClaim claim) => Runs[claim.Run] is { State: "Solving" } run && run.Token == claim.Token;

    public bool Store(ModelClaim claim)
    {
        ModelRun run = Runs[claim.Run];
        if (!Holds(claim))
        {
            run.Refused++;
            return false;
        }

        if (Solved >= claim.Input)
        {
            run.State = "Stopped";
            run.Refused++;
            return false;
        }

        (run.State, Solved, Attempts) = ("Solved", claim.Input, 0);
        return true;
    }

    public bool Return(ModelClaim claim, bool charge)
    {
        if (!Holds(claim))
        {
            return false;
        }

        Runs[claim.Run].State = Waiting is null ? "Queued" : "Stopped";
        Attempts = charge ? Attempts : Math.Max(0, Attempts - 1);
        return true;
    }

    public bool Fail(ModelClaim claim, bool quarantine)
    {
        if (!Holds(claim))
        {
            return false;
        }

        Runs[claim.Run].State = "Failed";
        if (quarantine)
        {
            Quarantine();
        }
        else if (Solved < claim.Input)
        {
            (Solved, Attempts) = (claim.Input, 0);
        }

        return true;
    }

    public void Expire(ModelClaim claim) => Runs[claim.Run].Expired |= Holds(claim);

    public void Stop(Guid waiting) => (Runs[waiting].State, Solved, Attempts) = ("Stopped", Wanted, 0);

    /// <summary>Whether a new run must be there afterwards.</summary>
    public bool Lift()
    {
        if (!Quarantined)
        {
            return false;
        }

        (Quarantined, Attempts) = (false, 0);
        return Wanted > Solved && Waiting is null;
    }

    // Nothing of the team is solved any more: neither by those who hold a run nor by those who could have claimed what lost workers left.
    private void Quarantine()
    {
        Quarantined = true;
        foreach (ModelRun other in Runs.Values.Where(r => r.State == "Solving"))
        {
            other.State = "Stopped";
        }
    }
}
