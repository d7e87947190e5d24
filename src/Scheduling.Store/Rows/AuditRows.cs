using NodaTime;

namespace Scheduling.Store.Rows;

/// <summary>Who did what. Only ever added to, which the database sees to; each row is chained to the one before by its hash (<c>Access.AuditChain</c>).</summary>
public sealed class AuditRow
{
    /// <summary>Id of the team; empty for what belongs to the installation, such as accounts and keys.</summary>
    public string Chain { get; set; } = "";

    /// <summary>1, 2, 3 … without gaps within the chain.</summary>
    public long Number { get; set; }

    /// <summary>When, to the microsecond.</summary>
    public Instant At { get; set; }

    public required string By { get; set; }

    /// <summary>What was done, such as <c>leave.approved</c>.</summary>
    public required string Action { get; set; }

    /// <summary>What it was done to.</summary>
    public required string Subject { get; set; }

    public string Detail { get; set; } = "";

    /// <summary>Number of the change it is the entry of; null for what is no change of a team's input, such as a read.</summary>
    public long? Change { get; set; }

    /// <summary>SHA-256 in hexadecimal over the row and the hash of the row before.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>The end of a chain of audit rows, so that rows taken from its end are missed.</summary>
public sealed class AuditChainRow
{
    /// <summary>Id of the team; empty for the installation.</summary>
    public string Chain { get; set; } = "";

    /// <summary>Number of the newest row. Only ever rises.</summary>
    public long Number { get; set; }

    /// <summary>Its hash.</summary>
    public string Hash { get; set; } = "";
}
