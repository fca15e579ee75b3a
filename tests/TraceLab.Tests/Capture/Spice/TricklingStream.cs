namespace TraceLab.Tests.Capture.Spice;

/// <summary>Gives at most a few bytes a read, as pipes do.</summary>
internal sealed class TricklingStream(byte[] bytes, int mostBytes) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, mostBytes)]);

    public override int Read(byte[] buffer, int offset, int count) =>
        base.Read(buffer, offset, Math.Min(count, mostBytes));
}
