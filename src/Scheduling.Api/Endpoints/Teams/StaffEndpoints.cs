using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Engine.Serialization;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Teams;

/// <summary>A contract that begins on a day of its own.</summary>
internal sealed record ComingContractAnswer(string Employee, LocalDate From, string Contract);

/// <summary><c>/teams/{team}/staff-changes</c>: joins, leaves, contracts and skills with the day from which they hold.</summary>
internal static class StaffEndpoints
{
    private const string Example = """
        [{"kind":"join","employee":"e7","name":"Chen Jie","contract":"full-time","from":"2026-08-03"},
         {"kind":"skill","employee":"e7","skill":"phone","level":2,"from":"2026-09-01"},
         {"kind":"leave","employee":"e2","until":"2026-07-31"}]
        """;

    private static readonly BulkColumn[] Columns =
    [
        new("kind", "变动", true), new("employee", "工号", true), new("from", "生效日期", false, BulkForm.Date), new("until", "截止日期", false, BulkForm.Date), new("name", "姓名", false),
        new("contract", "合同", false), new("skill", "技能", false), new("level", "等级", false, BulkForm.Number), new("certified", "已认证", false, BulkForm.Truth),
    ];

    public static void MapStaffChanges(this IEndpointRouteBuilder team)
    {
        RouteGroupBuilder staff = team.MapGroup("/staff-changes").WithTags("Employees");
        staff.MapGet("", ListAsync).For(Policies.ReadTeam, "Contracts with a first day of their own").Produces<IReadOnlyList<ComingContractAnswer>>();
        staff.MapPost("", BulkAsync).For(
                Policies.ChangeStaff, "Changes of staff with their dates; each row has its own result",
                "kind: join, leave, contract, skill, skillEnd. from: first day; until: last day. Said again it changes nothing. Only weeks from the day on are solved again.")
            .Takes<IReadOnlyList<StaffChange>>(Example).Produces<IReadOnlyList<BulkAnswer>>().ByRows();
        staff.MapPost("/import", ImportAsync).For(
                Policies.ChangeStaff, "Changes of staff by a file; each row has its own result", "CSV or XLSX: kind, employee, from, until, name, contract, skill, level, certified.")
            .TakesFile("kind,employee,from,until,contract\ncontract,e1,2026-08-03,,part-time\nleave,e2,,2026-07-31,\n").Produces<IReadOnlyList<BulkAnswer>>().ByRows();
    }

    private static async Task<IResult> ListAsync(HttpContext http, string team, StaffStore store) =>
        Results.Ok((await store.TermsAsync(team, http.RequestAborted)).Select(t => new ComingContractAnswer(t.Employee, t.From, t.Contract)));

    private static async Task<IResult> BulkAsync(HttpContext http, string team, StaffStore store, TeamReader teams)
    {
        await teams.GetAsync(team, http.RequestAborted);
        return await BulkRows.AnswerAsync(http, await BulkRows.ReadAsync(http), "employee", row => ApplyAsync(http, team, row, store));
    }

    private static async Task<IResult> ImportAsync(HttpContext http, string team, StaffStore store, TeamReader teams, string fileName = "staff")
    {
        await teams.GetAsync(team, http.RequestAborted);
        return await BulkRows.AnswerAsync(http, await BulkRows.ReadFileAsync(http, fileName, Columns), "employee", row => ApplyAsync(http, team, row, store));
    }

    private static async Task<bool> ApplyAsync(HttpContext http, string team, ReadOnlyMemory<byte> row, StaffStore store) =>
        (await store.ApplyAsync(team, ProblemReader.Read<StaffChange>(row).OrRefuse(), Caller.Of(http).Id, http.RequestAborted)).Created;
}
