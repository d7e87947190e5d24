namespace Scheduling.Engine.Solving;

/// <content>Which thread does what.</content>
internal sealed partial class SolveSession
{
    private void SolveInTurn()
    {
        Guard(() => SolveWhole(WholeShare));
        if (!_provenBest && !_ended.IsCancellationRequested)
        {
            Guard(() => Improve(1 - WholeShare, _options.Seed));
        }
    }

    /// <summary>One thread proves, the other improves, and lends itself to the first while that has work for two.</summary>
    private void SolveSideBySide()
    {
        var prover = new Thread(() =>
        {
            Guard(Prove);
            _loan.Return();
        })
        { Name = "prover" };
        prover.Start();
        Guard(() =>
        {
            do
            {
                Improve(1, _options.Seed, lends: true);
            }
            while (_loan.Lend(_ended.Token));
        });
        prover.Join();
    }

    /// <summary>An exception in one thread ends the other and is thrown again by the caller.</summary>
    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            _ended.Cancel();
        }
    }
}
