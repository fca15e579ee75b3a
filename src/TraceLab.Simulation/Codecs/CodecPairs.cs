namespace TraceLab.Simulation.Codecs;

/// <summary>
/// What a run encodes with: pixels of the screen, and images of primitives. One encoder does both, unless the codec says
/// otherwise of images.
/// </summary>
public sealed class EncoderPair(IPixelCodec codec) : IDisposable
{
    private readonly IPixelEncoder? _images = codec.ForImages == codec ? null : codec.ForImages.CreateEncoder();

    public IPixelEncoder Screen { get; } = codec.CreateEncoder();

    public IPixelEncoder Images => _images ?? Screen;

    public void Dispose()
    {
        _images?.Dispose();
        Screen.Dispose();
    }
}

/// <summary>The client's side of an <see cref="EncoderPair"/>.</summary>
public sealed class DecoderPair(IPixelCodec codec) : IDisposable
{
    private readonly IPixelDecoder? _images = codec.ForImages == codec ? null : codec.ForImages.CreateDecoder();

    public IPixelDecoder Screen { get; } = codec.CreateDecoder();

    public IPixelDecoder Images => _images ?? Screen;

    public void Dispose()
    {
        _images?.Dispose();
        Screen.Dispose();
    }
}
