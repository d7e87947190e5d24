using Scheduling.Api.Access;
using Scheduling.Api.Problems;
using Scheduling.Engine.Serialization;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Leave;

/// <summary><c>/teams/{team}/leave</c>.</summary>
internal static class LeaveEndpoints
{
    private const int LongestId = 100;
    private const int LongestReason = 2000;
    private const string Example = """{"employee":"e1","from":"2026-07-08","until":"2026-07-10","kind":"annual","reason":"family"}""";

    private static readonly BulkColumn[] Columns =
    [
        new("externalId", "编号", true), new("employee", "工号", true), new("from", "开始日期", true, BulkForm.Date), new("until", "结束日期", true, BulkForm.Date), new("part", "时段", false), new("kind", "类型", false),
        new("creditedMinutesPerDay", "每日计薪分钟", false, BulkForm.Number, "credited"), new("reason", "事由", false), new("approved", "已批准", false, BulkForm.Truth), new("cancelled", "已取消", false, BulkForm.Truth),
    ];

    public static void MapLeave(this IEndpointRouteBuilder team)
    {
        RouteGroupBuilder leave = team.MapGroup("/leave").WithTags("Leave");
        leave.MapGet("", ListAsync).For(Policies.ReadLeave, "Leave of a team", "since: that ends on or after a day. An agent sees the own ones.").Produces<IReadOnlyList<LeaveAnswer>>();
        leave.MapPost("", BulkAsync).For(Policies.FileLeave, "File many leaves; each row has its own result")
            .Takes<IReadOnlyList<BulkLeaveRequest>>("""[{"externalId":"hr-1","employee":"e1","from":"2026-07-08","until":"2026-07-10","approved":true}]""").Produces<IReadOnlyList<BulkAnswer>>().ByRows();
        leave.MapPost("/import", ImportAsync).For(
                Policies.FileLeave, "File many leaves by a file; each row has its own result",
                "CSV or XLSX: externalId, employee, from, until, part, kind, credited, reason, approved, cancelled. Rows that are right are taken, whatever is wrong with others.")
            .TakesFile("externalId,employee,from,until,approved\nhr-1,e1,2026-07-08,2026-07-10,true\n").Produces<IReadOnlyList<BulkAnswer>>().ByRows();
        leave.MapGet("/{externalId}", GetAsync).For(Policies.ReadLeave, "A leave").Produces<LeaveAnswer>();
        leave.MapPut("/{externalId}", PutAsync).For(
                Policies.FileLeave, "File a leave under an id of your own", "Sent again unchanged it changes nothing; one not yet decided may be changed.")
            .Takes<LeaveRequest>(Example).Produces<LeaveAnswer>().Produces<LeaveAnswer>(StatusCodes.Status201Created);
        leave.MapPost("/{externalId}/approve", (HttpContext http, string team, string externalId, LeaveStore store) =>
                DecideAsync(http, team, externalId, (note, version, by) => store.DecideAsync(team, externalId, true, note, version, by, http.RequestAborted)))
            .For(Policies.DecideLeave, "Approve a leave", "Weeks with a roster are solved again; the result is a proposal.").ByVersion(false).Takes<DecisionRequest>().Produces<LeaveAnswer>();
        leave.MapPost("/{externalId}/decline", (HttpContext http, string team, string externalId, LeaveStore store) =>
                DecideAsync(http, team, externalId, (note, version, by) => store.DecideAsync(team, externalId, false, note, version, by, http.RequestAborted)))
            .For(Policies.DecideLeave, "Decline a leave").ByVersion(false).Takes<DecisionRequest>().Produces<LeaveAnswer>();
        leave.MapPost("/{externalId}/cancel", CancelAsync).For(Policies.FileLeave, "Withdraw a leave, decided or not").ByVersion(false).Takes<DecisionRequest>().Produces<LeaveAnswer>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, string team, LeaveStore store, TeamReader teams, AuditStore audit, string? since = null, string? employee = null, string? state = null)
    {
        await teams.GetAsync(team, http.RequestAborted);
        Caller caller = Caller.Of(http);
        List<LeaveRow> rows = [.. (await store.ListAsync(team, since is null ? null : Days.Read(since, "since"), employee, http.RequestAborted))
            .Where(l => OwnScope.Reaches(http, l.EmployeeId) && (state is null || string.Equals(l.State.ToString(), state, StringComparison.OrdinalIgnoreCase)))];
        await LeaveReasons.NoteAsync(audit, team, caller, rows, http.RequestAborted);
        return Results.Ok(rows.Select(l => LeaveAnswer.Of(l, caller)));
    }

    private static async Task<IResult> GetAsync(HttpContext http, string team, string externalId, LeaveStore store, AuditStore audit)
    {
        LeaveRow row = await OwnAsync(http, team, externalId, store);
        Caller caller = Caller.Of(http);
        await LeaveReasons.NoteAsync(audit, team, caller, [row], http.RequestAborted);
        IfMatch.Tell(http.Response, row.Version);
        return Results.Ok(LeaveAnswer.Of(row, caller));
    }

