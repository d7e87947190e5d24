using Scheduling.Engine.Domain;
using Scheduling.Engine.Solving;

namespace Scheduling.Worker.Child;

/// <summary>
/// Tells progress from a thread of its own, at most twice a second and always the newest, so that the solver's callback only copies
/// references and never waits for a pipe.
/// </summary>
internal sealed class ProgressTelling : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ChildOutput _output;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly ManualResetEvent _ended = new(false);
    private readonly Thread _thread;
    private SolveProgress? _newest;
    private Roster? _untoldRoster;

    public ProgressTelling(ChildOutput output)
    {
        _output = output;
        _thread = new Thread(Tell) { IsBackground = true, Name = "progress" };
        _thread.Start();
    }

    public void Take(SolveProgress progress)
    {
        lock (_lock)
        {
            _newest = progress;
            _untoldRoster = progress.Roster ?? _untoldRoster;
        }

        _changed.Set();
    }

    /// <summary>Tells what is untold and ends; nothing is written afterwards.</summary>
    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _changed.Dispose();
        _ended.Dispose();
    }

    private void Tell()
    {
        bool isOver = false;
        while (!isOver)
        {
            isOver = WaitHandle.WaitAny([_ended, _changed]) == 0;
            TellNewest();
            isOver = isOver || _ended.WaitOne(Pause);
        }

        TellNewest();
    }

    private void TellNewest()
    {
        SolveProgress? progress;
        Roster? roster;
        lock (_lock)
        {
            (progress, roster) = (_newest, _untoldRoster);
            (_newest, _untoldRoster) = (null, null);
        }

        if (progress is not null)
        {
            _output.Write(new ChildProgress((long)progress.Elapsed.TotalMilliseconds, progress.Levels, roster));
        }
    }
}
