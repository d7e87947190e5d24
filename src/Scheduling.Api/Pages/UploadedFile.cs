using Microsoft.AspNetCore.Components.Forms;
using Scheduling.Api.Files;

namespace Scheduling.Api.Pages;

/// <summary>A file that somebody chose on a page.</summary>
internal static class UploadedFile
{
    /// <summary>All of it; null when it is larger than any file is taken.</summary>
    public static async Task<byte[]?> ReadAsync(IBrowserFile file)
    {
        if (file.Size > SheetTable.LargestBytes)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await using Stream stream = file.OpenReadStream(SheetTable.LargestBytes);
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
