using NodaTime;
using Scheduling.Api.Access;
using Scheduling.Api.Planning;
using Scheduling.Api.Problems;
using Scheduling.Engine.Domain;
using Scheduling.Store;
using Scheduling.Store.Access;
using Scheduling.Store.Rows;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Endpoints.Teams;

/// <summary>What a change led to: the automatic runs it asked for. Their results are proposals.</summary>
internal sealed record ChangeAnswer(int Saved, IReadOnlyList<Guid> Runs);

/// <summary>A wish as it was given, with the id to take it back by.</summary>
internal sealed record WishAnswer(Guid Id, string Employee, LocalDate Date, WishKind Kind, string? ShiftType, string? Band, LocalTime? From, LocalTime? To, int Priority)
{
    public static WishAnswer Of(WishRow row)
    {
        var wish = StoreJson.Read<Wish>(row.Body);
        return new WishAnswer(row.Id, wish.Employee, wish.Date, wish.Kind, wish.ShiftType, wish.Band, wish.From, wish.To, wish.Priority);
    }
}

/// <summary>The wishes that were added.</summary>
internal sealed record WishesAnswer(IReadOnlyList<Guid> Ids);

/// <summary><c>/teams/{team}/employees</c> and <c>/wishes</c>.</summary>
internal static class EmployeeEndpoints
{
    private const string Example = """{"id":"e7","name":"Chen Jie","contract":"full-time","skills":[{"skill":"phone"}]}""";

    public static void MapEmployees(this IEndpointRouteBuilder team)
    {
        RouteGroupBuilder employees = team.MapGroup("/employees").WithTags("Employees");
        employees.MapGet("", ListAsync).For(Policies.ReadTeam, "The employees of a team", "Personal restrictions are told to planners and to those responsible for people; for others the list is empty.").Produces<IReadOnlyList<Employee>>();
        employees.MapPut("", ReplaceAsync).For(Policies.ChangeStaff, "Replace the employees of a team", "Those not named leave it.").Takes<IReadOnlyList<Employee>>($"[{Example}]").Produces<ChangeAnswer>();
        employees.MapPut("/{employee}", PutAsync).For(Policies.ChangeStaff, "Add or change an employee").Takes<Employee>(Example).Produces<ChangeAnswer>();
        employees.MapDelete("/{employee}", RemoveAsync).For(Policies.ChangeStaff, "Take an employee out of a team", "Rosters keep what they say.").Produces<ChangeAnswer>();
        RouteGroupBuilder wishes = team.MapGroup("/wishes").WithTags("Employees");
        wishes.MapGet("", WishesAsync).For(Policies.Wish, "The wishes for a week", "An agent sees the own ones.").Produces<IReadOnlyList<WishAnswer>>();
        wishes.MapPost("", WishAsync).For(Policies.Wish, "Add wishes, all or none", "An agent may wish for oneself.")
            .Takes<IReadOnlyList<Wish>>("""[{"employee":"e1","date":"2026-07-08","kind":"avoid","priority":3}]""").Produces<WishesAnswer>(StatusCodes.Status201Created).ByKey();
        wishes.MapDelete("/{id:guid}", UnwishAsync).For(Policies.Wish, "Take a wish back", "An agent takes back the own ones.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext http, string team, TeamReader teams)
    {
        await teams.GetAsync(team, http.RequestAborted);
        bool told = Caller.Of(http).May(Policies.ReadRestrictions);
        return Results.Ok((await teams.EmployeesAsync(team, http.RequestAborted)).Select(e => StoreJson.Read<Employee>(e.Body)).Select(e => told ? e : e with { Restrictions = [] }));
    }

    private static async Task<IResult> ReplaceAsync(HttpContext http, string team, TeamStore store) =>
        await SaveAsync(http, team, store, await http.Request.ReadAsync<IReadOnlyList<Employee>>(), replaceAll: true);

    private static async Task<IResult> PutAsync(HttpContext http, string team, string employee, TeamStore store)
    {
        var body = await http.Request.ReadAsync<Employee>();
        return body.Id == employee ? await SaveAsync(http, team, store, [body], replaceAll: false) : throw StoreException.Invalid(
            "id-differs", "/id", $"地址中的工号为“{employee}”，内容中为“{body.Id}”；应一致。", $"The address names '{employee}' and the body '{body.Id}'; they must be the same.");
    }

    private static async Task<IResult> SaveAsync(HttpContext http, string team, TeamStore store, IReadOnlyList<Employee> employees, bool replaceAll) =>
        Results.Ok(new ChangeAnswer(employees.Count, await store.SaveEmployeesAsync(team, employees, replaceAll, Caller.Of(http).Id, http.RequestAborted)));

    private static async Task<IResult> RemoveAsync(HttpContext http, string team, string employee, TeamStore store) =>
        Results.Ok(new ChangeAnswer(1, await store.RemoveEmployeeAsync(team, employee, Caller.Of(http).Id, http.RequestAborted)));

    private static async Task<IResult> WishesAsync(HttpContext http, string team, string week, TeamReader teams)
    {
        LocalDate start = Days.Read(week, "week");
        WeekStarts.Check(StoreJson.Read<TeamSetup>((await teams.GetAsync(team, http.RequestAborted)).Setup), start);
        return Results.Ok((await teams.WishesAsync(team, start, http.RequestAborted)).Where(w => OwnScope.Reaches(http, w.EmployeeId)).Select(WishAnswer.Of));
    }

    private static async Task<IResult> UnwishAsync(HttpContext http, string team, Guid id, TeamStore store)
    {
        Caller caller = Caller.Of(http);
        await store.RemoveWishAsync(team, id, caller.Role == Role.Agent ? caller.EmployeeId ?? "" : null, caller.Id, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> WishAsync(HttpContext http, string team, TeamStore store)
    {
        IReadOnlyList<Wish> wishes = await http.Request.ReadAsync<IReadOnlyList<Wish>>();
        for (int i = 0; i < wishes.Count; i++)
        {
            OwnScope.Check(http, wishes[i].Employee, $"/{i}/employee");
        }

        return Results.Created((string?)null, new WishesAnswer(await store.AddWishesAsync(team, wishes, Caller.Of(http).Id, http.RequestAborted)));
    }
}
