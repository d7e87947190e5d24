using System.Diagnostics;
using System.Text.Json;

namespace Scheduling.Worker.Child;

/// <summary>The lines a child writes, each whole and at once.</summary>
internal sealed class ChildOutput(Stream stream)
{
    private readonly Lock _lock = new();

    public void Write(ChildMessage message)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(message, ChildJson.Options);
        byte[] line = [.. json, (byte)'\n'];
        lock (_lock)
        {
            try
            {
                stream.Write(line);
                stream.Flush();
            }
            catch (IOException)
            {
                // Nobody reads any more.
                Process.GetCurrentProcess().Kill();
            }
        }
    }
}
