using TraceLab.Core.Commands;

namespace TraceLab.Simulation.Pricing;

/// <summary>
/// What one frame gave encoder and client to do: payloads of the pixel codec (pixel rectangles and images of primitives),
/// and primitives by kind. Counted where the client takes the frame apart, so that it holds for any wire.
/// </summary>
public sealed class FrameWork
{
    private static readonly int KindCount = Enum.GetValues<CommandKind>().Length;

    private readonly WorkAmount[] _primitives = new WorkAmount[KindCount];

    /// <summary>Blocks that the pixel codec coded.</summary>
    public WorkAmount Payloads { get; private set; }

    /// <summary>Primitives by <see cref="CommandKind"/>; bytes are not counted.</summary>
    public ReadOnlySpan<WorkAmount> Primitives => _primitives;

    public void Clear()
    {
        Payloads = default;
        Array.Clear(_primitives);
    }

    public void AddPayload(long pixels, long bytes) => Payloads = Payloads.Plus(pixels, bytes);

    public void AddPrimitive(CommandKind kind, long pixels)
    {
        ref var amount = ref _primitives[(int)kind];
        amount = amount.Plus(pixels, bytes: 0);
    }
}
