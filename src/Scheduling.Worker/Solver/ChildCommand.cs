using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Scheduling.Worker.Child;

namespace Scheduling.Worker.Solver;

/// <summary>How a solver process is started: the same build and runtime as this one, with an environment that holds no secrets.</summary>
internal sealed record ChildCommand(string File, IReadOnlyList<string> Arguments)
{
    private const string AssemblyName = "Scheduling.Worker";

    private static readonly string[] KeptVariables = ["PATH", "HOME", "TMPDIR", "TMP", "TEMP", "LANG", "TZ", "SYSTEMROOT"];
    private static readonly string[] KeptPrefixes = ["LC_", "LD_", "DOTNET_"];

    /// <summary>The command for the solver of this build.</summary>
    public static ChildCommand Default()
    {
        string folder = AppContext.BaseDirectory;
        string assembly = Path.Combine(folder, AssemblyName + ".dll");
        string suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        // <root>/shared/Microsoft.NETCore.App/<version>/ is where a shared runtime lies; the program that starts it lies in <root>.
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet" + suffix));
        string host = Path.Combine(folder, AssemblyName + suffix);
        return System.IO.File.Exists(dotnet) && System.IO.File.Exists(assembly) ? new ChildCommand(dotnet, [assembly, ChildMain.Argument])
            : System.IO.File.Exists(host) ? new ChildCommand(host, [ChildMain.Argument])
            : throw new FileNotFoundException($"The solver program '{assembly}' is not there; deploy {AssemblyName} beside this program.", assembly);
    }

    public ProcessStartInfo StartInfo(SolverSettings settings)
    {
        var start = new ProcessStartInfo(File, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => !IsKept(name)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = settings.MemoryCapBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        // No diagnostics socket is left behind by a process that is killed.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private static bool IsKept(string name) =>
        KeptVariables.Contains(name, StringComparer.OrdinalIgnoreCase) || KeptPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
