namespace Scheduling.Testing;

/// <summary>A test needs a program that is not on this machine. The message says which, and how to get it.</summary>
public sealed class MissingProgramException(string program, string packages)
    : Exception($"{program} is not on this machine. Install it (Debian: apt-get install {packages}; `bash test.sh` as root does so) and run again.");
