using NodaTime;

namespace Scheduling.Store.Rows;

/// <summary>A person who may sign in.</summary>
public sealed class AccountRow
{
    /// <summary>Sign-in name, lower case.</summary>
    public required string Id { get; set; }

    public required string Name { get; set; }

    public required string PasswordHash { get; set; }

    /// <summary>One of <c>Access.Role</c> in kebab-case.</summary>
    public required string Role { get; set; }

    /// <summary>Ids of the teams it reaches, separated by spaces; <c>*</c> for all.</summary>
    public required string Teams { get; set; }

    /// <summary>The employee this person is, where it is one.</summary>
    public string? EmployeeId { get; set; }

    public bool Revoked { get; set; }

    /// <summary>Changes when the password changes or the account is revoked, so that older sessions end.</summary>
    public Guid Stamp { get; set; }

    public Instant CreatedAt { get; set; }
}

/// <summary>A key of a machine. The key itself is shown once and never stored.</summary>
public sealed class KeyRow
{
    public Guid Id { get; set; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the key in hexadecimal.</summary>
    public required string Hash { get; set; }

    /// <summary>The role it acts in.</summary>
    public required string Role { get; set; }

    /// <summary>Ids of the teams it reaches, separated by spaces; <c>*</c> for all.</summary>
    public required string Teams { get; set; }

    public Instant CreatedAt { get; set; }

    public Instant ExpiresAt { get; set; }

    public bool Revoked { get; set; }
}

/// <summary>The answer to a request with an idempotency key, replayed when it comes again.</summary>
public sealed class AnswerRow
{
    public required string Client { get; set; }

    public required string Key { get; set; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required string RequestHash { get; set; }

    /// <summary>0 while the first request is still being answered, <see cref="Access.AnswerStore.LostStatus"/> when it was carried out but its answer is gone.</summary>
    public int Status { get; set; }

    /// <summary>Whether it was carried out: set in the transaction of the change itself.</summary>
    public bool Acted { get; set; }

    public string? ContentType { get; set; }

    public string? Location { get; set; }

    public string? ETag { get; set; }

    public string? Body { get; set; }

    public Instant CreatedAt { get; set; }
}
