using Scheduling.Store.Access;
using static Scheduling.Store.Access.Role;

namespace Scheduling.Api.Access;

/// <summary>
/// Who may what: the one list. Every endpoint and every page names a row; an endpoint without one fails the tests.
/// Which teams a caller reaches is a second question, asked of everything under <c>/teams/{team}</c>.
/// </summary>
public static class Policies
{
    /// <summary>What everybody signed in sees: oneself, the rule catalogue, samples, the own teams.</summary>
    public const string Anyone = "anyone";

    /// <summary>Problems posted to be solved, staffing and forecasts.</summary>
    public const string UseEngine = "use-engine";

    /// <summary>Set-up, people and demand of a team.</summary>
    public const string ReadTeam = "read-team";

    /// <summary>New teams.</summary>
    public const string CreateTeam = "create-team";

    /// <summary>Set-up of a team: contracts, shift types, rules, goals.</summary>
    public const string ChangeTeam = "change-team";

    /// <summary>Employees of a team.</summary>
    public const string ChangeStaff = "change-staff";

    /// <summary>Volumes and demand.</summary>
    public const string ChangeDemand = "change-demand";

    /// <summary>Rosters; an agent sees what is published.</summary>
    public const string ReadRoster = "read-roster";

    /// <summary>Everything a planner sees of a week: drafts, versions, violations, judgements.</summary>
    public const string ReadDraft = "read-draft";

    /// <summary>Solving, editing, pinning, restoring.</summary>
    public const string ChangeRoster = "change-roster";

    /// <summary>Publishing, accepting and declining proposals.</summary>
    public const string PublishRoster = "publish-roster";

    /// <summary>Wishes; an agent's own only.</summary>
    public const string Wish = "wish";

    /// <summary>Leave; an agent's own only, and never a reason one may not read.</summary>
    public const string ReadLeave = "read-leave";

    /// <summary>Filing and withdrawing leave; an agent's own only.</summary>
    public const string FileLeave = "file-leave";

    /// <summary>Deciding leave.</summary>
    public const string DecideLeave = "decide-leave";

    /// <summary>Reasons of other people's leave. Whoever filed a leave reads its reason as well.</summary>
    public const string ReadLeaveReason = "read-leave-reason";

    /// <summary>Personal restrictions of employees. Nobody else is told that there are any.</summary>
    public const string ReadRestrictions = "read-restrictions";

    /// <summary>Webhooks of a team, and what was sent to them.</summary>
    public const string ManageWebhooks = "manage-webhooks";

    /// <summary>Metrics of the installation.</summary>
    public const string Observe = "observe";

    /// <summary>Accounts, keys, audit log, jobs.</summary>
    public const string Operate = "operate";

    private static readonly Role[] Everyone = Enum.GetValues<Role>();

    /// <summary>The list.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Role>> Table { get; } = new Dictionary<string, IReadOnlyList<Role>>
    {
        [Anyone] = Everyone,
        [UseEngine] = [TeamLeader, Supervisor, Manager, Superior, Planner, HrService, Operations, Admin],
        [ReadTeam] = [TeamLeader, Supervisor, Manager, Superior, Planner, HrService, Operations, Admin],
        [CreateTeam] = [Planner, Admin],
        [ChangeTeam] = [Manager, Planner, Admin],
        [ChangeStaff] = [Manager, Planner, HrService, Admin],
        [ChangeDemand] = [Manager, Planner, Operations, Admin],
        [ReadRoster] = [Agent, TeamLeader, Supervisor, Manager, Superior, Planner, Operations, Admin],
        [ReadDraft] = [TeamLeader, Supervisor, Manager, Superior, Planner, Operations, Admin],
        [ChangeRoster] = [Manager, Planner, Admin],
        [PublishRoster] = [Manager, Planner, Admin],
        [Wish] = [Agent, TeamLeader, Supervisor, Manager, Planner, Admin],
        [ReadLeave] = [Agent, TeamLeader, Supervisor, Manager, Superior, Planner, HrService, Admin],
        [FileLeave] = [Agent, TeamLeader, Supervisor, Manager, Superior, Planner, HrService, Admin],
        [DecideLeave] = [Manager, Superior, Admin],
        [ReadLeaveReason] = [Manager, Superior, HrService],
        [ReadRestrictions] = [Manager, Superior, Planner, HrService, Admin],
        [ManageWebhooks] = [Manager, Planner, Admin],
        [Observe] = [Operations, Admin],
        [Operate] = [Admin],
    };

    public static bool Allows(string policy, Role role) => Table[policy].Contains(role);
}
