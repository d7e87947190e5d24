using System.Net;

namespace Scheduling.Worker.Webhooks;

/// <summary>How webhooks are sent. The values come from configuration section <c>Worker:Webhooks</c>.</summary>
public sealed record WebhookSettings
{
    /// <summary>Whether this process sends. Default true; several may.</summary>
    public bool Sends { get; init; } = true;

    /// <summary>
    /// Networks such as <c>10.1.0.0/16</c> that may be reached although they are private, link-local or this machine. None by default. Where there are any, addresses with
    /// <c>http</c> are taken too.
    /// </summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Deliveries sent at once. Default 2.</summary>
    public int Senders { get; init; } = 2;

    /// <summary>How often deliveries are looked for when there are none. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for an answer. Default 15 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <exception cref="FormatException">A network is none.</exception>
    internal IReadOnlyList<IPNetwork> Networks() => [.. AllowedNetworks.Select(IPNetwork.Parse)];
}
