using Scheduling.Api.Access;
using Scheduling.Api.Files;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;

namespace Scheduling.Api.Endpoints.Teams;

/// <summary>The people of a team as a file.</summary>
internal static class EmployeeFileEndpoints
{
    private const string Example = "id,name,contract,skills,from,until\ne7,Chen Jie,full-time,phone:2;chat,2026-01-01,\n";

    public static void MapEmployeeFiles(this IEndpointRouteBuilder team)
    {
        RouteGroupBuilder employees = team.MapGroup("/employees").WithTags("Employees");
        employees.MapPost("/import", ImportAsync).For(
                Policies.ChangeStaff, "Add and change employees by a file",
                "CSV or XLSX: id, name, contract, skills, from, until. What a file does not say of somebody stays. replaceAll: those not named leave the team.")
            .TakesFile(Example).Produces<ChangeAnswer>();
        employees.MapGet("/export", ExportAsync).For(Policies.ReadTeam, "The employees of a team as CSV", "It can be imported again. language: zh-CN or en.").GivesCsv();
        employees.MapGet("/template", TemplateAsync).For(Policies.ReadTeam, "A file of employees to fill in", "CSV with two made-up people. language: zh-CN or en.").GivesCsv();
    }

    private static async Task<IResult> ImportAsync(HttpContext http, string team, FileImport files, string fileName = "employees", bool replaceAll = false)
    {
        string name = FileBody.Name(fileName);
        PeopleImport import = (await files.PeopleAsync(team, await http.Request.BytesAsync(), name, replaceAll, Caller.Of(http).Id, http.RequestAborted)).OrRefuse(name);
        return Results.Ok(new ChangeAnswer(import.People, import.Runs));
    }

    private static async Task<IResult> ExportAsync(HttpContext http, string team, FileImport files, string? language = null) =>
        Results.File(PeopleFile.Write((await files.PeopleContextAsync(team, http.RequestAborted)).Current, FileBody.Culture(http, language)), FileBody.Csv, $"{team}-people.csv");

    private static async Task<IResult> TemplateAsync(HttpContext http, string team, FileImport files, string? language = null) =>
        Results.File(PeopleFile.Template(await files.PeopleContextAsync(team, http.RequestAborted), FileBody.Culture(http, language)), FileBody.Csv, $"{team}-people-template.csv");
}
