namespace Scheduling.Engine.Solving;

/// <summary>
/// One thread works for another: the borrower says when it has work for two, the lender ends what it does and waits until the borrower needs it no more. Never more threads run than there were.
/// </summary>
internal sealed class ThreadLoan : IDisposable
{
    private readonly ManualResetEventSlim _returned = new(true);
    private volatile bool _lent;

    /// <summary>Whether the borrower has work for two.</summary>
    public bool IsWanted => !_returned.IsSet;

    /// <summary>Threads the borrower may use now, its own included.</summary>
    public int Threads => _lent ? 2 : 1;

    /// <inheritdoc />
    public void Dispose() => _returned.Dispose();

    /// <summary>The borrower asks.</summary>
    public void Want() => _returned.Reset();

    /// <summary>The borrower needs the thread no more; nothing to do when it never asked.</summary>
    public void Return() => _returned.Set();

    /// <summary>The lender waits until its thread is returned. False when it was not wanted, or when stopped.</summary>
    public bool Lend(CancellationToken stop)
    {
        if (!IsWanted || stop.IsCancellationRequested)
        {
            return false;
        }

        _lent = true;
        try
        {
            _returned.Wait(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _lent = false;
        }
    }
}
