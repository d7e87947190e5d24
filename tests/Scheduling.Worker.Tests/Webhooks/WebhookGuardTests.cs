using System.Net;
using Scheduling.Worker.Hosting;
using Scheduling.Worker.Webhooks;

namespace Scheduling.Worker.Tests.Webhooks;

/// <summary>What a webhook may reach.</summary>
public sealed class WebhookGuardTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2001:db8::1")]
    public void What_is_not_of_the_public_internet_is_out_of_reach(string address) => Assert.False(new WebhookGuard(new WebhookSettings()).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    public void What_is_of_the_public_internet_is_in_reach(string address) => Assert.True(new WebhookGuard(new WebhookSettings()).Allows(IPAddress.Parse(address)));

    [Fact]
    public void A_network_that_is_allowed_is_in_reach_and_no_other()
    {
        var guard = new WebhookGuard(new WebhookSettings { AllowedNetworks = ["10.1.0.0/16"] });

        Assert.True(guard.Allows(IPAddress.Parse("10.1.2.3")));
        Assert.True(guard.Allows(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.False(guard.Allows(IPAddress.Parse("10.2.0.1")));
        Assert.Null(guard.Judge("http://10.1.2.3/hook"));
        Assert.Equal("inside", guard.Judge("http://10.2.0.1/hook"));
        Assert.Equal("not-https", new WebhookGuard(new WebhookSettings()).Judge("http://example.com/"));
    }

    [Theory]
    [InlineData("https://１２７.0.0.1/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    public void An_address_in_other_digits_is_the_same_address(string url) => Assert.Equal("inside", new WebhookGuard(new WebhookSettings()).Judge(url));

    [Fact]
    public void A_network_that_is_none_is_told()
    {
        var options = new WorkerOptions { Webhooks = new WebhookSettings { AllowedNetworks = ["everything"] } };

        Assert.Contains("AllowedNetworks is everything", Assert.Throws<ArgumentException>(options.Check).Message, StringComparison.Ordinal);
    }
}
