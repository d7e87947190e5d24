using System.Text;

namespace Scheduling.Cli.Input;

/// <summary>Reads and writes files and tells in words why one cannot be read or written.</summary>
internal static class TextFile
{
    /// <summary>
    /// The whole text of a file of UTF-8, which must not be empty. The size is counted while reading: a pipe or a device does not know it.
    /// </summary>
    /// <exception cref="BadInputException">The file is missing, a folder, unreadable, empty, too large or no text.</exception>
    public static string Read(string path, string option, int largestMiB)
    {
        if (Directory.Exists(path))
        {
            throw new BadInputException("file-is-folder", option, $"“{path}”（{option}）是文件夹；请给出其中的一个文件。", $"'{path}' ({option}) is a folder; name a file in it.");
        }

        if (!File.Exists(path))
        {
            throw new BadInputException("file-missing", option, $"文件“{path}”（{option}）不存在；请检查路径。", $"File '{path}' ({option}) does not exist; check the path.");
        }

        try
        {
            using MemoryStream bytes = Bytes(path, option, largestMiB);
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimStart('\uFEFF');
            return text.AsSpan().Trim().Length > 0 ? text
                : throw new BadInputException("file-empty", option, $"文件“{path}”（{option}）是空的；请给出有内容的文件。", $"File '{path}' ({option}) is empty; give one with content.");
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException("file-not-text", option, $"文件“{path}”（{option}）不是 UTF-8 文本；请另存为 UTF-8。", $"File '{path}' ({option}) is no UTF-8 text; save it as UTF-8.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException("file-unreadable", option, $"无法读取文件“{path}”（{option}）：{problem.Message}请检查权限。", $"File '{path}' ({option}) cannot be read: {problem.Message} Check its permissions.");
        }
    }

    private static MemoryStream Bytes(string path, string option, int largestMiB)
    {
        using FileStream file = File.OpenRead(path);
        var bytes = new MemoryStream();
        byte[] block = new byte[64 * 1024];
        for (int read = file.Read(block); read > 0; read = file.Read(block))
        {
            if (bytes.Length + read > largestMiB * 1024L * 1024)
            {
                throw new BadInputException("file-too-large", option, $"文件“{path}”（{option}）大于 {largestMiB} MiB；请只保留需要的部分。", $"File '{path}' ({option}) is larger than {largestMiB} MiB; keep the part that is needed.");
            }

            bytes.Write(block, 0, read);
        }

        return bytes;
    }

    /// <summary>Writes a text; a mark of UTF-8 goes in front where a spreadsheet needs it.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, string option, string text, bool markUtf8 = false)
    {
        try
        {
            File.WriteAllText(path, text, new UTF8Encoding(markUtf8));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException("file-unwritable", option, $"无法写入文件“{path}”（{option}）：{problem.Message}请检查文件夹和权限。", $"File '{path}' ({option}) cannot be written: {problem.Message} Check its folder and permissions.");
        }
    }

    /// <summary>Finds out before a long search whether the result can be written.</summary>
    /// <exception cref="BadInputException">The folder is missing or the path is a folder.</exception>
    public static void CheckWritable(string? path, string option)
    {
        if (path is null)
        {
            return;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path.Length == 0 ? "." : path)) ?? "/";
        if (path.Length == 0 || Directory.Exists(path) || !Directory.Exists(folder))
        {
            throw new BadInputException("file-unwritable", option, $"无法写入文件“{path}”（{option}）：文件夹不存在，或该路径本身是文件夹；请改用已有文件夹中的文件名。", $"File '{path}' ({option}) cannot be written: its folder does not exist or it is a folder itself; name a file in an existing folder.");
        }
    }
}
