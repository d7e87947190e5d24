namespace Scheduling.Worker.Solver;

/// <summary>The last lines of a stream, each cut to a length.</summary>
internal sealed class LastLines(int most, int longest)
{
    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public async Task ReadAsync(TextReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (_lines.Count == most)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line.Length <= longest ? line : line[..longest] + "…");
        }
    }
}
