using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Scheduling.Api.Access;
using Scheduling.Api.Hosting;
using Scheduling.Api.Tests.Hosting;

namespace Scheduling.Api.Tests.Access;

/// <summary>A provider of tokens and an API that believes it.</summary>
public sealed class TokenFixture : IAsyncLifetime
{
    internal TokenIssuer Issuer { get; private set; } = null!;

    public ApiHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        Host = await ApiHost.StartAsync($"--Scheduling:Tokens:Authority={Issuer.Address}", $"--Scheduling:Tokens:Audience={TokenIssuer.Audience}");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

public sealed class TokenTests(TokenFixture tokens) : IClassFixture<TokenFixture>
{
    [Fact]
    public async Task A_token_lets_in_who_it_names_in_role_and_teams_and_no_further()
    {
        await TeamClient.CreateAsync(tokens.Host, "hotline");
        await TeamClient.CreateAsync(tokens.Host, "office");
        using HttpClient person = Bearing(tokens.Issuer.Token());

        JsonNode me = await person.GetAsync("/api/v1/me").JsonAsync();

        Assert.Equal(("oidc:u-1", "Li Ming", "planner"), ((string?)me["id"], (string?)me["name"], (string?)me["role"]));
        Assert.Equal(["hotline"], (await person.GetAsync("/api/v1/teams").JsonAsync()).AsArray().Select(t => (string?)t!["id"]));
        Assert.Equal("not-found", (await person.GetAsync("/api/v1/teams/office").ProblemAsync(HttpStatusCode.NotFound)).Code);
        Assert.Equal("not-allowed", (await person.GetAsync("/api/v1/keys").ProblemAsync(HttpStatusCode.Forbidden)).Code);
    }

    [Fact]
    public async Task A_machine_with_a_token_changes_things_and_the_log_names_it()
    {
        await TeamClient.CreateAsync(tokens.Host, "token-made");
        using HttpClient machine = Bearing(tokens.Issuer.Token(new Dictionary<string, object> { ["sub"] = "hr", ["scheduling_role"] = "hr-service", ["scheduling_teams"] = "token-made other" }));

        await machine.PutTextAsync("/api/v1/teams/token-made/leave/l-1", """{"employee":"o1","from":"2026-07-08","until":"2026-07-08","approved":true}""").JsonAsync(HttpStatusCode.Created);

        Assert.Equal("oidc:hr", (string?)(await tokens.Host.Client.GetAsync("/api/v1/audit?team=token-made").JsonAsync())[0]!["by"]);
    }

    public static TheoryData<string> Refused => ["no-signature", "empty-signature", "other-key", "symmetric", "other-algorithm", "other-issuer", "other-audience", "no-audience",
        "expired", "no-expiry", "changed",
        "no-subject", "no-role", "unknown-role", "two-roles", "agent-without-employee", "rubbish"];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Any_other_token_is_nobody_s(string kind)
    {
        TokenIssuer issuer = tokens.Issuer;
        using RSA other = RSA.Create(2048);
        string good = issuer.Token();
        string[] parts = good.Split('.');
        string token = kind switch
        {
            "no-signature" => $"{Encoded("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            "empty-signature" => $"{parts[0]}.{parts[1]}.",
            "other-key" => issuer.Token(key: new RsaSecurityKey(other) { KeyId = "one" }),
            "symmetric" => issuer.Token(key: new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Convert.ToBase64String(issuer.Key.Rsa.ExportSubjectPublicKeyInfo()))) { KeyId = "one" },
                algorithm: SecurityAlgorithms.HmacSha256),
            "other-algorithm" => issuer.Token(algorithm: SecurityAlgorithms.RsaSha512),
            "other-issuer" => issuer.Token(issuer: "https://evil.example"),
            "other-audience" => issuer.Token(audience: "payroll"),
            "no-audience" => issuer.Token(audience: null),
            "expired" => issuer.Token(livesFor: TimeSpan.FromMinutes(-2)),
            "no-expiry" => issuer.Token(livesFor: Timeout.InfiniteTimeSpan),
            "changed" => $"{parts[0]}.{Encoded(Decoded(parts[1]).Replace("planner", "admin", StringComparison.Ordinal))}.{parts[2]}",
            "no-subject" => issuer.Token(Without("sub")),
            "no-role" => issuer.Token(Without("scheduling_role")),
            "unknown-role" => issuer.Token(With("scheduling_role", "owner")),
            "two-roles" => issuer.Token(With("scheduling_role", new[] { "planner", "admin" })),
            "agent-without-employee" => issuer.Token(With("scheduling_role", "agent")),
            _ => "not.a.token",
        };
        using HttpClient person = Bearing(token);

        Assert.Equal("not-signed-in", (await person.GetAsync("/api/v1/me").ProblemAsync(HttpStatusCode.Unauthorized)).Code);

        using HttpClient sound = Bearing(good);
        using HttpResponseMessage answer = await sound.GetAsync("/api/v1/me");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_provider_no_token_is_taken_and_keys_go_on_beside_one()
    {
        await using ApiHost plain = await ApiHost.StartAsync();
        using HttpClient nobody = plain.NewClient();
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", tokens.Issuer.Token());
        using HttpClient machine = await tokens.Host.KeyClientAsync(Store.Access.Role.Planner, "hotline");

        Assert.Equal("not-signed-in", (await nobody.GetAsync("/api/v1/me").ProblemAsync(HttpStatusCode.Unauthorized)).Code);
        Assert.Equal("planner", (string?)(await machine.GetAsync("/api/v1/me").JsonAsync())["role"]);
    }

    [Theory]
    [InlineData("http://id.example", "scheduling", "RS256", "Authority")]
    [InlineData("https://id.example", "", "RS256", "Audience")]
    [InlineData("https://id.example", "scheduling", "HS256", "Algorithm")]
    [InlineData("https://id.example", "scheduling", "none", "Algorithm")]
    public void Settings_by_which_anybody_could_come_in_are_refused(string authority, string audience, string algorithm, string named) => Assert.Contains(
        $"{TokenSettings.Section}:{named}",
        Assert.Throws<ArgumentException>(() => SchedulingHost.Build(
            [$"--Scheduling:Tokens:Authority={authority}", $"--Scheduling:Tokens:Audience={audience}", $"--Scheduling:Tokens:Algorithm={algorithm}"])).Message,
        StringComparison.Ordinal);

    private HttpClient Bearing(string token)
    {
        HttpClient client = tokens.Host.NewClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    private static Dictionary<string, object> With(string claim, object value) => new(TokenIssuer.Planner) { [claim] = value };

    private static Dictionary<string, object> Without(string claim) => new(TokenIssuer.Planner.Where(c => c.Key != claim));

    private static string Encoded(string text) => Base64UrlEncoder.Encode(text);

    private static string Decoded(string text) => Base64UrlEncoder.Decode(text);
}