    private static async Task<IResult> PutAsync(HttpContext http, string team, string externalId, LeaveStore store)
    {
        LeaveOutcome outcome = await FileAsync(http, team, externalId, await http.Request.ReadAsync<LeaveRequest>(), store);
        IfMatch.Tell(http.Response, outcome.Leave.Version);
        LeaveAnswer answer = LeaveAnswer.Of(outcome.Leave, Caller.Of(http), outcome.Runs);
        return outcome.Created ? Results.Created($"/api/v1/teams/{team}/leave/{Uri.EscapeDataString(externalId)}", answer) : Results.Ok(answer);
    }

    private static async Task<LeaveOutcome> FileAsync(HttpContext http, string team, string externalId, LeaveRequest request, LeaveStore store)
    {
        Caller caller = Caller.Of(http);
        OwnScope.Check(http, request.Employee, "/employee");
        if (request.Approved && !caller.May(Policies.DecideLeave) && caller.Role != Role.HrService)
        {
            throw new RequestRefusedException(StatusCodes.Status403Forbidden, "may-not-approve", "您的角色不能直接提交已批准的请假。", "Your role may not file a leave that is approved already.", "/approved");
        }

        new InputCheck()
            .When(externalId.Length > LongestId, "too-long", "/externalId", $"编号最多 {LongestId} 个字符。", $"The id has {LongestId} characters at most.")
            .When(request.Reason.Length > LongestReason, "too-long", "/reason", $"事由最多 {LongestReason} 个字符。", $"The reason has {LongestReason} characters at most.")
            .Range("/creditedMinutesPerDay", request.CreditedMinutesPerDay, 0, 1440)
            .Conclude();
        if (caller.Role == Role.Agent)
        {
            // An id that is somebody else's is, to an agent, no id to write to.
            await OwnOrNewAsync(http, team, externalId, store);
        }

        return await store.PutAsync(team, externalId, request.ToLeave(), request.Reason, request.Approved, caller.Id, http.RequestAborted);
    }

    private static async Task<IResult> BulkAsync(HttpContext http, string team, LeaveStore store, TeamReader teams)
    {
        await teams.GetAsync(team, http.RequestAborted);
        return await BulkRows.AnswerAsync(http, await BulkRows.ReadAsync(http), "externalId", row => FileRowAsync(http, team, row, store));
    }

    private static async Task<IResult> ImportAsync(HttpContext http, string team, LeaveStore store, TeamReader teams, string fileName = "leave")
    {
        await teams.GetAsync(team, http.RequestAborted);
        return await BulkRows.AnswerAsync(http, await BulkRows.ReadFileAsync(http, fileName, Columns), "externalId", row => FileRowAsync(http, team, row, store));
    }

    private static async Task<bool> FileRowAsync(HttpContext http, string team, ReadOnlyMemory<byte> row, LeaveStore store)
    {
        var request = ProblemReader.Read<BulkLeaveRequest>(row).OrRefuse();
        if (!request.Cancelled)
        {
            return (await FileAsync(http, team, request.ExternalId, request, store)).Created;
        }

        await OwnAsync(http, team, request.ExternalId, store);
        await store.CancelAsync(team, request.ExternalId, "", null, Caller.Of(http).Id, http.RequestAborted);
        return false;
    }

    private static async Task<IResult> DecideAsync(HttpContext http, string team, string externalId, Func<string, long?, string, Task<LeaveOutcome>> decide)
    {
        var request = await http.Request.ReadOrDefaultAsync<DecisionRequest>();
        Caller caller = Caller.Of(http);
        LeaveOutcome outcome = await decide(request.Note, IfMatch.Given(http.Request), caller.Id);
        await LeaveReasons.NoteAsync(http.RequestServices.GetRequiredService<AuditStore>(), team, caller, [outcome.Leave], http.RequestAborted);
        IfMatch.Tell(http.Response, outcome.Leave.Version);
        return Results.Ok(LeaveAnswer.Of(outcome.Leave, caller, outcome.Runs));
    }

    private static async Task<IResult> CancelAsync(HttpContext http, string team, string externalId, LeaveStore store)
    {
        await OwnAsync(http, team, externalId, store);
        return await DecideAsync(http, team, externalId, (note, version, by) => store.CancelAsync(team, externalId, note, version, by, http.RequestAborted));
    }

    private static async Task<LeaveRow> OwnAsync(HttpContext http, string team, string externalId, LeaveStore store)
    {
        LeaveRow row = await store.GetAsync(team, externalId, http.RequestAborted);
        return OwnScope.Reaches(http, row.EmployeeId) ? row : throw StoreException.NotFound("leave", "请假", externalId);
    }

    private static async Task OwnOrNewAsync(HttpContext http, string team, string externalId, LeaveStore store)
    {
        LeaveRow? row = (await store.ListAsync(team, cancellation: http.RequestAborted)).FirstOrDefault(l => l.ExternalId == externalId);
        if (row is not null && !OwnScope.Reaches(http, row.EmployeeId))
        {
            throw StoreException.Conflict("leave-id-taken", $"编号“{externalId}”已被使用；请换一个。", $"The id '{externalId}' is taken; choose another.");
        }
    }
}
