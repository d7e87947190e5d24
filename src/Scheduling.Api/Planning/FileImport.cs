using NodaTime;
using Scheduling.Api.Files;
using Scheduling.Engine.Domain;
using Scheduling.Engine.Explanation;
using Scheduling.Store;
using Scheduling.Store.Rosters;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Planning;

/// <summary>What a file of demand put in force.</summary>
/// <param name="Number">Version of the demand.</param>
/// <param name="Posts">Ids of the posts the file names.</param>
/// <param name="Intervals">Intervals the file holds.</param>
/// <param name="Runs">Automatic runs it asked for.</param>
/// <param name="Move">How far it moved staffing.</param>
public sealed record DemandImport(int Number, IReadOnlyList<string> Posts, int Intervals, IReadOnlyList<Guid> Runs, DemandMove Move);

/// <summary>What a grid made of a week's roster.</summary>
/// <param name="Row">The new version; the one that stands when the grid says nothing new, null when there is none.</param>
/// <param name="Problem">The week by the data as they are now.</param>
/// <param name="Before">The roster that stood.</param>
/// <param name="After">The roster that stands now.</param>
public sealed record RosterImport(RosterRow? Row, SchedulingProblem Problem, Roster Before, Roster After)
{
    /// <summary>What changed for people.</summary>
    public RosterDiff Changes { get; } = RosterDiff.Of(Before, After, Problem.ShiftTypes);
}

/// <summary>What a file of people changed.</summary>
/// <param name="People">People the file names.</param>
/// <param name="Runs">Automatic runs it asked for.</param>
public sealed record PeopleImport(int People, IReadOnlyList<Guid> Runs);

/// <summary>Takes files of demand, rosters and people into a team, for the API and the pages alike: all of a file, or nothing and everything that is wrong with it.</summary>
public sealed class FileImport(TeamReader teams, TeamStore store, DemandStore demands, RosterStore rosters, RosterEditor editor)
{
    /// <summary>
    /// Puts the demand of a file in force, see <see cref="DemandFile.Into"/>. <paramref name="seen"/>: the version of the demand the caller has seen; without it the
    /// one that is in force while the file is read.
    /// </summary>
    public async Task<FileResult<DemandImport>> DemandAsync(
        string team, LocalDate week, ReadOnlyMemory<byte> bytes, string fileName, long? seen, string by, CancellationToken cancellation = default)
    {
        (SchedulingProblem problem, _) = await teams.ProblemAsync(team, week, cancellation);
        WeekDemand now = await demands.GetAsync(team, week, cancellation);
        FileResult<IReadOnlyList<IntervalDemand>> read = DemandFile.Read(bytes, fileName, problem.Horizon, problem.Posts);
        if (!read.Succeeded)
        {
            return new FileResult<DemandImport>(null, read.Problems);
        }

        List<string> posts = [.. read.Value.Select(series => series.Post).Distinct()];
        DemandOutcome saved = await demands.SaveAsync(
            team, week, DemandFile.Into(now.Demand, read.Value), [.. now.Basis.Where(basis => !posts.Contains(basis.Post))], by, seen ?? now.Number, cancellation);
        return new FileResult<DemandImport>(new DemandImport(saved.Number, posts, read.Value.Sum(series => series.Required.Count), saved.Runs, saved.Move), []);
    }

    /// <summary>
    /// Makes a grid the draft of a week. People and days it does not name stay as they are. <paramref name="head"/>: the version the caller has seen, null when there
    /// was none. A grid that says nothing new makes no version.
    /// </summary>
    public async Task<FileResult<RosterImport>> RosterAsync(
        string team, LocalDate week, int? head, ReadOnlyMemory<byte> bytes, string fileName, string by, CancellationToken cancellation = default)
    {
        (SchedulingProblem problem, _) = await teams.ProblemAsync(team, week, cancellation);
        RosterRow? stands = (await rosters.WeekAsync(team, week, cancellation)).Head?.Row;
        if (stands?.Number != head)
        {
            throw StoreException.Stale($"{head ?? 0}", $"{stands?.Number ?? 0}");
        }

        Roster before = stands is null ? new Roster { Assignments = [] } : RosterEditor.Fit(problem, StoreJson.Read<Roster>(stands.Body));
        FileResult<Roster> read = RosterFile.Read(problem, bytes, fileName, before);
        if (!read.Succeeded)
        {
            return new FileResult<RosterImport>(null, read.Problems);
        }

        var import = new RosterImport(stands, problem, before, read.Value);
        return new FileResult<RosterImport>(
            import.Changes.Changes.Count == 0 ? import : import with { Row = await editor.ImportAsync(team, week, head, read.Value, fileName, by, cancellation) }, []);
    }

    /// <summary>Adds and changes the people of a file. <paramref name="replaceAll"/>: those not named leave the team.</summary>
    public async Task<FileResult<PeopleImport>> PeopleAsync(
        string team, ReadOnlyMemory<byte> bytes, string fileName, bool replaceAll, string by, CancellationToken cancellation = default)
    {
        FileResult<IReadOnlyList<Employee>> read = PeopleFile.Read(bytes, fileName, await PeopleContextAsync(team, cancellation));
        return read.Succeeded
            ? new FileResult<PeopleImport>(new PeopleImport(read.Value.Count, await store.SaveEmployeesAsync(team, read.Value, replaceAll, by, cancellation)), [])
            : new FileResult<PeopleImport>(null, read.Problems);
    }

    /// <summary>What a file of people may refer to, and the people as they are.</summary>
    public async Task<PeopleFileContext> PeopleContextAsync(string team, CancellationToken cancellation = default)
    {
        var setup = StoreJson.Read<TeamSetup>((await teams.GetAsync(team, cancellation)).Setup);
        List<Employee> people = [.. (await teams.EmployeesAsync(team, cancellation)).Select(e => StoreJson.Read<Employee>(e.Body))];
        return new PeopleFileContext { Contracts = setup.Contracts, Skills = setup.Skills, Current = people };
    }
}
