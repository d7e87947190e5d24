using NodaTime.Text;
using Scheduling.Api.Access;
using Scheduling.Api.Files;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Demand;

/// <summary>Demand of a week as a file.</summary>
internal static class DemandFileEndpoints
{
    private const string Example = "date,time,post,required,minimum\n2026-07-06,09:00,phone,4,2\n2026-07-06,09:30,phone,5,2\n";

    public static void MapDemandFiles(this IEndpointRouteBuilder team)
    {
        RouteGroupBuilder demand = team.MapGroup("/weeks/{week}/demand").WithTags("Demand");
        demand.MapPost("/import", ImportAsync).For(
                Policies.ChangeDemand, "Put the demand of a file in force for a week",
                "CSV or XLSX: date, time, post, required, minimum (optional). A post that the file names gets the file's intervals alone; posts it does not name, series that ask for a skill, shifts and standby stay.")
            .TakesFile(Example).Produces<DemandImport>().ByVersion(false);
        demand.MapGet("/export", ExportAsync).For(Policies.ReadTeam, "The demand of a week by interval as CSV", "It can be imported again. Series that ask for a skill are not in it. language: zh-CN or en.").GivesCsv();
        demand.MapGet("/template", TemplateAsync).For(Policies.ReadTeam, "A file of demand to fill in", "CSV: each open interval of each post with nobody required. language: zh-CN or en.").GivesCsv();
    }

    private static async Task<IResult> ImportAsync(HttpContext http, string team, Day week, FileImport files, string fileName = "demand")
    {
        string name = FileBody.Name(fileName);
        DemandImport import = (await files.DemandAsync(team, week.Date, await http.Request.BytesAsync(), name, IfMatch.Given(http.Request), Caller.Of(http).Id, http.RequestAborted)).OrRefuse(name);
        IfMatch.Tell(http.Response, import.Number);
        return Results.Ok(import);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, string team, Day week, TeamReader teams, DemandStore demands, string? language = null)
    {
        (SchedulingProblem problem, _) = await teams.ProblemAsync(team, week.Date, http.RequestAborted);
        WeekDemand demand = await demands.GetAsync(team, week.Date, http.RequestAborted);
        IfMatch.Tell(http.Response, demand.Number);
        return Results.File(DemandCsv.Write(demand.Demand.Intervals, problem.Horizon, FileBody.Culture(http, language)), FileBody.Csv, $"{team}-{LocalDatePattern.Iso.Format(week.Date)}-demand.csv");
    }

    private static async Task<IResult> TemplateAsync(HttpContext http, string team, Day week, TeamReader teams, string? language = null)
    {
        (SchedulingProblem problem, _) = await teams.ProblemAsync(team, week.Date, http.RequestAborted);
        var hours = new OpenTimes(problem.OpeningHours);
        byte[] file = DemandCsv.Template(problem.Posts, problem.Horizon, at => hours.IsAnyOpen(at, problem.Horizon.IntervalMinutes), FileBody.Culture(http, language));
        return Results.File(file, FileBody.Csv, $"{team}-{LocalDatePattern.Iso.Format(week.Date)}-demand-template.csv");
    }
}
