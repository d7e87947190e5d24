using Scheduling.Engine.Domain;
using Scheduling.Store.Rows;

namespace Scheduling.Api.Pages.Requests;

/// <summary>Names of what leave can be.</summary>
public static class LeaveWords
{
    public static IReadOnlyList<string> Kinds { get; } = ["annual", "sick", "personal", "marriage", "maternity", "bereavement", "time-in-lieu", "other"];

    public static LocalizedText State(LeaveState state) => state switch
    {
        LeaveState.Requested => Texts.LeaveRequested,
        LeaveState.Approved => Texts.LeaveApproved,
        LeaveState.Declined => Texts.LeaveDeclined,
        _ => Texts.LeaveCancelled,
    };

    public static LocalizedText Kind(string kind) => kind switch
    {
        "annual" => Texts.KindAnnual,
        "sick" => Texts.KindSick,
        "personal" => Texts.KindPersonal,
        "marriage" => Texts.KindMarriage,
        "maternity" => Texts.KindMaternity,
        "bereavement" => Texts.KindBereavement,
        "time-in-lieu" => Texts.KindTimeInLieu,
        "other" => Texts.KindOther,
        _ => new LocalizedText(kind, kind),
    };
}
