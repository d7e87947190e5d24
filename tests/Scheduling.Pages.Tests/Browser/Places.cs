namespace Scheduling.Pages.Tests.Browser;

/// <summary>The pages of the demo team.</summary>
internal static class Places
{
    /// <summary>Path and, for each, what is there once it has been loaded.</summary>
    public static IReadOnlyList<(string Path, string Sign)> All(DemoFixture demo) =>
    [
        ("/", ".team-card"),
        (DemoFixture.PathOf(demo.Week), "td[data-employee]"),
        ($"{DemoFixture.PathOf(demo.Week)}/print", "[data-testid=\"print-page\"] table"),
        (DemoFixture.PathOf(demo.Week).Replace("/weeks/", "/demand/", StringComparison.Ordinal), "[data-testid^=\"post-\"]"),
        ($"/teams/{DemoFixture.Team}/leave", "[data-testid=\"leave-demo-2\"]"),
        ($"/teams/{DemoFixture.Team}/people", "table tbody tr"),
        ($"/teams/{DemoFixture.Team}/rules", "[data-testid^=\"rule-\"]"),
        ("/rules", "[data-testid=\"rule-search\"]"),
    ];
}
