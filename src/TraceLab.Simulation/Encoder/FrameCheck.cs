using System.Text;
using TraceLab.Core.Geometry;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder;

/// <summary>
/// The rule that makes the numbers true: after every frame the client's framebuffer equals the primary framebuffer as of
/// the answered sequence number, on every pixel.
/// </summary>
public static class FrameCheck
{
    private const int MaxPrimitivesNamed = 8;

    /// <summary>Pixels that differ; all of them when the client has no screen of that size.</summary>
    public static long CountWrongPixels(Surface primary, Surface? client)
    {
        if (client is null || client.Width != primary.Width || client.Height != primary.Height)
        {
            return (long)primary.Width * primary.Height;
        }

        // Unused bytes are never stored (hazard H9), so whole rows can be compared as they are.
        if (primary.Pixels.AsSpan().SequenceEqual(client.Pixels))
        {
            return 0;
        }

        long wrong = 0;
        for (var i = 0; i < primary.Pixels.Length; i++)
        {
            wrong += primary.Pixels[i] == client.Pixels[i] ? 0 : 1;
        }

        return wrong;
    }

    /// <summary>Names the frame, the first wrong region and the primitives that touched it.</summary>
    public static string Describe(int frame, FrameInput input, FrameAnalysis analysis, Surface? client, long wrong)
    {
        var text = new StringBuilder();
        text.Append(
            $"frame {frame} (poll {input.Poll}): {wrong} wrong pixels of {(long)input.Primary.Width * input.Primary.Height}"
        );
        var index = client is null ? -1 : input.Primary.Pixels.AsSpan().CommonPrefixLength(client.Pixels);
        if (client is null || client.Width != input.Primary.Width || client.Height != input.Primary.Height)
        {
            return text.Append(": the client has no screen of this size").ToString();
        }

        var x = index % input.Primary.Width;
        var y = index / input.Primary.Width;
        var size = input.Grid.RegionSize;
        var region = input.Grid.RectOf(x / size, y / size);
        text.Append(
            $": first at {x},{y} (region {x / size},{y / size}): expected {input.Primary.Pixels[index]:x6}, found {client.Pixels[index]:x6}; touched by"
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
