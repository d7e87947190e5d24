using System.Globalization;
using Scheduling.Faults.Http;

namespace Scheduling.Faults.Secured;

/// <summary>FT-S2: formulas in spreadsheets, webhooks that lead inside, tokens that are not right.</summary>
internal static class SecurityTest
{
    public static async Task<FaultReport> RunAsync(FaultSetting setting)
    {
        List<string> breaches = [];
        int cells;
        await using (FaultApi api = await FaultApi.StartAsync(setting))
        {
            cells = await SpreadsheetCases.RunAsync(api, breaches);
        }

        int hooks = await WebhookCases.RunAsync(setting, breaches);
        int tokens = await TokenCases.RunAsync(setting, breaches);
        return new FaultReport(cells + hooks + tokens, breaches, string.Create(CultureInfo.InvariantCulture, $"{cells} names in spreadsheets, {hooks} webhook addresses, {(tokens > 0 ? $"{tokens} tokens" : "no tokens: this build takes none")}"));
    }
}
