using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;

namespace TraceLab.Tests.Capture.X11.Lowering;

public sealed class ShapeLoweringTests : IDisposable
{
    private const byte CreatePicture = 4;
    private const byte Trapezoids = 10;
    private const byte CreateSolidFill = 33;
    private const byte Over = 3;
    private const byte Add = 12;

    private readonly LoweredRequests _requests = new();

    /// <summary>
    /// Half of the last pixel column is covered: with a mask format of 8 bits its colour lies half way, without one the
    /// picture's own edges count, which are sharp. The command is one glyph.
    /// </summary>
    [Theory]
    [InlineData(Over, true, 1, 0)]
    [InlineData(Over, false, 1, 0)]
    [InlineData(Over, false, 2, 1)]
    [InlineData(Add, true, 1, 1)]
    public void A_shape_with_soft_edges_is_laid_over_by_its_coverage(
        byte op,
        bool hasMaskFormat,
        int count,
        int fallbacks
    )
    {
        _requests.ShowWindow(background: 0);
        var (picture, ink) = (_requests.NewId(), _requests.NewId());
        var screen = _requests.Format(one => one is { IsPlainColor: true, Depth: 24, HasAlpha: false });
        var format = hasMaskFormat ? _requests.Format(one => one.IsCoverage) : 0;
        _requests.Send(Begin(CreatePicture).U32(picture).U32(LoweredRequests.Window).U32(screen).U32(0));
        _requests.Send(Begin(CreateSolidFill).U32(ink).U16(0xFFFF).U16(0).U16(0).U16(0xFFFF));
        var request = Begin(Trapezoids).Padded([op]).U32(ink).U32(picture).U32(format).U32(0);
        for (var i = 0; i < count; i++)
        {
            request = Box(request, top: 10 + (20 * i));
        }

        _requests.Send(request);

        Assert.Equal(0xFF0000u, _requests.PixelAt(10 + 30, 20 + 15));
        var edge = _requests.PixelAt(10 + 40, 20 + 15) >> 16;
        Assert.InRange(edge, hasMaskFormat ? 0x70u : 0u, hasMaskFormat ? 0x90u : 0u);
        Assert.Equal(0u, _requests.PixelAt(10 + 41, 20 + 15));
        Assert.Equal(1 - fallbacks, _requests.Commands.Count(c => c is GlyphsCommand));
        Assert.Equal(fallbacks, _requests.Records.Count(one => one.IsFallback));
    }

    public void Dispose() => _requests.Dispose();

    private RequestWriter Begin(byte minor) => _requests.Compose.Begin(_requests.Opcode("RENDER"), minor);

    // From column 20 to the middle of column 40, 10 rows high; numbers have 16 bits behind the point.
    private static RequestWriter Box(RequestWriter request, int top)
    {
        const int One = 1 << 16;
        uint[] numbers =
        [
            (uint)(top * One),
            (uint)((top + 10) * One),
            20 * One,
            0,
            20 * One,
            100 * One,
            (40 * One) + (One / 2),
            0,
            (40 * One) + (One / 2),
            100 * One,
        ];
        return numbers.Aggregate(request, (all, number) => all.U32(number));
    }
}
