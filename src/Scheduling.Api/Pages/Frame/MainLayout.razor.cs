using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Frame;

/// <summary>The bar over every page: team, places of the team, language, user.</summary>
public sealed partial class MainLayout
{
    private IReadOnlyList<TeamOverview> _teams = [];
    private Caller? _caller;
    private ErrorBoundary? _boundary;
    private string? _team;
    private string _week = "";

    [CascadingParameter]
    public Wording Words { get; set; } = Wording.Chinese;

    public void Dispose() => Navigation.LocationChanged -= Moved;

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        Read();
        if (Services.GetService<PageAccess>() is { } access)
        {
            _caller = await access.CallerAsync();
            _teams = await access.TeamsAsync();
            Read();
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs change)
    {
        Read();
        _boundary?.Recover();
        InvokeAsync(StateHasChanged);
    }

    /// <summary>The team and week an address speaks of; a team alone goes with its newest week.</summary>
    private void Read()
    {
        string[] parts = Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0].Split('/');
        _team = parts is ["teams", { Length: > 0 } team, ..] ? Uri.UnescapeDataString(team) : null;
        LocalDate? week = parts is [_, _, "weeks" or "demand", { } date, ..] ? PageDates.Parse(date) : null;
        _week = week is { } known ? PageDates.Iso(known) : "newest";
    }

    private string Here(string anchor) => Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0] + anchor;

    private void SwitchTeam(ChangeEventArgs change)
    {
        if (change.Value is string { Length: > 0 } team)
        {
            Navigation.NavigateTo(PageAccess.Door(_caller, team));
        }
    }

    private void SignOut() => Navigation.NavigateTo("/sign-out", forceLoad: true);

    private void SwitchLanguage() => Navigation.NavigateTo(
        $"/language?to={(Words.IsChinese ? "en" : "zh-CN")}&back={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}", forceLoad: true);
}
