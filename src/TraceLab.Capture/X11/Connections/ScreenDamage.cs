using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Connections;

/// <summary>
/// What changed on a server's screen since the last question: the DAMAGE extension gathers it on the root window, XFIXES
/// hands it out. What is not visible is not in it.
/// </summary>
internal sealed class ScreenDamage
{
    private const byte DamageQueryVersion = 0;
    private const byte DamageCreate = 1;
    private const byte DamageSubtract = 3;
    private const byte ReportNonEmpty = 3;
    private const byte FixesQueryVersion = 0;
    private const byte FixesCreateRegion = 5;
    private const byte FixesFetchRegion = 19;

    private readonly XConnection _own;
    private readonly byte _damageOpcode;
    private readonly byte _fixesOpcode;
    private readonly uint _damage;
    private readonly uint _region;

    public ScreenDamage(XConnection own, uint root)
    {
        _own = own;
        _damageOpcode = own.OpcodeOf("DAMAGE");
        _fixesOpcode = own.OpcodeOf("XFIXES");
        _damage = _own.NewId();
        _region = _own.NewId();
        _own.Answer(_own.Ask(_own.Compose.Begin(_damageOpcode, DamageQueryVersion).U32(1).U32(1).Request));
        _own.Answer(_own.Ask(_own.Compose.Begin(_fixesOpcode, FixesQueryVersion).U32(5).U32(0).Request));
        _own.Send(_own.Compose.Begin(_damageOpcode, DamageCreate).U32(_damage).U32(root).U32(ReportNonEmpty).Request);
        _own.Send(_own.Compose.Begin(_fixesOpcode, FixesCreateRegion).U32(_region).Request);
    }

    /// <summary>The rectangles that changed; as of all that this connection was asked before.</summary>
    public PixelRegion Take()
    {
        _own.Send(_own.Compose.Begin(_damageOpcode, DamageSubtract).U32(_damage).U32(0).U32(_region).Request);
        var answer = _own.Answer(_own.Ask(_own.Compose.Begin(_fixesOpcode, FixesFetchRegion).U32(_region).Request));
        return answer.U8(0) != 1 ? PixelRegion.Empty : PixelRegion.Of(Model.XResources.Rectangles(answer.From(32)));
    }
}
