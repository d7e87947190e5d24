using Scheduling.Testing;

namespace Scheduling.Api.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task An_API_that_is_told_to_end_ends_open_streams_and_then_itself()
    {
        await using Installation installation = await Installation.PrepareAsync();
        ProgramProcess api = await installation.StartApiAsync("a first password");
        using HttpClient admin = await installation.SignedInAsync("admin", "a first password");
        await admin.PostTextAsync("/api/v1/teams?id=hotline", Samples.Text(Samples.Office)).JsonAsync(System.Net.HttpStatusCode.Created);
        using HttpResponseMessage stream = await admin.GetAsync("/api/v1/teams/hotline/events", HttpCompletionOption.ResponseHeadersRead);
        Task<string> read = stream.Content.ReadAsStringAsync();

        int exitCode = await api.StopAsync();

        // Cut off by a timeout of the host it would not have come to its end.
        Assert.Contains(": still here", await read, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }
}
