using System.Net;
using System.Text.RegularExpressions;
using Scheduling.Testing;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>The program on PostgreSQL without a first password set, as its operator sees it.</summary>
[Collection(nameof(AloneCollection))]
public sealed partial class FirstPasswordTests
{
    [Fact]
    public async Task A_made_up_first_password_is_printed_once_works_and_stays()
    {
        await using Installation installation = await Installation.PrepareAsync();
        ProgramProcess first = await installation.StartApiAsync();
        string password = (await first.WaitForAsync(FirstAccount())).Groups[1].Value;
        Assert.Equal(20, password.Length);
        await CheckAdministratorAsync(installation, password);
        Assert.Equal(0, await first.StopAsync());
        Assert.Single(Regex.Matches(first.Output, Regex.Escape(password)));

        // A password that is set afterwards has no effect.
        ProgramProcess second = await installation.StartApiAsync("another password");
        await CheckAdministratorAsync(installation, password);
        using HttpClient stranger = installation.NewClient();
        using HttpResponseMessage refused = await ApiHost.SignInAsync(stranger, "admin", "another password");
        Assert.Equal("sign-in-failed", (await refused.ProblemAsync(HttpStatusCode.Unauthorized)).Code);
        Assert.Equal(0, await second.StopAsync());
        Assert.DoesNotContain("First account", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(password, second.Output, StringComparison.Ordinal);
    }

    private static async Task CheckAdministratorAsync(Installation installation, string password)
    {
        using HttpClient admin = await installation.SignedInAsync("admin", password);
        Assert.Equal("admin", (string?)(await admin.GetAsync("/api/v1/me").JsonAsync())["role"]);
    }

    [GeneratedRegex(@"First account: admin  password: (\S+)  \(shown once")]
    private static partial Regex FirstAccount();
}
