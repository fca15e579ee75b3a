using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>
/// Lets what the server sends go out to a client, without the answers to our own requests and with the client's own
/// sequence numbers, and writes it into the log.
/// </summary>
internal sealed class MessagePassage(WireLogWriter log)
{
    private const byte Error = 0;
    private const byte Reply = 1;
    private const byte KeymapNotify = 11;
    private const int LeastBytes = 32;

    /// <summary>Bytes that the first incoming message needs in all; 0 while that is not known.</summary>
    public static int NextBytes(ProxyClient client) =>
        client.Messages.Incoming < LeastBytes
            ? 0
            : (int)
                Math.Min(
                    MessageLength.OfServerMessage(new WireBytes(client.Messages.Head, client.IsBigEndian)),
                    WireFrame.MaxDataBytes
                );

    /// <summary>Lets all whole messages go that are there.</summary>
    public void LetGo(ProxyClient client, uint timeMilliseconds)
    {
        while (NextBytes(client) is > 0 and var bytes && bytes <= client.Messages.Incoming)
        {
            var message = client.Messages.Head[..bytes];
            if (!Renumber(client, message, out var sequence))
            {
                client.Messages.Drop(bytes);
                continue;
            }

            var kept = message[0] == Reply ? Filter(client, message, sequence) : bytes;
            log.ServerMessage(client.Base, client.IsBigEndian, timeMilliseconds, (uint)sequence, message[..kept]);
            client.Messages.Pass(kept);
            client.Messages.Drop(bytes - kept);
        }
    }

    // Whether the message is the client's to see.
    private static bool Renumber(ProxyClient client, Span<byte> message, out ulong sequence)
    {
        // The one event without a number.
        if ((message[0] & 0x7f) == KeymapNotify)
        {
            sequence = client.Numbers.ClientSent;
            return true;
        }

        var isAnswer = message[0] is Error or Reply;
        var wire = new WireBytes(message, client.IsBigEndian).U16(2);
        sequence = client.Numbers.Translate(wire, isAnswer, out var isOurs);
        if (isAnswer && isOurs)
        {
            client.IsSyncing = false;
            client.IsParked = false;
            return false;
        }

        Greeting.Write16(message[2..], (ushort)sequence, client.IsBigEndian);
        return true;
    }

    private static int Filter(ProxyClient client, Span<byte> reply, ulong sequence)
    {
        // An earlier one that has no reply had an error.
        while (client.ListsOfExtensions.TryPeek(out var list) && list < sequence)
        {
            client.ListsOfExtensions.Dequeue();
        }

        if (!client.ListsOfExtensions.TryPeek(out var asked) || asked != sequence)
        {
            return reply.Length;
        }

        var kept = ExtensionFilter.HideInList(reply);
        Greeting.Write32(reply[4..], (uint)(kept - LeastBytes) / 4, client.IsBigEndian);
        return kept;
    }
}
