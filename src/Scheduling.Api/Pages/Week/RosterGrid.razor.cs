using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Rules;

namespace Scheduling.Api.Pages.Week;

/// <summary>People × days. Moving about with keys is done by the script module and draws nothing; only edits come here.</summary>
public sealed partial class RosterGrid
{
    private ElementReference _frame;
    private IJSObjectReference? _module;
    private DotNetObjectReference<RosterGrid>? _self;

    [Parameter, EditorRequired]
    public WeekBoard Board { get; set; } = null!;

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public bool OnlyChanged { get; set; }

    /// <summary>The violation whose cells are marked.</summary>
    [Parameter]
    public RuleViolation? Marked { get; set; }

    /// <summary>A cell was clicked, or Enter pressed on it.</summary>
    [Parameter]
    public EventCallback<(string Employee, LocalDate Date)> Chosen { get; set; }

    /// <summary>Another key was pressed on a cell: <c>delete</c> or <c>pin</c>.</summary>
    [Parameter]
    public EventCallback<(string Key, string Employee, LocalDate Date)> Pressed { get; set; }

    /// <summary>A shift was dropped on another person's cell of the same day.</summary>
    [Parameter]
    public EventCallback<(string From, string To, LocalDate Date)> Dropped { get; set; }

    /// <summary>Ctrl+Z or Ctrl+Y: <c>undo</c> or <c>redo</c>.</summary>
    [Parameter]
    public EventCallback<string> Stepped { get; set; }

    private IEnumerable<GridRow> Shown => OnlyChanged ? Board.Rows.Where(r => r.HasChanges) : Board.Rows;

    [JSInvokable]
    public Task PressAsync(string key, string employee, string date) =>
        PageDates.Parse(date) is { } day ? Pressed.InvokeAsync((key, employee, day)) : Task.CompletedTask;

    [JSInvokable]
    public Task StepAsync(string step) => Stepped.InvokeAsync(step);

    [JSInvokable]
    public Task DropAsync(string from, string to, string date) =>
        PageDates.Parse(date) is { } day && from != to ? Dropped.InvokeAsync((from, to, day)) : Task.CompletedTask;

    /// <summary>Scrolls a cell into view and gives it the focus.</summary>
    public async Task ShowAsync(string employee, LocalDate date)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("show", _frame, employee, PageDates.Iso(date));
        }
    }

    /// <summary>Puts the open editor beside its cell.</summary>
    public async Task PlaceEditorAsync(string employee, LocalDate date)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("place", _frame, employee, PageDates.Iso(date));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _self?.Dispose();
        if (_module is not null)
        {
            try
            {
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page is gone, and the module with it.
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "/grid.js");
            if (_module is not null)
            {
                await _module.InvokeVoidAsync("attach", _frame, _self);
            }
        }
    }

    private string ContractOf(GridRow row) => Board.Problem.Contracts.FirstOrDefault(c => c.Id == row.Employee.Contract)?.Name ?? row.Employee.Contract;

    private string? MarkOf(GridRow row)
    {
        if (Marked is not { From: { } from } violation || (violation.Employee is { } employee && employee != row.Employee.Id))
        {
            return null;
        }

        return violation.Employee is null ? null : $"{PageDates.Iso(from)}/{PageDates.Iso(violation.Until ?? from)}";
    }

    private string DayClass(DayColumn day) =>
        string.Join(' ', new[] { "day", day.Weekend ? "free-day" : "", day.Today ? "today" : "", Marked is { Employee: null, From: { } from } v && day.Date >= from && day.Date <= (v.Until ?? from) ? "marked" : "" }.Where(s => s.Length > 0));

    private string DayNote(DayColumn day) => string.Join(' ', new[]
    {
        day.Today ? Words[Texts.Today] : "",
        day.Calendar is not { } special ? "" : special.Name.Length > 0 ? special.Name : Words[special.Kind switch
        {
            CalendarDayKind.PublicHoliday => Texts.Holiday,
            CalendarDayKind.RestDay => Texts.RestDay,
            _ => Texts.MakeUpDay,
        }],
    }.Where(s => s.Length > 0));
}
