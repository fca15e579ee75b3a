using System.Runtime.InteropServices;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Mirror;

/// <summary>Makes the mirror's screen show what the recorded one shows, whatever windows are there.</summary>
internal sealed class MirrorPaint
{
    private const byte CreateGC = 55;
    private const byte PutImage = 72;
    private const byte ZPixmap = 2;
    private const uint SubwindowModeBit = 1 << 15;
    private const uint IncludeInferiors = 1;

    // A request's length is 16 bits of words.
    private const int MostPixels = 65_000;

    private readonly MirrorSession _mirror;
    private readonly uint _root;
    private readonly byte _depth;
    private readonly uint _context;

    public MirrorPaint(MirrorSession mirror, uint root, byte depth)
    {
        (_mirror, _root, _depth) = (mirror, root, depth);
        var own = mirror.Own;
        _context = own.NewId();
        own.Send(
            own.Compose.Begin(CreateGC).U32(_context).U32(root).U32(SubwindowModeBit).U32(IncludeInferiors).Request
        );
    }

    /// <param name="area">Of the screen.</param>
    /// <param name="pixels">Its rows without padding, 0xAARRGGBB.</param>
    public void Put(Rect area, ReadOnlySpan<uint> pixels)
    {
        _mirror.TurnTo(_mirror.Own);
        var own = _mirror.Own;
        var most = Math.Max(1, MostPixels / area.Width);
        for (var top = area.Top; top < area.Bottom; top += most)
        {
            var rows = Math.Min(most, area.Bottom - top);
            var part = pixels.Slice((top - area.Top) * area.Width, rows * area.Width);
            own.Send(
                own.Compose.Begin(PutImage, ZPixmap)
                    .U32(_root)
                    .U32(_context)
                    .U16(area.Width)
                    .U16(rows)
                    .U16(area.Left)
                    .U16(top)
                    .U16(_depth << 8)
                    .U16(0)
                    .Padded(MemoryMarshal.AsBytes(part))
                    .Request
            );
        }
    }
}
