using NodaTime;
using Scheduling.Store;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Planning;

/// <summary>Weeks are named by their first day.</summary>
internal static class WeekStarts
{
    /// <summary>Fails when a date is not the first day of a week of the team.</summary>
    public static void Check(TeamSetup setup, LocalDate week)
    {
        if (setup.WeekOf(week) != week)
        {
            throw StoreException.Invalid(
                "not-a-week-start", "/week",
                $"{week:uuuu-MM-dd} 不是一周的第一天；请改用 {setup.WeekOf(week):uuuu-MM-dd}。", $"{week:uuuu-MM-dd} is not the first day of a week; use {setup.WeekOf(week):uuuu-MM-dd}.");
        }
    }
}
