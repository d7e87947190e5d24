namespace Scheduling.Benchmarks.Instances;

/// <summary>A public instance that cannot be read: the message names file, line, value and what is wrong with it.</summary>
internal sealed class InstanceException(string file, int line, string message) : Exception(line > 0 ? $"{file}:{line}: {message}" : $"{file}: {message}");
