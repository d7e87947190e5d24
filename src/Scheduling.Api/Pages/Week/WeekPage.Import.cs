using Scheduling.Api.Files;
using Scheduling.Api.Planning;

namespace Scheduling.Api.Pages.Week;

/// <content>Takes a roster from a spreadsheet.</content>
public sealed partial class WeekPage
{
    private IReadOnlyList<FileProblem> _fileProblems = [];
    private RosterImport? _imported;
    private bool _importing;

    /// <summary>What is imported goes into the head, so the head is what is looked at.</summary>
    private void StartImport()
    {
        if (_showProposal)
        {
            ToggleProposal();
        }

        (_importing, _fileProblems, _imported, _open) = (true, [], null, null);
    }

    private async Task ImportAsync((ReadOnlyMemory<byte> Bytes, string Name) given)
    {
        _fileProblems = [];
        await DoAsync(async who =>
        {
            int? head = _view!.Head?.Row.Number;
            FileResult<RosterImport> read = await Files.RosterAsync(Team, _week!.Value, head, given.Bytes, given.Name, who);
            (_fileProblems, _imported) = (read.Problems, read.Value);
            if (read.Value?.Row?.Number is { } made && made != head)
            {
                _redo.Clear();
            }
        });

        // What went wrong with the week, and not with the file, is told on the page.
        _importing &= _fault is null;
    }
}
