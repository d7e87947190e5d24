namespace Scheduling.Pages.Tests.Browser;

/// <summary>All browser tests share one host and go one after the other: there is one solver, and a page that waits for it is slow.</summary>
[CollectionDefinition(nameof(DemoCollection))]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>;
