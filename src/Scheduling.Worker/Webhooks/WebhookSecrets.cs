using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Scheduling.Worker.Webhooks;

/// <summary>
/// Signing secrets as the database keeps them: encrypted by keys that are in a folder (<c>keys</c> of the data directory) and in no table, so that whoever
/// has a back-up of the database cannot sign. Every process that adds webhooks or sends needs that folder.
/// </summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    /// <summary>All processes of an installation name themselves so, or they cannot read what another has encrypted.</summary>
    public const string ApplicationName = "Scheduling";

    private readonly IDataProtector _protector = protection.CreateProtector("webhook-secret.v1");

    /// <summary>A secret as it is stored.</summary>
    public string Protect(string secret) => _protector.Protect(secret);

    /// <summary>A stored secret as it signs.</summary>
    /// <exception cref="CryptographicException">The keys it was encrypted by are not in the folder.</exception>
    public string Unprotect(string stored) => _protector.Unprotect(stored);
}
