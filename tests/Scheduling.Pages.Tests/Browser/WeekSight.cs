namespace Scheduling.Pages.Tests.Browser;

/// <summary>What a week page shows at one moment.</summary>
internal sealed record WeekSight
{
    /// <summary>The script that reads it.</summary>
    public const string Script = """
        () => {
          const text = s => document.querySelector(s)?.innerText ?? '';
          const all = s => [...document.querySelectorAll(s)];
          return {
            state: text('[data-testid="state-chip"]'),
            chips: all('.week-toolbar .chips .chip').map(e => e.innerText),
            keepsHardRules: !!document.querySelector('.week-toolbar .chip.good') && !document.querySelector('.week-toolbar .chip.bad'),
            run: text('[data-testid="run-status"]'),
            levels: all('.levels tbody tr').map(r => r.innerText.replaceAll('\t', ' ')),
            people: all('tr[data-row]').length,
            days: new Set(all('td[data-date]').map(e => e.dataset.date)).size,
            shifts: all('td[data-employee] .shift').length,
            totals: all('tr[data-row]').filter(r => /^\d+([.,]\d)?\/\d+/.test(r.querySelector('td.total')?.innerText ?? '')).length,
            coverageDays: all('[data-testid="coverage"] .strip-day svg').filter(e => e.querySelector('path, rect, polygon')).length,
            violations: all('[data-testid="violations"] li').length,
            violationCount: Number(text('[data-testid="violations"] .count') || '-1'),
            preview: !!document.querySelector('[data-testid="preview"]'),
            solving: !!document.querySelector('[data-testid="stop"]'),
            alerts: all('[role="alert"]').filter(e => e.getClientRects().length > 0).map(e => e.innerText),
          };
        }
        """;

    public string State { get; init; } = "";

    public string[] Chips { get; init; } = [];

    public bool KeepsHardRules { get; init; }

    public string Run { get; init; } = "";

    public string[] Levels { get; init; } = [];

    public int People { get; init; }

    public int Days { get; init; }

    public int Shifts { get; init; }

    public int Totals { get; init; }

    public int CoverageDays { get; init; }

    public int Violations { get; init; }

    public int ViolationCount { get; init; }

    /// <summary>Whether the grid shows the best of a solve that goes on.</summary>
    public bool Preview { get; init; }

    public bool Solving { get; init; }

    public string[] Alerts { get; init; } = [];

    /// <summary>Everything that is said about the score.</summary>
    public string Score => string.Join(" | ", Chips.Skip(1));

    public override string ToString() => $"{State}; {Score}; {Run}; {string.Join(", ", Levels)}; {People} people, {Shifts} shifts, solving {Solving}; {string.Join(" ", Alerts)}";
}
