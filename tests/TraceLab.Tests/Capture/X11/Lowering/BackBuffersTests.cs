using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Capture.X11.Lowering;

public sealed class BackBuffersTests : IDisposable
{
    private const byte AllocateName = 1;
    private const byte DeallocateName = 2;
    private const byte SwapBuffers = 3;
    private const byte PolyFillRectangle = 70;
    private const byte ConfigureWindow = 12;

    private readonly LoweredRequests _requests = new();
    private readonly uint _buffer;

    public BackBuffersTests()
    {
        _requests.ShowWindow(background: 0x00FF00);
        _buffer = _requests.NewId();
        _requests.Send(Begin(AllocateName).U32(LoweredRequests.Window).U32(_buffer).U32(0));
    }

    /// <summary>The actions are undefined, background, untouched and copied; untouched keeps pixels that only an image has.</summary>
    [Theory]
    [InlineData(0, 0xFF0000, 0)]
    [InlineData(1, 0x00FF00, 0)]
    [InlineData(2, 0x00FF00, 1)]
    [InlineData(3, 0xFF0000, 0)]
    public void A_swap_is_a_copy_and_the_buffer_holds_what_its_action_says(byte action, uint next, int fallbacks)
    {
        Fill(5, 5);
        Swap(action);
        Assert.Equal((0xFF0000u, 0x00FF00u), (_requests.PixelAt(15, 25), _requests.PixelAt(30, 40)));

        Swap(action);

        Assert.Equal(next, _requests.PixelAt(15, 25));
        Assert.Contains(
            _requests.Commands,
            c => c is CopyCommand { SourceSurfaceId: not Surface.ScreenId, Target.SurfaceId: Surface.ScreenId }
        );
        Assert.Equal(fallbacks, _requests.Records.Count(one => one.IsFallback));
    }

    [Fact]
    public void A_buffer_grows_with_its_window_and_shows_the_background_then()
    {
        Fill(5, 5);
        _requests.Send(_requests.Compose.Begin(ConfigureWindow).U32(LoweredRequests.Window).U32(4).U32(200));
        Fill(150, 5);
        Swap(action: 0);

        Assert.Equal((0x00FF00u, 0xFF0000u), (_requests.PixelAt(15, 25), _requests.PixelAt(160, 25)));
    }

    [Fact]
    public void A_buffer_that_is_given_back_is_swapped_no_more()
    {
        Fill(5, 5);
        _requests.Send(Begin(DeallocateName).U32(_buffer));
        Swap(action: 0);

        Assert.Equal(0x00FF00u, _requests.PixelAt(15, 25));
    }

    public void Dispose() => _requests.Dispose();

    private RequestWriter Begin(byte minor) => _requests.Compose.Begin(_requests.Opcode("DOUBLE-BUFFER"), minor);

    private void Fill(int x, int y) =>
        _requests.Send(
            _requests
                .Compose.Begin(PolyFillRectangle)
                .U32(_buffer)
                .U32(LoweredRequests.Context)
                .U16(x)
                .U16(y)
                .U16(10)
                .U16(10)
        );

    private void Swap(byte action) =>
        _requests.Send(Begin(SwapBuffers).U32(1).U32(LoweredRequests.Window).Padded([action]));
}
