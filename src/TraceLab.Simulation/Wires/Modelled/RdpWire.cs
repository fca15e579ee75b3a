using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;
using TraceLab.Simulation.Client;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>
/// Modelled on RDP. Real are the layouts of OpaqueRect, ScrBlt and MemBlt with their field flags and coordinate differences
/// (MS-RDPEGDI section 2.2.2.2.1.1.2), of Switch Surface, of the head of a Cache Bitmap order, and of Set Surface Bits (MS-RDPBCGR
/// section 2.2.9.2.1), in which pixels and images without a cache go. Anything else is an order of our own, at least as long
/// as the one of RDP. Lengths of PDUs and numbers of orders are left 0, because nothing here needs them; every frame begins
/// with the state of a new session, so its first orders are longer than RDP's. Bitmaps beyond cells of 64×64 and payloads
/// beyond a fragment cost what their further orders and headers would. A clipped primitive goes in pieces, as RDP has no
/// clip lists; blends, masks, patterns and scaling it has none of.
/// </summary>
public sealed class RdpWire : IWire
{
    // As the first order of a frame: control, type, field flags, then every field.
    private const int OrderHead = 3;
    private const int FillBytes = OrderHead + 8 + 3;
    private const int CopyBytes = OrderHead + 8 + 1 + 4;
    private const int ImageBytes = RdpUpdates.HeaderBytes + RdpUpdates.SurfaceBitsBytes;

    public string Name => "rdp";

    public string Description =>
        "modelled: RDP drawing orders with coordinate differences, bitmap cache orders, and surface bits for pixels";

    public ClientProfile Limit(ClientProfile profile) =>
        profile with
        {
            ClipLists = false,
            Blend = false,
            Transparent = false,
            Masks = false,
            Patterns = false,
            Scaling = false,
        };

    public int PrimitiveHeaderBytes(CommandKind kind, Rect area, int clipRectangles, int payloadBytes) =>
        Math.Max(1, clipRectangles)
        * kind switch
        {
            CommandKind.Copy => CopyBytes,
            CommandKind.Fill => FillBytes,
            _ => ImageBytes + RdpUpdates.FragmentBytes(payloadBytes),
        };

    public IFrameWriter CreateWriter() => new RdpWriter();

    public void Read(ReadOnlySpan<byte> frame, IFrameSink sink) => new RdpReader(frame, sink).ReadAll();
}
