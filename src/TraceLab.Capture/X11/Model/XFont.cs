using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

/// <summary>A core font's metrics (X protocol, "QueryFont"), and its glyphs as far as they were needed.</summary>
internal sealed class XFont
{
    private const int CharInfoBytes = 12;
    private const int PropertyBytes = 8;
    private readonly byte[] _reply;
    private readonly int _charInfos;

    /// <param name="reply">The whole reply, in the byte order of our own connection; copied.</param>
    public XFont(WireBytes reply)
    {
        _reply = reply.Bytes.ToArray();
        _charInfos = 60 + (reply.U16(46) * PropertyBytes);
        Ascent = reply.I16(52);
        Descent = reply.I16(54);
    }

    public int Ascent { get; }

    public int Descent { get; }

    /// <summary>Glyphs by code (two bytes, the first one 0 in small fonts); the corner is from the pen on the baseline.</summary>
    public Dictionary<int, XGlyph> Glyphs { get; } = [];

    /// <summary>A glyph without its pixels; null for a code that draws nothing and does not move the pen.</summary>
    public XGlyph? Metrics(int code)
    {
        var info = InfoOf(code);
        if (info.Length < CharInfoBytes || info.Bytes[..CharInfoBytes].IndexOfAnyExcept((byte)0) < 0)
        {
            info = InfoOf(new WireBytes(_reply, isBigEndian: false).U16(44));
        }

        if (info.Length < CharInfoBytes)
        {
            return null;
        }

        var (left, right, ascent, descent) = (info.I16(0), info.I16(2), info.I16(6), info.I16(8));
        var size = new Point(Math.Max(0, right - left), Math.Max(0, ascent + descent));
        return new XGlyph(null, new Point(left, -ascent), size, new Point(info.I16(4), 0));
    }

    // Rows of the first byte, columns of the second; without any, all characters are as the largest one.
    private WireBytes InfoOf(int code)
    {
        var reply = new WireBytes(_reply, isBigEndian: false);
        var (firstColumn, lastColumn) = (reply.U16(40), reply.U16(42));
        var (firstRow, lastRow) = (reply.U8(49), reply.U8(50));
        var (row, column) = (code >> 8, code & 0xFF);
        if (firstRow == 0 && lastRow == 0)
        {
            (row, column) = (0, code);
        }

        if (row < firstRow || row > lastRow || column < firstColumn || column > lastColumn)
        {
            return default;
        }

        if (reply.U32(56) == 0)
        {
            return reply.From(24);
        }

        var index = ((row - firstRow) * (lastColumn - firstColumn + 1)) + column - firstColumn;
        return index < reply.U32(56) ? reply.From(_charInfos + (index * CharInfoBytes)) : default;
    }
}
