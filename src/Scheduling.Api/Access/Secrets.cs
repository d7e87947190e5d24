using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Scheduling.Api.Access;

/// <summary>Makes keys and passwords, and the form in which keys are stored.</summary>
internal static class Secrets
{
    public const string KeyPrefix = "sk_";

    private const int KeyBytes = 32;

    // No letters and digits that look alike.
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>A new API key of 256 random bits.</summary>
    public static string Key() => KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>SHA-256 of a key in hexadecimal. A key is random enough that no slower hash is needed.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static string Password() => RandomNumberGenerator.GetString(PasswordLetters, 20);
}
