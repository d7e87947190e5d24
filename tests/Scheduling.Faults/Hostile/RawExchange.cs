using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Scheduling.Faults.Hostile;

/// <summary>A request as bytes on a connection of its own, so that what no client would send can be sent.</summary>
internal static class RawExchange
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends bytes and waits for the head of the answer.</summary>
    /// <returns>Its status, 0 when the connection was closed without one; seconds from the last byte sent to the answer.</returns>
    public static async Task<(int Status, double Seconds)> SendAsync(Uri address, byte[] request)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port, timeout.Token);
        NetworkStream stream = client.GetStream();
        long sent = TimeProvider.System.GetTimestamp();
        try
        {
            await stream.WriteAsync(request, timeout.Token);
            sent = TimeProvider.System.GetTimestamp();
            byte[] answer = new byte[4096];
            int read = await stream.ReadAsync(answer, timeout.Token);
            string head = Encoding.ASCII.GetString(answer, 0, read);
            return (head.Length > 12 && int.TryParse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : 0, TimeProvider.System.GetElapsedTime(sent).TotalSeconds);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            return (0, TimeProvider.System.GetElapsedTime(sent).TotalSeconds);
        }
    }
}
