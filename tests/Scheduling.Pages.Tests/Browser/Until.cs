namespace Scheduling.Pages.Tests.Browser;

/// <summary>Waits for something to become true, with a limit that only a fault reaches.</summary>
internal static class Until
{
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(80);

    /// <summary>Asks again and again until the answer is good, and gives it back; fails with the last answer.</summary>
    public static async Task<T> GoodAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> isGood, TimeSpan? limit = null)
    {
        using var patience = new CancellationTokenSource(limit ?? Generous);
        T answer = await ask();
        while (!isGood(answer))
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {(limit ?? Generous).TotalSeconds} s in vain: {what}. The last answer was: {answer}");
            }

            await Task.Delay(Pause);
            answer = await ask();
        }

        return answer;
    }

    public static Task TrueAsync(string what, Func<Task<bool>> ask, TimeSpan? limit = null) => GoodAsync(what, ask, yes => yes, limit);
}
