using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Scheduling.Api.Tests.Hosting;

/// <summary>Keeps all that is logged, at whatever level, with scopes and values.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    /// <summary>Everything of every category is kept, whatever the program filters for other logs.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        logging.AddProvider(this);
        logging.SetMinimumLevel(LogLevel.Trace);
        foreach (string? category in (string?[])[null, "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.AspNetCore.DataProtection", "Hangfire"])
        {
            logging.AddFilter<KeptLog>(category, LogLevel.Trace);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue($"{state}");
        return null;
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
        if (state is IEnumerable<KeyValuePair<string, object?>> values)
        {
            _lines.Enqueue(string.Join(' ', values.Select(v => $"{v.Key}={v.Value}")));
        }
    }

    public void Dispose()
    {
    }
}
