using System.Buffers.Binary;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Mirror;

/// <summary>
/// The few resources that a server itself has made and that requests name: the root window, visuals, RENDER's formats. The
/// mirror may number them otherwise than the recorded server; then requests are told of its numbers.
/// </summary>
internal sealed class ServerIds
{
    private const byte CreateWindow = 1;
    private const byte CreateColormap = 78;
    private const byte FirstExtension = 128;

    // Core requests with a drawable at offset 8, that at offset 4 being another one or made by the request.
    private static readonly byte[] s_drawableAt8 = [1, 7, 40, 41, 53, 55, 62, 63, 78];

    // Core requests with a window or drawable at offset 4.
    private static readonly byte[] s_drawableAt4 =
    [
        .. Enumerable.Range(2, 14).Select(opcode => (byte)opcode),
        18,
        19,
        20,
        21,
        25,
        38,
        40,
        41,
        42,
        .. Enumerable.Range(61, 17).Select(opcode => (byte)opcode),
    ];

    private readonly Dictionary<uint, uint> _drawables = [];
    private readonly Dictionary<uint, uint> _visuals = [];
    private readonly Dictionary<uint, uint> _formats = [];
    private readonly byte _renderOpcode;
    private byte[] _copy = [];

    public ServerIds(WireSession session, ServerSetup mirror, IReadOnlyList<ServerFormat> mirrorFormats)
    {
        _renderOpcode = session.Extensions.GetValueOrDefault("RENDER").MajorOpcode;
        Add(_drawables, [session.Root], [mirror.Root], id => 0, id => id);
        Add(_visuals, session.Setup.Visuals, mirror.Visuals, visual => visual with { Id = 0 }, visual => visual.Id);
        Add(_formats, session.Formats, mirrorFormats, format => format with { Id = 0 }, format => format.Id);
    }

    private bool AreAllSame => _drawables.Count + _visuals.Count + _formats.Count == 0;

    /// <summary>A request as the mirror must be asked; valid until the next call.</summary>
    public ReadOnlySpan<byte> Translate(ReadOnlySpan<byte> request, bool isBigEndian)
    {
        if (AreAllSame)
        {
            return request;
        }

        if (_copy.Length < request.Length)
        {
            _copy = new byte[request.Length];
        }

        request.CopyTo(_copy);
        var target = _copy.AsSpan(0, request.Length);

        // A big request has its length in a word of its own before all others.
        var shift = (request[2] | request[3]) == 0 ? 4 : 0;
        if (request[0] >= FirstExtension)
        {
            TranslateRender(target, shift, isBigEndian);
        }
        else
        {
            TranslateCore(target, shift, isBigEndian);
        }

        return target;
    }

    private void TranslateCore(Span<byte> request, int shift, bool isBigEndian)
    {
        var opcode = request[0];
        if (s_drawableAt4.AsSpan().Contains(opcode))
        {
            Replace(_drawables, request, 4 + shift, isBigEndian);
        }

        if (s_drawableAt8.AsSpan().Contains(opcode))
        {
            Replace(_drawables, request, 8 + shift, isBigEndian);
        }

        if (opcode is CreateWindow or CreateColormap)
        {
            Replace(_visuals, request, (opcode == CreateWindow ? 24 : 12) + shift, isBigEndian);
        }
    }

    private void TranslateRender(Span<byte> request, int shift, bool isBigEndian)
    {
        if (request[0] != _renderOpcode)
        {
            return;
        }

        switch ((RenderOpcode)request[1])
        {
            case RenderOpcode.CreatePicture:
                Replace(_drawables, request, 8 + shift, isBigEndian);
                Replace(_formats, request, 12 + shift, isBigEndian);
                break;
            case RenderOpcode.CreateGlyphSet:
                Replace(_formats, request, 8 + shift, isBigEndian);
                break;
            case >= RenderOpcode.Trapezoids
            and <= RenderOpcode.TriangleFan
            or >= RenderOpcode.CompositeGlyphs8
            and <= RenderOpcode.CompositeGlyphs32:
                Replace(_formats, request, 16 + shift, isBigEndian);
                break;
            default:
                break;
        }
    }

    private static void Replace(Dictionary<uint, uint> ids, Span<byte> request, int offset, bool isBigEndian)
    {
        if (ids.TryGetValue(new WireBytes(request, isBigEndian).U32(offset), out var other))
        {
            var field = request[offset..];
            if (isBigEndian)
            {
                BinaryPrimitives.WriteUInt32BigEndian(field, other);
            }
            else
            {
                BinaryPrimitives.WriteUInt32LittleEndian(field, other);
            }
        }
    }

    // Things that are alike in all but their numbers stand for each other, in the order in which the servers list them.
    private static void Add<T, TKind>(
        Dictionary<uint, uint> ids,
        IEnumerable<T> session,
        IEnumerable<T> mirror,
        Func<T, TKind> kindOf,
        Func<T, uint> idOf
    )
    {
        var others = mirror.ToLookup(kindOf, idOf);
        foreach (var kind in session.GroupBy(kindOf, idOf))
        {
            foreach (var (id, other) in kind.Zip(others[kind.Key]).Where(pair => pair.First != pair.Second))
            {
                ids[id] = other;
            }
        }
    }
}
