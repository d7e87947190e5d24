using Microsoft.AspNetCore.Components;
using NodaTime;
using Scheduling.Engine.Domain;
using Scheduling.Store.Rosters;

namespace Scheduling.Api.Pages.Week;

/// <summary>What a cell may become, each choice with its answer before it is made.</summary>
public sealed partial class CellEditor : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, CellChoice> _choices = [];
    private IReadOnlyList<IGrouping<string, ShiftType>> _bands = [];
    private (WeekBoard, string, LocalDate)? _judged;
    private CellChoice? _off;
    private GridCell? _cell;
    private string _title = "";

    [Parameter, EditorRequired]
    public WeekBoard Board { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Employee { get; set; } = "";

    [Parameter, EditorRequired]
    public LocalDate Date { get; set; }

    [Parameter]
    public EventCallback<CellEdit> Picked { get; set; }

    [Parameter]
    public EventCallback PinPicked { get; set; }

    [Parameter]
    public EventCallback Closed { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _cell = Board.Cell(Employee, Date);
        _title = Words.Fill(Texts.EditCell, Board.Names.Employee(Employee), Words.Date(Date));
        if (_judged is { } done && ReferenceEquals(done.Item1, Board) && done.Item2 == Employee && done.Item3 == Date)
        {
            return;
        }

        _judged = (Board, Employee, Date);
        _choices.Clear();
        _off = null;
        Dictionary<string, int> order = Board.Problem.Bands.ToDictionary(b => b.Id, b => b.Order);
        _bands = [.. Board.Problem.ShiftTypes.Where(s => s.Days.Count == 0 || s.Days.Contains(Date.DayOfWeek)).GroupBy(s => s.Band).OrderBy(g => order.GetValueOrDefault(g.Key))];
        await JudgeAllAsync(Board, Employee, Date);
    }

    /// <summary>Judged on another thread, so that the list is there at once and the answers follow within a few frames.</summary>
    private async Task JudgeAllAsync(WeekBoard board, string employee, LocalDate date)
    {
        List<ShiftType?> all = [null, .. _bands.SelectMany(b => b)];
        foreach (ShiftType?[] some in all.Chunk(4))
        {
            List<CellEdit> edits = [.. some.Select(EditOf)];
            CellChoice[] judged = await Task.Run(() => edits.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(e => CellChoice.Judge(board, e)).ToArray());
            if (_gone.IsCancellationRequested || _judged != (board, employee, date))
            {
                return;
            }

            foreach (CellChoice choice in judged)
            {
                Keep(choice);
            }

            StateHasChanged();
        }
    }

    private void Judge(CellEdit edit) => Keep(CellChoice.Judge(Board, edit));

    private void Keep(CellChoice choice)
    {
        if (choice.Edit.ShiftType is { } shift)
        {
            _choices[shift] = choice;
        }
        else
        {
            _off = choice;
        }
    }

    /// <summary>The edit of a shift type: with the start and post that stand there when it is the one that stands there.</summary>
    private CellEdit EditOf(ShiftType? shift)
    {
        if (shift is not null && _choices.TryGetValue(shift.Id, out CellChoice? known))
        {
            return known.Edit;
        }

        Assignment? now = _cell?.Assignment is { } there && there.ShiftType == shift?.Id ? there : null;
        return new CellEdit { Employee = Employee, Date = Date, ShiftType = shift?.Id, Start = now?.Start, Post = now?.Post, Breaks = now?.Breaks ?? [] };
    }
}
