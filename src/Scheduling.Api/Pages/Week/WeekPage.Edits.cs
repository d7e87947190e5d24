using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Pages.Week;

/// <content>What a planner does on the page. Each is one command of the store; a refused one is told in its own words.</content>
public sealed partial class WeekPage
{
    // No revision has this number.
    private const int Nothing = 0;

    private readonly Stack<int> _redo = [];
    private (string Employee, LocalDate Date)? _open;
    private int? _undo;
    private bool _place;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_place && _open is { } open && _grid is not null)
        {
            _place = false;
            await _grid.PlaceEditorAsync(open.Employee, open.Date);
        }
    }

    private void Open((string Employee, LocalDate Date) cell)
    {
        if (!_showProposal && !_preview && MayChange)
        {
            _open = cell;
            _place = true;
        }
    }

    private async Task CloseAsync()
    {
        if (_open is { } cell && _grid is not null)
        {
            _open = null;
            await _grid.ShowAsync(cell.Employee, cell.Date);
        }
    }

    private async Task PickAsync(CellEdit edit)
    {
        await EditAsync([edit]);
        await CloseAsync();
    }

    private Task PressAsync((string Key, string Employee, LocalDate Date) press) => _showProposal || _preview ? Task.CompletedTask
        : press.Key == "pin" ? PinAsync(press.Employee, press.Date)
        : _board?.Assignments.ContainsKey((press.Employee, press.Date)) == true ? EditAsync([new CellEdit { Employee = press.Employee, Date = press.Date }])
        : Task.CompletedTask;

    private Task StepAsync(string step) => step == "undo" ? UndoAsync() : RedoAsync();

    /// <summary>A shift dropped on another person's cell: moved when that one is off, else the two change places.</summary>
    private Task MoveAsync((string From, string To, LocalDate Date) move)
    {
        if (_showProposal || _preview || _board is null || !_board.Assignments.TryGetValue((move.From, move.Date), out Assignment? moved))
        {
            return Task.CompletedTask;
        }

        Assignment? other = _board.Assignments.GetValueOrDefault((move.To, move.Date));
        return EditAsync([Edit(move.To, moved), Edit(move.From, other)]);

        CellEdit Edit(string employee, Assignment? duty) => new()
        {
            Employee = employee,
            Date = move.Date,
            ShiftType = duty?.ShiftType,
            Start = duty?.Start,
            Post = duty?.Post,
            OvertimeMinutes = duty?.OvertimeMinutes,
            Breaks = duty?.Breaks ?? [],
        };
    }

    private Task EditAsync(IReadOnlyList<CellEdit> edits) => DoAsync(async who =>
    {
        EditOutcome outcome = await Editor.EditAsync(Team, _week!.Value, _view!.Head?.Row.Number, edits, who);
        _redo.Clear();
        WeekNames names = _board!.Names;
        if (outcome.Judgement.Added.FirstOrDefault(v => v.Level == 0) is { } broken)
        {
            Snack.Add(Words.Fill(Texts.SavedBreaking, Words[broken.Message]), MudBlazor.Severity.Warning);
        }
        else
        {
            string shift = edits[0].ShiftType is { } id ? names.Shift(id) : Words[Texts.OffCell];
            Snack.Add(Words.Fill(Texts.SavedCell, names.Employee(edits[0].Employee), Words.Date(edits[0].Date), shift), MudBlazor.Severity.Success);
        }
    });

    private Task PinAsync(string employee, LocalDate date) => DoAsync(async who =>
    {
        if (_board!.Cell(employee, date) is not { } cell)
        {
            return;
        }

        if (cell.Pinned)
        {
            await Editor.UnpinAsync(Team, employee, date, who);
        }
        else
        {
            await Editor.PinAsync(Team, new Pin { Employee = employee, Date = date, ShiftType = cell.Assignment?.ShiftType, Start = cell.Assignment?.Start, Post = cell.Assignment?.Post }, who);
        }
    });

    private Task UndoAsync() => _undo is not { } target || _view?.Draft is not { } draft ? Task.CompletedTask : DoAsync(async who =>
    {
        int content = draft.Row.Origin == "restore" && draft.Row.BasedOn is { } source ? source : draft.Row.Number;
        if (target == Nothing)
        {
            await Rosters.DiscardDraftAsync(Team, _week!.Value, draft.Row.Number, who);
        }
        else
        {
            await Rosters.RestoreAsync(Team, _week!.Value, target, draft.Row.Number, who);
        }

        _redo.Push(content);
    });

    private Task RedoAsync() => !_redo.TryPeek(out int target) ? Task.CompletedTask : DoAsync(async who =>
    {
        await Rosters.RestoreAsync(Team, _week!.Value, target, _view?.Draft?.Row.Number, who);
        _redo.Pop();
    });

    /// <summary>
    /// The revision the draft's content was made from; a restored one counts as what it was restored from. <see cref="Nothing"/> when a planner made it of an
    /// empty week.
    /// </summary>
    private async Task<int?> UndoTargetAsync()
    {
        if (_view?.Draft is not { } draft)
        {
            return null;
        }

        if (draft.Row.Origin != "restore")
        {
            return Before(draft.Row);
        }

        Dictionary<int, RosterRow> rows = (await Rosters.HistoryAsync(Team, _week!.Value)).ToDictionary(r => r.Number);
        RosterRow row = draft.Row;
        while (row.Origin == "restore" && row.BasedOn is { } source && rows.TryGetValue(source, out RosterRow? restored))
        {
            row = restored;
        }

        return Before(row);

        static int? Before(RosterRow row) => row.BasedOn ?? (row.Origin is "edit" or "import" ? Nothing : null);
    }

    private async Task RestoreAsync(int number)
    {
        await DoAsync(who => Rosters.RestoreAsync(Team, _week!.Value, number, _view?.Draft?.Row.Number, who));
        if (_fault is null)
        {
            _redo.Clear();
            Snack.Add(Words.Fill(Texts.Restored, number), MudBlazor.Severity.Success);
        }
    }

    /// <summary>The curve of the run before ends here: progress is counted from one in each run.</summary>
    private Task SolveAsync(int seconds) => DoAsync(async who =>
        (_run, _points) = (await Runs.AddManualAsync(Team, _week!.Value, new RunOptions { TimeLimitSeconds = seconds }, who), []));

    private Task StopAsync(Guid run) => DoAsync(async who => _run = await Runs.StopAsync(run, who));

    private Task PublishAsync(string? reason) => DoAsync(async who =>
    {
        await Rosters.PublishAsync(Team, _week!.Value, _view!.Draft!.Row.Number, reason, who);
        _redo.Clear();
        _publishing = false;
        Snack.Add(Words[Texts.PublishedNow], MudBlazor.Severity.Success);
    }, Policies.PublishRoster);

    private Task AcceptAsync(int proposal) => DoAsync(async who =>
    {
        await Rosters.AcceptAsync(Team, _week!.Value, proposal, who);
        _showProposal = false;
        _redo.Clear();
        Snack.Add(Words[Texts.Accepted], MudBlazor.Severity.Success);
    }, Policies.PublishRoster);

    private Task DeclineAsync(int proposal) => DoAsync(async who =>
    {
        await Rosters.DeclineAsync(Team, _week!.Value, proposal, who);
        _showProposal = false;
        Snack.Add(Words[Texts.DeclinedNow], MudBlazor.Severity.Info);
    }, Policies.PublishRoster);

    private async Task DoAsync(Func<string, Task> command, string policy = Policies.ChangeRoster)
    {
        if (_busy || _fault is not null || _caller?.May(policy) != true)
        {
            return;
        }

        _busy = true;
        try
        {
            await command((await Access.RequireAsync(Team, policy)).Id);
            await LoadAsync();
        }
        catch (StoreException fault)
        {
            _open = null;
            _fault = fault.Failure == StoreFailure.Stale ? Words[Texts.ChangedElsewhere] : Tell(fault);
        }
        finally
        {
            _busy = false;
        }
    }
}
