using System.Globalization;
using System.Text;
using NodaTime;

namespace Scheduling.Cli.Tests;

/// <summary>A folder of its own for a test, deleted afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scheduling-");

    public string Root => _folder.FullName;

    public string Path(string name) => System.IO.Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>Five weeks of weekdays from Monday 2026-06-01, 08:00 to 20:00 in half hours, with a busy noon.</summary>
    public string Calls(string name = "calls.csv", int weeks = 5)
    {
        var text = new StringBuilder("start,calls\n");
        for (int day = 0; day < weeks * 7; day++)
        {
            for (int i = 16; i < 40 && day % 7 < 5; i++)
            {
                LocalDateTime start = new LocalDate(2026, 6, 1).PlusDays(day).AtMidnight().PlusMinutes(i * 30);
                text.Append(start.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)).Append(',').Append(20 - Math.Abs(i - 26) + day % 3).Append('\n');
            }
        }

        return Write(name, text.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
