using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using HangfireLevel = Hangfire.Logging.LogLevel;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace Scheduling.Worker.Jobs;

/// <summary>
/// Hangfire's log in the host's. Hangfire keeps one provider for the whole process; one that outlives its host (several hosts in one process, as in
/// tests) must fall silent instead of failing.
/// </summary>
internal sealed class JobLogProvider(ILoggerFactory factory) : ILogProvider
{
    public ILog GetLogger(string name)
    {
        try
        {
            return new JobLog(factory.CreateLogger(name));
        }
        catch (ObjectDisposedException)
        {
            return new JobLog(null);
        }
    }

    private sealed class JobLog(ILogger? logger) : ILog
    {
        public bool Log(HangfireLevel logLevel, Func<string>? messageFunc, Exception? exception = null)
        {
            Level level = logLevel switch
            {
                HangfireLevel.Trace => Level.Trace,
                HangfireLevel.Debug or HangfireLevel.Info => Level.Debug,
                HangfireLevel.Warn => Level.Warning,
                HangfireLevel.Error => Level.Error,
                _ => Level.Critical,
            };
            if (logger is null || !logger.IsEnabled(level))
            {
                return false;
            }

            if (messageFunc is not null)
            {
                logger.Log(level, default, messageFunc(), exception, (message, _) => message);
            }

            return true;
        }
    }
}
