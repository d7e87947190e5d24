using Microsoft.AspNetCore.Components;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Week;

/// <summary>The roster of a week: loads it, keeps it fresh while a run is in progress or somebody else works on it.</summary>
public sealed partial class WeekPage
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _gone = new();
    private List<RunPoint> _points = [];
    private LocalDate? _week;
    private LocalDate _today;
    private WeekView? _view;
    private WeekBoard? _board;
    private RosterGrid? _grid;
    private RunRow? _run;
    private RosterScore? _headScore;
    private SchedulingProblem? _problem;
    private RuleViolation? _marked;
    private Caller? _caller;
    private TeamPulse.Listener? _listener;
    private Task? _watching;
    private string? _refused;
    private string? _fault;
    private string? _loaded;
    private bool _hasDemand;
    private bool _compare;
    private bool _onlyChanged;
    private bool _showProposal;
    private bool _publishing;
    private bool _history;
    private bool _busy;
    private bool _preview;

    [Parameter]
    public string Team { get; set; } = "";

    /// <summary>A day of the week, such as 2026-12-07, or <c>newest</c>.</summary>
    [Parameter]
    public string Week { get; set; } = "";

    private Revision? Head => MaySeeDrafts ? _view?.Head : _view?.Published;

    private bool MaySeeDrafts => _caller?.May(Policies.ReadDraft) == true;

    private bool MayChange => _caller?.May(Policies.ChangeRoster) == true;

    private bool MayPublish => _caller?.May(Policies.PublishRoster) == true;

    private int HardCount => _board is null ? 0 : _board.Evaluation.ShapeProblems.Count + _board.Violations.Count(v => v.Level == 0);

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
        if (!RendererInfo.IsInteractive || _loaded == $"{Team}/{Week}")
        {
            return;
        }

        _loaded = $"{Team}/{Week}";
        _listener?.Dispose();
        _listener = null;
        (_view, _board, _run, _points, _open, _marked, _refused, _fault) = (null, null, null, [], null, null, null, null);
        (_compare, _onlyChanged, _showProposal, _importing) = (false, false, false, false);
        _redo.Clear();
        try
        {
            _caller = await Access.ReachAsync(Team);
            _week = await Access.WeekAsync(Team, Week);
            if (_week is null)
            {
                _refused = Words[Texts.NotAWeek];
                return;
            }

            // Before the first look, so that nothing falls between the two.
            _listener = Pulse.Listen(Team);
            await LoadAsync();
        }
        catch (StoreException fault)
        {
            _refused = Tell(fault);
            return;
        }

        _watching = WatchAsync(_listener);
    }

    private string Tell(StoreException fault) => string.Join(' ', fault.Problems.Take(3).Select(p => Words[p.Message]));

    private async Task ReloadAsync()
    {
        _fault = null;
        await LoadAsync();
    }

    /// <summary>Reads the week and judges its roster by the data as they are now.</summary>
    private async Task LoadAsync()
    {
        LocalDate week = _week!.Value;
        WeekView view = await Rosters.WeekAsync(Team, week);
        (SchedulingProblem problem, _) = await Teams.ProblemAsync(Team, week);
        _problem = PageAccess.SeenBy(_caller!, problem);
        _today = Teams.Today(StoreJson.Read<TeamSetup>(view.Team.Setup));
        _hasDemand = _problem.Demand.Intervals.Count + _problem.Demand.Shifts.Count > 0;
        if (view.Run?.Id != _run?.Id)
        {
            _points = [];
        }

        (_view, _run) = (view, view.Run);
        _headScore = Head?.Score();
        if (_run is not null && _points.Count == 0)
        {
            _points = [.. await Runs.ProgressAsync(_run.Id)];
        }

        _showProposal &= view.Proposal is not null && MaySeeDrafts;
        _undo = await UndoTargetAsync();
        Draw();
    }

    /// <summary>Works out what the grid shows: the head, or the proposal with the head as ghosts.</summary>
    private void Draw()
    {
        Roster? soFar = Head is null && MaySeeDrafts && _run is { Roster: { } best } run && RunWords.IsActive(run) ? StoreJson.Read<Roster>(best) : null;
        Roster? shown = _showProposal ? _view!.Proposal?.Roster() : Head?.Roster() ?? soFar;
        _preview = soFar is not null && !_showProposal;
        IReadOnlyList<Assignment>? before = _showProposal ? Head?.Roster().Assignments ?? [] : _compare ? _view!.Published?.Roster().Assignments : null;
        WeekBoard board = WeekBoard.Of(_problem!, shown ?? new Roster { Assignments = [] }, MaySeeDrafts ? _view!.Pins : [], _today, before, judged: shown is not null && MaySeeDrafts);
        _board = board;
        _marked = _marked is null ? null : board.Violations.FirstOrDefault(v => v.Rule == _marked.Rule && v.Employee == _marked.Employee && v.From == _marked.From && v.Post == _marked.Post);
    }

    /// <summary>Follows a run four times a second while it is in progress; else waits until the team's pulse tells of a change.</summary>
    private async Task WatchAsync(TeamPulse.Listener listener)
    {
        bool owed = false;
        bool IsActive() => _run is not null && RunWords.IsActive(_run);
        try
        {
            while (await listener.WaitAsync(IsActive() ? Quick : owed ? Soon : Timeout.InfiniteTimeSpan, _gone.Token))
            {
                // What was told while a cell was open or a command on its way is shown when it is over.
                owed = true;
                if (_week is not null && !_busy && _fault is null && ReferenceEquals(listener, _listener))
                {
                    await InvokeAsync(async () => owed = IsActive() ? await FollowRunAsync(_run!.Id) : !await LookAsync());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception fault)
        {
            await InvokeAsync(() => DispatchExceptionAsync(fault));
        }
    }

    /// <summary>Shows what a run has come to. True: look for other changes as well, for it has ended or is another.</summary>
    private async Task<bool> FollowRunAsync(Guid id)
    {
        IReadOnlyList<RunPoint> more = await Runs.ProgressAsync(id, _points.Count == 0 ? 0 : _points[^1].Sequence);
        RunRow? run = await Runs.FindAsync(id);
        if (_run?.Id != id || run is null)
        {
            return true;
        }

        _points.AddRange(more);
        _points = more.Count > 0 ? [.. _points] : _points;
        bool better = run.Roster != _run.Roster;
        _run = run;
        bool active = RunWords.IsActive(run);
        if (!active)
        {
            await LoadAsync();
        }
        else if (better && Head is null)
        {
            Draw();
        }

        StateHasChanged();
        return !active;
    }

    /// <summary>
    /// Another planner's edit, a proposal, a run asked for by a change, a quarantine: shown without being asked for, unless a cell is open. False: it is to be looked again.
    /// </summary>
    private async Task<bool> LookAsync()
    {
        if (_open is not null || _publishing || _importing || _view is null)
        {
            return false;
        }

        WeekView view = await Rosters.StandingAsync(Team, _week!.Value);
        bool same = view.Head?.Row.Number == _view.Head?.Row.Number && view.Head?.Row.State == _view.Head?.Row.State
            && view.Proposal?.Row.Number == _view.Proposal?.Row.Number && view.Run?.Id == _view.Run?.Id && view.Pins.Count == _view.Pins.Count
            && view.Team.InputVersion == _view.Team.InputVersion && view.Team.QuarantinedAt == _view.Team.QuarantinedAt;
        if (same)
        {
            return true;
        }

        if (_busy)
        {
            return false;
        }

        bool newer = view.Head is not null && view.Head.Row.Number != _view.Head?.Row.Number;
        await LoadAsync();
        if (newer)
        {
            Snack.Add(Words.Fill(Texts.NewerVersion, _view.Head?.Row.Number), MudBlazor.Severity.Info);
        }

        StateHasChanged();
        return true;
    }

    private void GoTo(LocalDate week) => Navigation.NavigateTo($"/teams/{Team}/weeks/{PageDates.Iso(week)}");

    private void ToggleCompare()
    {
        _compare = !_compare;
        Draw();
    }

    private void ToggleProposal()
    {
        _showProposal = !_showProposal;
        _open = null;
        Draw();
    }

    private async Task MarkAsync(RuleViolation violation)
    {
        _marked = violation;
        if (violation is { Employee: { } employee, From: { } from } && _grid is not null && _week is { } week)
        {
            await _grid.ShowAsync(employee, from < week ? week : from);
        }
    }
}
