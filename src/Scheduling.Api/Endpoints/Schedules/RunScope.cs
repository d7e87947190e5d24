using Scheduling.Api.Access;
using Scheduling.Store;
using Scheduling.Store.Rows;
using Scheduling.Store.Runs;

namespace Scheduling.Api.Endpoints.Schedules;

/// <summary>Whose run it is: a stateless one is its owner's alone, one of a week everybody's who sees the team's drafts.</summary>
internal static class RunScope
{
    /// <summary>The run, when the caller may see it; else there is none.</summary>
    public static async Task<RunRow> OfAsync(HttpContext http, RunStore runs, Guid id)
    {
        RunRow? run = await runs.FindAsync(id, http.RequestAborted);
        Caller caller = Caller.Of(http);
        bool sees = run is { TeamId: { } team } ? caller.Reaches(team) && caller.May(Policies.ReadDraft) : run?.Owner == caller.Id;
        return sees && run is not null ? run : throw StoreException.NotFound("run", "求解任务", $"{id}");
    }

    /// <summary>The same for a caller who wants to stop it.</summary>
    public static async Task<RunRow> ToStopAsync(HttpContext http, RunStore runs, Guid id)
    {
        RunRow run = await OfAsync(http, runs, id);
        return run.TeamId is null || Caller.Of(http).May(Policies.ChangeRoster)
            ? run
            : throw new Problems.RequestRefusedException(StatusCodes.Status403Forbidden, "not-allowed", "您的角色不能停止团队的求解。", "Your role may not stop a solve of a team.");
    }
}
