using System.Globalization;
using Scheduling.Store.Rows;

namespace Scheduling.Store.Access;

/// <summary>What came of proving the audit log.</summary>
/// <param name="Chains">Chains that were read: teams, and the installation.</param>
/// <param name="Entries">Entries that were read.</param>
/// <param name="Changes">Accepted changes that were counted against entries.</param>
/// <param name="Problems">What does not hold, the first <see cref="AuditCheck.MostProblems"/>; nothing when all does.</param>
public sealed record AuditReport(int Chains, long Entries, long Changes, IReadOnlyList<string> Problems)
{
    /// <summary>Whether all holds.</summary>
    public bool Holds => Problems.Count == 0;
}

/// <summary>A change that was accepted, for counting.</summary>
public sealed record AcceptedChange(string Team, long Number, string Kind, string Subject);

/// <summary>Proves entries of the audit log, be they read from the database or from an export: taken chain by chain and in order.</summary>
public sealed class AuditCheck
{
    /// <summary>More problems than this are not told.</summary>
    public const int MostProblems = 100;

    private readonly Dictionary<string, (long Number, string Hash)> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Team, long Number), (string Kind, string Subject, int Count)> _noted = [];
    private readonly List<string> _problems = [];
    private long _entries;
    private long _changes;

    /// <summary>What was found so far.</summary>
    public AuditReport Report => new(_ends.Count, _entries, _changes, [.. _problems]);

    /// <summary>Takes the next entry.</summary>
    public void Take(AuditRow row)
    {
        _entries++;
        (long number, string hash) = _ends.GetValueOrDefault(row.Chain, (0, AuditChain.Beginning));
        if (row.Number != number + 1)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"{Name(row.Chain)}: entry {row.Number} comes after {number}"));
        }
        else if (row.Hash != AuditChain.HashOf(hash, row))
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"{Name(row.Chain)}: entry {row.Number} is not what was written: its hash does not follow from it and the entry before"));
        }

        // What is told once is not told again for every entry after it.
        _ends[row.Chain] = (row.Number, row.Hash);
        if (row.Change is { } change)
        {
            int count = _noted.GetValueOrDefault((row.Chain, change)).Count + 1;
            _noted[(row.Chain, change)] = (row.Action, row.Subject, count);
        }
    }

    /// <summary>Compares with the ends of the chains as the database keeps them.</summary>
    public void Compare(IReadOnlyList<AuditChainRow> ends)
    {
        foreach (AuditChainRow end in ends)
        {
            (long number, string hash) = _ends.GetValueOrDefault(end.Chain, (0, AuditChain.Beginning));
            if ((number, hash) != (end.Number, end.Hash))
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"{Name(end.Chain)}: the chain ends with entry {end.Number}, but the newest that is there is {number}, or another one"));
            }
        }

        foreach (string chain in _ends.Keys.Except(ends.Select(e => e.Chain)))
        {
            Tell($"{Name(chain)}: there are entries, but no end of the chain");
        }
    }

    /// <summary>Counts entries against accepted changes: one for each, and none without.</summary>
    public void Count(IReadOnlyList<AcceptedChange> changes)
    {
        foreach (AcceptedChange change in changes)
        {
            _changes++;
            if (!_noted.Remove((change.Team, change.Number), out var noted) || noted != (change.Kind, change.Subject, 1))
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"{Name(change.Team)}: change {change.Number} ({change.Kind}) has not exactly one entry of its own"));
            }
        }

        foreach ((string team, long number) in _noted.Keys)
        {
            Tell(string.Create(CultureInfo.InvariantCulture, $"{Name(team)}: an entry tells of change {number}, which is not there"));
        }
    }

    private static string Name(string chain) => chain.Length == 0 ? "installation" : $"team {chain}";

    private void Tell(string problem)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(problem);
        }
    }
}
