using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Scheduling.Store.Tests;

/// <summary>
/// Counts the commands a test sends to its database while it lives. The listener is there from the start of the assembly, since EF Core
/// remembers for a second that nobody listens.
/// </summary>
internal sealed class CountedCommands : IDisposable
{
    private static readonly AsyncLocal<StrongBox<int>?> Current = new();
    private readonly StrongBox<int> _box = new();

    public CountedCommands() => Current.Value = _box;

    public int Count => _box.Value;

    public void Dispose() => Current.Value = null;

    [ModuleInitializer]
    internal static void Listen() => DiagnosticListener.AllListeners.Subscribe(new Listeners());

    private sealed class Listeners : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuted.Name && Current.Value is { } box)
            {
                Interlocked.Increment(ref box.Value);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
