namespace Scheduling.Store.Access;

/// <summary>What a person or a machine is in a department: the one list of roles.</summary>
public enum Role
{
    /// <summary>Sees the own roster and the published team roster.</summary>
    Agent,

    /// <summary>Leads a post.</summary>
    TeamLeader,

    /// <summary>Leads a shift.</summary>
    Supervisor,

    /// <summary>Leads the department; decides leave.</summary>
    Manager,

    /// <summary>Above the manager; decides long leave and the manager's own.</summary>
    Superior,

    /// <summary>Makes and publishes rosters.</summary>
    Planner,

    /// <summary>The HR system: leave and staff.</summary>
    HrService,

    /// <summary>Runs the day: loads and incidents.</summary>
    Operations,

    /// <summary>Runs the installation: accounts, keys, jobs.</summary>
    Admin,
}
