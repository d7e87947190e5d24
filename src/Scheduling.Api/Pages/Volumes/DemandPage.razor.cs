using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Staffing;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Volumes;

/// <summary>What a week needs: recorded volumes, service goals, the forecast and what comes of it.</summary>
public sealed partial class DemandPage
{
    private readonly Dictionary<string, IReadOnlyList<InputProblem>> _problems = [];
    private IReadOnlyList<VolumeRow> _uploads = [];
    private LocalDate? _week;
    private TeamSetup? _setup;
    private TeamRow? _row;
    private WeekDemand? _demand;
    private Caller? _caller;
    private string? _refused;
    private string? _fault;
    private string? _loaded;
    private long _hours;

    [Parameter]
    public string Team { get; set; } = "";

    [Parameter]
    public string Week { get; set; } = "";

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive || _loaded == $"{Team}/{Week}")
        {
            return;
        }

        _loaded = $"{Team}/{Week}";
        (_refused, _fault, _fileProblems) = (null, null, []);
        try
        {
            _caller = await Access.ReachAsync(Team);
            _week = await Access.WeekAsync(Team, Week);
            if (_week is null)
            {
                _refused = Words[Texts.NotAWeek];
                return;
            }

            await LoadAsync();
        }
        catch (StoreException fault)
        {
            _refused = Tell(fault);
        }
    }

    private async Task LoadAsync()
    {
        _row = await Teams.GetAsync(Team);
        _setup = StoreJson.Read<TeamSetup>(_row.Setup);
        _uploads = await Demands.UploadsAsync(Team);
        _demand = await Demands.GetAsync(Team, _week!.Value);
        _hours = _demand.Demand.Intervals.Sum(i => i.Required.Sum(r => (long)r)) * _setup.IntervalMinutes / 60;
    }

    private async Task ReadAsync((string Post, IBrowserFile File) upload)
    {
        _problems.Remove(upload.Post);
        if (await UploadedFile.ReadAsync(upload.File) is not { } bytes)
        {
            _fault = Words.Fill(Texts.FileTooLarge, upload.File.Name);
            return;
        }

        ReadResult<CallHistory> read = CallHistoryReader.Read(bytes, new CallReadOptions { FileName = upload.File.Name });
        if (!read.Succeeded)
        {
            _problems[upload.Post] = read.Problems;
            return;
        }

        await DoAsync(Policies.ChangeDemand, async who =>
        {
            await Demands.AddVolumesAsync(Team, upload.Post, upload.File.Name, read.Value, who);
            Snack.Add(Words.Fill(Texts.Uploaded, upload.File.Name, read.Value.DayCount), MudBlazor.Severity.Success);
        });
    }

    private Task SaveServiceAsync(PostService service) => DoAsync(Policies.ChangeTeam, async who =>
    {
        TeamSetup setup = _setup! with { Service = [.. _setup.Service.Where(s => s.Post != service.Post), service] };
        await TeamStore.SaveSetupAsync(Team, _row!.Name, setup, _row.Version, who);
        Snack.Add(Words[Texts.GoalsSaved], MudBlazor.Severity.Success);
    });

    private async Task DoAsync(string policy, Func<string, Task> command)
    {
        _fault = null;
        try
        {
            await command((await Access.RequireAsync(Team, policy)).Id);
            await LoadAsync();
        }
        catch (StoreException fault)
        {
            _fault = Tell(fault);
        }
    }

    private string Tell(StoreException fault) => string.Join(' ', fault.Problems.Take(5).Select(p => Words[p.Message]));

    private string Address(LocalDate week) => $"/teams/{Team}/demand/{PageDates.Iso(week)}";
}
