namespace TraceLab.Tests.Capture.X11.Lowering;

public sealed class WindowLoweringTests : IDisposable
{
    private const byte CreateWindow = 1;
    private const byte MapWindow = 8;
    private const byte ConfigureWindow = 12;
    private const uint BackgroundPixel = 1 << 1;
    private const uint EventMask = 1 << 11;
    private const uint SubstructureRedirect = 1 << 20;
    private const uint X = 1;

    private readonly LoweredRequests _requests = new();

    /// <summary>Who redirects from a window's creation on receives what others ask of its children.</summary>
    [Fact]
    public void A_redirected_move_moves_nothing()
    {
        var (frame, child) = (_requests.NewId(), _requests.NewId());
        Create(frame, _requests.Root, 0, 0, 200, BackgroundPixel | EventMask, 0x0000FF, SubstructureRedirect);
        Create(child, frame, 10, 10, 20, BackgroundPixel, 0xFF0000);
        _requests.Send(_requests.Compose.Begin(MapWindow).U32(child));
        _requests.Send(_requests.Compose.Begin(MapWindow).U32(frame));

        Move(child, 60, LoweredRequests.OtherClient);
        Assert.Equal((0xFF0000u, 0x0000FFu), (_requests.PixelAt(15, 15), _requests.PixelAt(65, 15)));

        Move(child, 60, LoweredRequests.Client);
        Assert.Equal((0x0000FFu, 0xFF0000u), (_requests.PixelAt(15, 15), _requests.PixelAt(65, 15)));
        Assert.DoesNotContain(_requests.Records, one => one.IsFallback);
    }

    public void Dispose() => _requests.Dispose();

    private void Create(uint window, uint parent, int x, int y, int size, uint mask, params uint[] values)
    {
        var request = _requests
            .Compose.Begin(CreateWindow)
            .U32(window)
            .U32(parent)
            .U16(x)
            .U16(y)
            .U16(size)
            .U16(size)
            .U16(0)
            .U16(1)
            .U32(0)
            .U32(mask);
        _requests.Send(values.Aggregate(request, (all, value) => all.U32(value)));
    }

    private void Move(uint window, uint x, uint client) =>
        _requests.Send(_requests.Compose.Begin(ConfigureWindow).U32(window).U32(X).U32(x), client);
}
