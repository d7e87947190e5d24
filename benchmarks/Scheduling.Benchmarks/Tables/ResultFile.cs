using System.Text.Json;
using Scheduling.Benchmarks.Runs;

namespace Scheduling.Benchmarks.Tables;

/// <summary>A finished run as it is kept: the key it is found by, and its line.</summary>
/// <param name="Commit">Commit of the sources, with <c>-dirty</c> when they were changed.</param>
/// <param name="Instance">Name of the instance.</param>
/// <param name="Time">Time limit in seconds.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Solver"><c>ours</c> or the peer's name.</param>
internal sealed record ResultKey(string Commit, string Instance, int Time, int Seed, int Threads, string Solver);

/// <summary>A line of the results file.</summary>
internal sealed record Result(ResultKey Key, InstanceLine Line);

/// <summary>Results as JSON lines, appended one by one, so that a table can go on where it was stopped.</summary>
internal sealed class ResultFile
{
    private readonly string _path;
    private readonly Dictionary<ResultKey, InstanceLine> _known = [];

    /// <summary>Opens a file. What it holds is known only with <paramref name="resume"/>; it is never emptied.</summary>
    /// <exception cref="ArgumentException">A line of it is no result.</exception>
    public ResultFile(string path, bool resume)
    {
        _path = path;
        if (!resume || !File.Exists(path))
        {
            return;
        }

        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            try
            {
                Result? result = JsonSerializer.Deserialize<Result>(lines[i], InstanceRun.Json);
                _known[result!.Key] = result.Line;
            }
            catch (JsonException) when (i == lines.Length - 1)
            {
                // A run that was stopped while it wrote leaves half a line, which that run will write anew.
                File.WriteAllLines(path, lines[..^1]);
            }
            catch (JsonException exception)
            {
                throw new ArgumentException($"'{path}' line {i + 1} is no result: {exception.Message}", exception);
            }
        }
    }

    /// <summary>The line of a run that is known; null when it must be run.</summary>
    public InstanceLine? Find(ResultKey key) => _known.GetValueOrDefault(key);

    /// <summary>Keeps a run.</summary>
    public void Add(ResultKey key, InstanceLine line)
    {
        _known[key] = line;
        if (Path.GetDirectoryName(Path.GetFullPath(_path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.AppendAllText(_path, JsonSerializer.Serialize(new Result(key, line), InstanceRun.Json) + "\n");
    }
}
