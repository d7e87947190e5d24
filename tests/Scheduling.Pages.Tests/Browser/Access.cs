using Scheduling.Testing;

namespace Scheduling.Pages.Tests.Browser;

/// <summary>Questions of those who use a keyboard or listen.</summary>
internal static class Access
{
    /// <summary>Things one can use that have no name: neither a label nor words nor a tooltip.</summary>
    public static Task<string[]> NamelessAsync(BrowserPage page) => page.AskAsync<string[]>("""
        () => [...document.querySelectorAll('button, input:not([type="hidden"]), select, textarea, a[href], summary, [role="dialog"], [role="grid"], [role="img"]')]
          .filter(e => e.checkVisibility() && e.getClientRects().length > 0 && !e.closest('[aria-hidden="true"]'))
          .filter(e => {
            const by = (e.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.innerText ?? '').join('');
            const label = [...(e.labels ?? [])].map(l => l.textContent).join('');
            const words = e.matches('button, a, summary') ? e.innerText : '';
            return [e.getAttribute('aria-label'), by, label, words, e.title].every(t => !t || t.trim().length === 0);
          })
          .map(e => e.outerHTML.slice(0, 160))
        """);

    /// <summary>What is drawn around the thing that has the focus.</summary>
    public static Task<string> FocusRingAsync(BrowserPage page) => page.AskAsync<string>(
        "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 ? 'nothing' : `${s.outlineStyle} ${s.outlineWidth}`; }");

    /// <summary>
    /// Presses Tab until something that matches has the focus; how often since the page began to listen. A page that comes to life takes the focus from what it draws anew, so the count begins again then.
    /// </summary>
    public static async Task<int> TabToAsync(BrowserPage page, string selector, int most)
    {
        int presses = 0;
        for (int all = 0; all < 3 * most && presses < most; all++)
        {
            await page.KeyAsync("Tab");
            presses++;
            if (await page.AskAsync<bool>("s => document.activeElement.matches(s)", selector))
            {
                return presses;
            }

            if (await page.AskAsync<bool>("() => document.activeElement === document.body"))
            {
                presses = 0;
            }
        }

        throw new InvalidOperationException($"After {most} presses of Tab '{selector}' has no focus.");
    }
}
