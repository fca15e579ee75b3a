using System.Diagnostics.CodeAnalysis;
using System.Text;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The rule that makes the numbers true: after every frame the client's framebuffer equals the primary framebuffer as of
/// the answered sequence number, on every pixel; under a codec that may change pixels, what its decoder gives. Two surfaces that were found equal differ at most where one of them could
/// be written since, which the surfaces themselves know (<see cref="Surface.Writes"/>); no blitmap, no primitive and no
/// frame has a say in it. So these pixels are compared, and all pixels where a surface is new or the last frame was wrong.
/// One for each run.
/// </summary>
public sealed class FrameCheck
{
    private const int MaxPrimitivesNamed = 8;

    private Surface? _primary;
    private Surface? _client;
    private int _primaryMoment;
    private int _clientMoment;

    /// <summary>
    /// Pixels that differ; all of them when the client has no screen of that size. The client's moment is advanced here; the
    /// primary's is by whoever polls, because several runs look at it at once.
    /// </summary>
    public long CountWrongPixels(Surface primary, Surface? client)
    {
        var wrong = CountWrong(primary, client);
        client?.Writes.Advance();
        _primary = wrong == 0 ? primary : null;
        _client = wrong == 0 ? client : null;
        _primaryMoment = primary.Writes.Moment;
        _clientMoment = client?.Writes.Moment ?? 0;
        return wrong;
    }

    /// <summary>The same without any memory: every pixel is compared.</summary>
    public static long CountAllWrongPixels(Surface primary, Surface? client)
    {
        if (!IsSameSize(primary, client))
        {
            return (long)primary.Width * primary.Height;
        }

        // Unused bytes are never stored (hazard H9), so whole rows can be compared as they are.
        if (primary.ReadPixels.SequenceEqual(client.ReadPixels))
        {
            return 0;
        }

        long wrong = 0;
        for (var i = 0; i < primary.ReadPixels.Length; i++)
        {
            wrong += primary.ReadPixels[i] == client.ReadPixels[i] ? 0 : 1;
        }

        return wrong;
    }

    private static bool IsSameSize(Surface primary, [NotNullWhen(true)] Surface? client) =>
        client is not null && client.Width == primary.Width && client.Height == primary.Height;

    private long CountWrong(Surface primary, Surface? client)
    {
        var wereEqual = client is not null && client == _client && primary == _primary;
        return wereEqual && AreEqualWhereWritten(primary, client!) ? 0 : CountAllWrongPixels(primary, client);
    }

    private bool AreEqualWhereWritten(Surface primary, Surface client)
    {
        if (primary.Writes.WholeMoment >= _primaryMoment || client.Writes.WholeMoment >= _clientMoment)
        {
            return primary.ReadPixels.SequenceEqual(client.ReadPixels);
        }

        for (var y = 0; y < primary.Height; y++)
        {
            var isWritten = primary.Writes.LastOf(y) >= _primaryMoment || client.Writes.LastOf(y) >= _clientMoment;
            if (isWritten && !IsRowEqualWhereWritten(primary, client, y))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsRowEqualWhereWritten(Surface primary, Surface client, int y)
    {
        var ofPrimary = primary.Writes.Row(y);
        var ofClient = client.Writes.Row(y);
        for (var stretch = 0; stretch < ofPrimary.Length; stretch++)
        {
            var first = stretch;
            while (
                stretch < ofPrimary.Length
                && (ofPrimary[stretch] >= _primaryMoment || ofClient[stretch] >= _clientMoment)
            )
            {
                stretch++;
            }

            var left = first * WriteLog.StretchPixels;
            var right = Math.Min(stretch * WriteLog.StretchPixels, primary.Width);
            if (left < right && !primary.ReadRow(y, left, right).SequenceEqual(client.ReadRow(y, left, right)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Names the frame, the first wrong region and the primitives that touched it.</summary>
    public static string Describe(
        int frame,
        FrameInput input,
        FrameAnalysis analysis,
        Surface expected,
        Surface? client,
        long wrong
    )
    {
        var text = new StringBuilder();
        text.Append(
            $"frame {frame} (poll {input.Poll}): {wrong} wrong pixels of {(long)expected.Width * expected.Height}"
        );
        var index = client is null ? -1 : expected.ReadPixels.CommonPrefixLength(client.ReadPixels);
        if (client is null || client.Width != expected.Width || client.Height != expected.Height)
        {
            return text.Append(": the client has no screen of this size").ToString();
        }

        var x = index % expected.Width;
        var y = index / expected.Width;
        var size = input.Grid.RegionSize;
        var region = input.Grid.RectOf(x / size, y / size);
        text.Append(
            $": first at {x},{y} (region {x / size},{y / size}): expected {expected.ReadPixels[index]:x6}, found {client.ReadPixels[index]:x6}; touched by"
        );
        AppendTouching(text, analysis, region);
        return text.ToString();
    }

    private static void AppendTouching(StringBuilder text, FrameAnalysis analysis, Rect region)
    {
        var touching = analysis.Facts.Where(facts => facts.Bounds.Intersects(region)).ToList();
        if (touching.Count == 0)
        {
            text.Append(" no primitive of this frame");
        }

        foreach (var facts in touching.Take(MaxPrimitivesNamed))
        {
            var kind = facts.Drawing is null ? "screen" : Decisions.NameOf(facts.Drawing.Kind);
            text.Append($" {facts.Primitive.Sequence} ({kind} {facts.Bounds})");
        }

        _ =
            touching.Count > MaxPrimitivesNamed
                ? text.Append($" and {touching.Count - MaxPrimitivesNamed} more")
                : text;
    }
}
