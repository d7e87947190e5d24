using Microsoft.AspNetCore.Components.Forms;
using Scheduling.Api.Access;
using Scheduling.Api.Files;
using Scheduling.Api.Planning;

namespace Scheduling.Api.Pages.Volumes;

/// <content>Takes the demand of a week from a file.</content>
public sealed partial class DemandPage
{
    private IReadOnlyList<FileProblem> _fileProblems = [];

    private async Task ImportAsync(IBrowserFile file)
    {
        _fileProblems = [];
        if (await UploadedFile.ReadAsync(file) is not { } bytes)
        {
            _fault = Words.Fill(Texts.FileTooLarge, file.Name);
            return;
        }

        await DoAsync(Policies.ChangeDemand, async who =>
        {
            FileResult<DemandImport> read = await Files.DemandAsync(Team, _week!.Value, bytes, file.Name, _demand!.Number, who);
            _fileProblems = read.Problems;
            if (read.Succeeded)
            {
                string posts = string.Join(Words.IsChinese ? "、" : ", ", read.Value.Posts.Select(NameOf));
                Snack.Add(Words.Fill(Texts.DemandImported, read.Value.Intervals, posts, read.Value.Number), MudBlazor.Severity.Success);
            }
        });
    }

    private string NameOf(string post) => _setup!.Posts.FirstOrDefault(p => p.Id == post)?.Name is { Length: > 0 } name ? name : post;
}
