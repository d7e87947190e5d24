using Scheduling.Api.Access;
using Scheduling.Api.Planning;
using Scheduling.Store.Teams;

namespace Scheduling.Api.Pages.Volumes;

/// <content>Makes demand of recorded volumes.</content>
public sealed partial class DemandPage
{
    private Task UseAsync(PostService service) => DoAsync(Policies.ChangeDemand, async who =>
    {
        WeekForecastOutcome outcome = await Forecast.SaveAsync(Team, _week!.Value, service.Post, service, null, who);
        Snack.Add(Words.Fill(Texts.DemandUsed, outcome.Number), MudBlazor.Severity.Success);
    });
}
