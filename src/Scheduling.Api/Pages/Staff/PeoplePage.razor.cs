using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Scheduling.Api.Access;
using Scheduling.Api.Files;
using Scheduling.Api.Planning;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Staff;

/// <summary>The people of a team, with import and export as a file.</summary>
public sealed partial class PeoplePage
{
    private IReadOnlyList<Employee>? _people;
    private IReadOnlyList<FileProblem> _problems = [];
    private TeamSetup? _setup;
    private Caller? _caller;
    private string? _fault;
    private string _search = "";
    private bool _replace;

    [Parameter]
    public string Team { get; set; } = "";

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        try
        {
            _caller = await Access.ReachAsync(Team);
            await LoadAsync();
        }
        catch (StoreException fault)
        {
            // Nothing of the team that was shown before stays.
            (_caller, _people, _setup) = (null, null, null);
            Tell(fault);
        }
    }

    private async Task LoadAsync()
    {
        _setup = StoreJson.Read<TeamSetup>((await Teams.GetAsync(Team)).Setup);
        _people = [.. (await Teams.EmployeesAsync(Team)).Select(e => StoreJson.Read<Employee>(e.Body))];
    }

    private async Task ReadAsync(InputFileChangeEventArgs change)
    {
        (_problems, _fault) = ([], null);
        if (await UploadedFile.ReadAsync(change.File) is not { } bytes)
        {
            _fault = Words.Fill(Texts.FileTooLarge, change.File.Name);
            return;
        }

        try
        {
            Caller caller = await Access.RequireAsync(Team, Policies.ChangeStaff);
            FileResult<PeopleImport> read = await Files.PeopleAsync(Team, bytes, change.File.Name, _replace, caller.Id);
            _problems = read.Problems;
            if (read.Succeeded)
            {
                await LoadAsync();
                Snack.Add(Words.Fill(Texts.PeopleSaved, read.Value.People), MudBlazor.Severity.Success);
            }
        }
        catch (StoreException fault)
        {
            Tell(fault);
        }
    }

    private void Tell(StoreException fault) => _fault = string.Join(' ', fault.Problems.Take(5).Select(p => Words[p.Message]));

    private string FileAt(string what) => $"/api/v1/teams/{Team}/employees/{what}?language={Words.Culture}";

    private bool Matches(Employee person) =>
        _search.Length == 0 || person.Id.Contains(_search, StringComparison.OrdinalIgnoreCase) || person.Name.Contains(_search, StringComparison.OrdinalIgnoreCase);

    private string ContractOf(Employee person) => _setup!.Contracts.FirstOrDefault(c => c.Id == person.Contract)?.Name is { Length: > 0 } name ? name : person.Contract;

    private string SkillOf(string skill) => _setup!.Skills.FirstOrDefault(s => s.Id == skill)?.Name is { Length: > 0 } name ? name : skill;
}
