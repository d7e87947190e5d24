namespace Scheduling.Api.Access;

/// <summary>Whose tokens (JWT) let people and machines in. The values come from configuration section <c>Scheduling:Tokens</c>; without an authority no token does.</summary>
public sealed record TokenSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Scheduling:Tokens";

    /// <summary>Address of the OpenID Connect provider; its keys are read from <c>/.well-known/openid-configuration</c> below it. https, except on this machine.</summary>
    public string? Authority { get; init; }

    /// <summary>The only <c>iss</c> that is taken. Default: the authority.</summary>
    public string? Issuer { get; init; }

    /// <summary>The only <c>aud</c> that is taken.</summary>
    public string? Audience { get; init; }

    /// <summary>The only algorithm that is taken: RS256 (default), RS384, RS512, PS256, PS384, PS512, ES256, ES384 or ES512.</summary>
    public string Algorithm { get; init; } = "RS256";

    /// <summary>The claim with the role, such as <c>planner</c>. Default <c>scheduling_role</c>.</summary>
    public string RoleClaim { get; init; } = "scheduling_role";

    /// <summary>The claim with ids of teams, several or separated by spaces; <c>*</c> for all. Default <c>scheduling_teams</c>.</summary>
    public string TeamsClaim { get; init; } = "scheduling_teams";

    /// <summary>The claim with the employee the person is; an agent needs one. Default <c>scheduling_employee</c>.</summary>
    public string EmployeeClaim { get; init; } = "scheduling_employee";

    /// <summary>Whether tokens are taken.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Authority);

    /// <exception cref="ArgumentException">Something is missing, or is not what it must be.</exception>
    public void Check()
    {
        if (IsOn)
        {
            Require(
                Uri.TryCreate(Authority, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true }), nameof(Authority), Authority, "an https address");
            Require(!string.IsNullOrWhiteSpace(Audience), nameof(Audience), Audience, "set");
            Require(Algorithm is ['R' or 'P', 'S', ..] or ['E', 'S', ..] && Algorithm[2..] is "256" or "384" or "512", nameof(Algorithm), Algorithm, "a signature by a pair of keys, such as RS256");
        }
    }

    private static void Require(bool holds, string name, string? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{Section}:{name} is '{value}'; it must be {range}.");
        }
    }
}
