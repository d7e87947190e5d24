using Scheduling.Api.Problems;
using Scheduling.Store.Access;

namespace Scheduling.Api.Access;

/// <summary>An agent sees and asks for what is the agent's own.</summary>
internal static class OwnScope
{
    /// <summary>Whether a caller may see what is an employee's.</summary>
    public static bool Reaches(HttpContext http, string employee) => Caller.Of(http) is var caller && (caller.Role != Role.Agent || caller.EmployeeId == employee);

    /// <summary>Refuses an agent who asks for somebody else.</summary>
    public static void Check(HttpContext http, string employee, string pointer)
    {
        if (!Reaches(http, employee))
        {
            throw new RequestRefusedException(StatusCodes.Status403Forbidden, "not-own", $"您只能为自己申请，不能为员工“{employee}”申请。", $"You may ask for yourself only, not for employee '{employee}'.", pointer);
        }
    }
}
