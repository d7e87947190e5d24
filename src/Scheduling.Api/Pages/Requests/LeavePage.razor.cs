using Microsoft.AspNetCore.Components;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Requests;

/// <summary>Leave of a team. Reading a reason is noted in the audit log.</summary>
public sealed partial class LeavePage
{
    private readonly CancellationTokenSource _gone = new();
    private readonly HashSet<string> _shown = [];
    private readonly Dictionary<string, string> _notes = [];
    private IReadOnlyList<LeaveRow>? _rows;
    private IReadOnlyList<Employee> _people = [];
    private (Guid Run, LocalDate Week, bool Ready)? _effect;
    private Caller? _caller;
    private LeaveState? _state;
    private TeamPulse.Listener? _listener;
    private Task? _watching;
    private string? _fault;
    private string? _loaded;

    [Parameter]
    public string Team { get; set; } = "";

    public async ValueTask DisposeAsync()
    {
        _listener?.Dispose();
        await _gone.CancelAsync();
        if (_watching is not null)
        {
            await _watching;
        }

        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _loaded == Team)
        {
            return;
        }

        // Nothing of the team that was shown before stays, whether this one is in reach or not.
        _loaded = Team;
        (_caller, _rows, _effect) = (null, null, null);
        _listener?.Dispose();
        _listener = null;
        _shown.Clear();
        _notes.Clear();
        await DoAsync(async () => _caller = await Access.ReachAsync(Team));
    }

    private async Task LoadAsync()
    {
        _people = [.. (await Teams.EmployeesAsync(Team)).Select(e => StoreJson.Read<Employee>(e.Body))];
        string? only = _caller!.Role == Role.Agent ? _caller.EmployeeId ?? "" : null;
        _rows = await Store.ListAsync(Team, null, only);
    }

    private bool MayReadReason(LeaveRow row) => _caller is not null && (_caller.May(Policies.ReadLeaveReason) || row.RequestedBy == _caller.Id || _caller.IsOnly(row.EmployeeId));

    private bool MayCancel(LeaveRow row) => _caller is not null && _caller.May(Policies.FileLeave) && (_caller.Role != Role.Agent || _caller.IsOnly(row.EmployeeId));

    private string NameOf(string employee) => _people.FirstOrDefault(p => p.Id == employee)?.Name is { Length: > 0 } name ? $"{name} {employee}" : employee;

    private void Noted(LeaveRow row, ChangeEventArgs change) => _notes[row.ExternalId] = $"{change.Value}";

    private async Task ShowReasonAsync(LeaveRow row)
    {
        _caller = await Access.RequireAsync(Team, Policies.ReadLeave);
        if (MayReadReason(row))
        {
            await Audit.NoteAsync(Team, _caller.Id, "leave.reason-read", row.ExternalId);
            _shown.Add(row.ExternalId);
        }
    }

    private Task DecideAsync(LeaveRow row, bool approve) => DoAsync(async () =>
        Follow(await Store.DecideAsync(Team, row.ExternalId, approve, _notes.GetValueOrDefault(row.ExternalId, ""), row.Version, (await Access.RequireAsync(Team, Policies.DecideLeave)).Id)));

    private Task CancelAsync(LeaveRow row) => DoAsync(async () =>
        Follow(await Store.CancelAsync(Team, row.ExternalId, _notes.GetValueOrDefault(row.ExternalId, ""), row.Version, (await Access.RequireAsync(Team, Policies.FileLeave, row.EmployeeId)).Id)));

    private Task FileAsync((Leave Leave, string Reason) filed) => DoAsync(async () =>
    {
        Caller caller = await Access.RequireAsync(Team, Policies.FileLeave, filed.Leave.Employee);
        await Store.PutAsync(Team, $"page-{Guid.CreateVersion7():N}", filed.Leave, filed.Reason, approved: false, caller.Id);
        Snack.Add(Words[Texts.LeaveFiled], MudBlazor.Severity.Success);
    });

    private async Task DoAsync(Func<Task> command)
    {
        _fault = null;
        try
        {
            await command();
            await LoadAsync();
        }
        catch (StoreException fault)
        {
            _fault = string.Join(' ', fault.Problems.Select(p => Words[p.Message]));
        }
    }

    /// <summary>Waits for the proposal that a decision brings about.</summary>
    private void Follow(LeaveOutcome outcome)
    {
        Snack.Add(Words[LeaveWords.State(outcome.Leave.State)], MudBlazor.Severity.Success);
        if (outcome.Runs.Count > 0)
        {
            _effect = (outcome.Runs[0], outcome.Leave.From, false);
            if (_listener is null)
            {
                _listener = Pulse.Listen(Team);
                _watching = WatchAsync(_listener);
            }
        }
    }

    private async Task WatchAsync(TeamPulse.Listener listener)
    {
        try
        {
            while (await listener.WaitAsync(Timeout.InfiniteTimeSpan, _gone.Token))
            {
                if (_effect is { Ready: false } effect && await Runs.FindAsync(effect.Run) is { } run)
                {
                    LocalDate week = run.WeekStart ?? effect.Week;
                    bool ended = run.State is not (RunState.Queued or RunState.Solving);
                    await InvokeAsync(() =>
                    {
                        _effect = (effect.Run, week, ended);
                        StateHasChanged();
                    });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }
}
