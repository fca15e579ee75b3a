using TraceLab.Capture.X11.Protocol;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Model;

/// <summary>Requests of RENDER about pictures.</summary>
internal static class PictureRequests
{
    public static void Create(XResources resources, WireBytes request)
    {
        var window = resources.Windows.GetValueOrDefault(request.U32(8));
        var pixmap = resources.Pixmaps.GetValueOrDefault(request.U32(8));
        if (window is not null || pixmap is not null)
        {
            var picture = new XPicture
            {
                Window = window,
                Pixmap = pixmap,
                Format = resources.Formats.GetValueOrDefault(request.U32(12)),
            };
            resources.SetPicture(request.U32(4), Changed(picture, new ValueList(request.U32(16), request.From(20))));
        }
    }

    public static void CreateSolid(XResources resources, WireBytes request) =>
        resources.SetPicture(request.U32(4), new XPicture { Solid = Color(request.From(8)), Repeat = 1 });

    public static void CreateGradient(XResources resources, WireBytes request) =>
        resources.SetPicture(request.U32(4), new XPicture());

    public static void Change(XResources resources, WireBytes request)
    {
        if (resources.Pictures.TryGetValue(request.U32(4), out var picture))
        {
            var values = new ValueList(request.U32(8), request.From(12));
            resources.SetPicture(request.U32(4), Changed(picture, values));
        }
    }

    public static void SetClipRectangles(XResources resources, WireBytes request)
    {
        if (resources.Pictures.TryGetValue(request.U32(4), out var picture))
        {
            resources.SetPicture(
                request.U32(4),
                picture with
                {
                    ClipOrigin = new Point(request.I16(8), request.I16(10)),
                    Clip = PixelRegion.Of(XResources.Rectangles(request.From(12))),
                    HasClipMask = false,
                }
            );
        }
    }

    public static void SetTransform(XResources resources, WireBytes request)
    {
        if (resources.Pictures.TryGetValue(request.U32(4), out var picture))
        {
            // Nine numbers in 16.16; the identity has ones on its diagonal.
            var isIdentity = true;
            for (var i = 0; i < 9; i++)
            {
                isIdentity &= request.I32(8 + (i * 4)) == (i % 4 == 0 ? 1 << 16 : 0);
            }

            resources.SetPicture(request.U32(4), picture with { HasTransform = !isIdentity });
        }
    }

    /// <summary>A colour as RENDER gives it, 16 bits a channel and premultiplied, in 8 bits: 0xAARRGGBB.</summary>
    public static uint Color(WireBytes color) =>
        ((uint)(color.U16(6) >> 8) << 24)
        | ((uint)(color.U16(0) >> 8) << 16)
        | ((uint)(color.U16(2) >> 8) << 8)
        | (uint)(color.U16(4) >> 8);

    private static XPicture Changed(XPicture picture, ValueList values) =>
        picture with
        {
            Repeat = (byte)values.Or(0, picture.Repeat),
            HasAlphaMap = values.Has(1) ? values[1] != 0 : picture.HasAlphaMap,
            ClipOrigin = new Point(
                (short)values.Or(4, (uint)picture.ClipOrigin.X),
                (short)values.Or(5, (uint)picture.ClipOrigin.Y)
            ),
            Clip = values.Has(6) ? null : picture.Clip,
            HasClipMask = values.Has(6) ? values[6] != 0 : picture.HasClipMask,
            IncludesInferiors = values.Has(8) ? values[8] != 0 : picture.IncludesInferiors,
            IsComponentAlpha = values.Has(12) ? values[12] != 0 : picture.IsComponentAlpha,
        };
}
