using TraceLab.Capture.X11.Mirror;
using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Tests.Capture.X11.Mirror;

public class ServerIdsTests
{
    private const uint Root = 1294;
    private const uint MirrorRoot = 1293;
    private static readonly Visual s_visual = new(100, 24, 4, 0xFF0000, 0xFF00, 0xFF);
    private static readonly ServerFormat s_format = new(40, 32, 16, 255, 8, 255, 0, 255, 24, 255);

    private readonly WireSession _session = X11Sessions.Session("twm");

    /// <summary>A window in the root, of the second of two visuals that are alike.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Requests_name_what_the_mirror_has(bool isBigEndian)
    {
        var request = new RequestWriter(isBigEndian);
        request.Begin(1, 24).U32(0x400001).U32(Root).U32(0).U32(0).U32(0).U32(101).U32(0);
        var expected = new RequestWriter(isBigEndian);
        expected.Begin(1, 24).U32(0x400001).U32(MirrorRoot).U32(0).U32(0).U32(0).U32(201).U32(0);

        Assert.Equal(expected.Request, Ids().Translate(request.Request, isBigEndian));
    }

    [Fact]
    public void A_picture_is_of_the_mirrors_format()
    {
        var render = _session.Extensions["RENDER"].MajorOpcode;
        var request = new RequestWriter(isBigEndian: false).Begin(render, 4).U32(0x400001).U32(Root).U32(40).U32(0);
        var expected = new RequestWriter(isBigEndian: false)
            .Begin(render, 4)
            .U32(0x400001)
            .U32(MirrorRoot)
            .U32(41)
            .U32(0);

        Assert.Equal(expected.Request, Ids().Translate(request.Request, isBigEndian: false));
    }

    /// <summary>The number of the root stands where a position, a length or a text does.</summary>
    [Fact]
    public void What_only_looks_like_a_servers_number_stays()
    {
        var text = new RequestWriter(isBigEndian: false).Begin(98).U32(Root).U32(Root);
        var points = new RequestWriter(isBigEndian: false).Begin(64).U32(0x400001).U32(0x400002).U32(Root);

        Assert.Equal(text.Request, Ids().Translate(text.Request, isBigEndian: false));
        Assert.Equal(points.Request, Ids().Translate(points.Request, isBigEndian: false));
    }

    [Fact]
    public void A_request_with_a_long_length_has_its_fields_further_back()
    {
        var request = new RequestWriter(isBigEndian: false)
            .Begin(72, 2)
            .U32(7)
            .U32(Root)
            .U32(0x400002)
            .U32(0)
            .U32(0)
            .U32(0);
        var big = request.Request.ToArray();
        (big[2], big[3]) = (0, 0);

        var translated = Ids().Translate(big, isBigEndian: false);

        Assert.Equal(MirrorRoot, new WireBytes(translated, isBigEndian: false).U32(8));
    }

    [Fact]
    public void Between_servers_that_number_alike_requests_are_left_alone()
    {
        var request = new byte[] { 1, 0, 1, 0 };

        Assert.True(new ServerIds(_session, _session.Setup, []).Translate(request, false) == request);
    }

    private ServerIds Ids() =>
        new(
            _session with
            {
                Root = Root,
                Formats = [s_format],
                Setup = _session.Setup with { Visuals = [s_visual, s_visual with { Id = 101 }] },
            },
            _session.Setup with
            {
                Root = MirrorRoot,
                Visuals =
                [
                    s_visual with
                    {
                        Id = 200,
                    },
                    s_visual with
                    {
                        Id = 202,
                        Depth = 32,
                    },
                    s_visual with
                    {
                        Id = 201,
                    },
                ],
            },
            [s_format with { Id = 41 }]
        );
}
