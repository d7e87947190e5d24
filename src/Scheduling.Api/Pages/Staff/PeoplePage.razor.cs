using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Scheduling.Api.Access;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Staff;

/// <summary>The people of a team, with import and export as a file.</summary>
public sealed partial class PeoplePage
{
    private const int LargestFile = 5 * 1024 * 1024;
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
        if (change.File.Size > LargestFile)
        {
            _fault = Words.Fill(Texts.FileTooLarge, change.File.Name);
            return;
        }

        using var bytes = new MemoryStream();
        await using (Stream stream = change.File.OpenReadStream(LargestFile))
        {
            await stream.CopyToAsync(bytes);
        }

        FileResult<IReadOnlyList<Employee>> read = PeopleFile.Read(
            bytes.ToArray(), change.File.Name, new PeopleFileContext { Contracts = _setup!.Contracts, Skills = _setup.Skills, Current = _people! });
        if (!read.Succeeded)
        {
            _problems = read.Problems;
            return;
        }

        try
        {
            Caller caller = await Access.RequireAsync(Team, Policies.ChangeStaff);
            await Store.SaveEmployeesAsync(Team, read.Value, _replace, caller.Id);
            await LoadAsync();
            Snack.Add(Words.Fill(Texts.PeopleSaved, read.Value.Count), MudBlazor.Severity.Success);
        }
        catch (StoreException fault)
        {
            Tell(fault);
        }
    }

    private void Tell(StoreException fault) => _fault = string.Join(' ', fault.Problems.Take(5).Select(p => Words[p.Message]));

    private bool Matches(Employee person) =>
        _search.Length == 0 || person.Id.Contains(_search, StringComparison.OrdinalIgnoreCase) || person.Name.Contains(_search, StringComparison.OrdinalIgnoreCase);

    private string ContractOf(Employee person) => _setup!.Contracts.FirstOrDefault(c => c.Id == person.Contract)?.Name is { Length: > 0 } name ? name : person.Contract;

    private string SkillOf(string skill) => _setup!.Skills.FirstOrDefault(s => s.Id == skill)?.Name is { Length: > 0 } name ? name : skill;
}
