using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using NodaTime;
using Scheduling.Api.Demo;
using Scheduling.Api.Pages;
using Scheduling.Api.Pages.Week;
using Scheduling.Engine.Domain;

namespace Scheduling.Pages.Tests;

/// <summary>Draws components of the pages in a language, without a browser.</summary>
public sealed class PageContext : IDisposable
{
    private readonly BunitContext _context = new();

    public PageContext(Wording words)
    {
        Words = words;
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.Services.AddMudServices();
        _context.Services.AddSingleton<IClock>(SystemClock.Instance);
        _context.AddAuthorization().SetNotAuthorized();
        _context.RenderTree.Add<CascadingValue<Wording>>(p => p.Add(v => v.Value, words).Add(v => v.IsFixed, true));
    }

    public static LocalDate Monday { get; } = new(2026, 11, 30);

    public static SchedulingProblem Problem { get; } = DemoProblem.For(Monday);

    public Wording Words { get; }

    /// <summary>A board on which the first employee works an early shift on Monday, the second is on a moved mid shift on Tuesday, and nobody else works.</summary>
    public static WeekBoard Board(IReadOnlyList<Pin>? pins = null, IEnumerable<Assignment>? before = null) => WeekBoard.Of(
        Problem,
        new Roster
        {
            Assignments =
            [
                new Assignment { Employee = "a01", Date = Monday, ShiftType = "E", Post = "call" },
                new Assignment { Employee = "a02", Date = Monday.PlusDays(1), ShiftType = "M", Start = new LocalTime(11, 0), Post = "chat" },
            ],
        },
        pins ?? [],
        Monday,
        before);

    public IRenderedComponent<TComponent> Draw<TComponent>(Action<ComponentParameterCollectionBuilder<TComponent>> parameters)
        where TComponent : IComponent => _context.Render(parameters);

    public void Dispose() => _context.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
