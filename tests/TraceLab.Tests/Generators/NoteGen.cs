using CsCheck;
using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Tests.Generators;

/// <summary>Random events that draw nothing; each still lacks its time.</summary>
internal static class NoteGen
{
    public static Gen<Func<long, SessionEvent>> SurfaceDestroyed { get; } =
        Gen.Int[1, 3].Select(Func<long, SessionEvent> (id) => time => new SurfaceDestroyed(time, id));

    public static Gen<Func<long, SessionEvent>> ScreenDestroyed { get; } =
        Gen.Const(TraceLab.Core.Pixels.Surface.ScreenId)
            .Select(Func<long, SessionEvent> (id) => time => new SurfaceDestroyed(time, id));

    public static Gen<Func<long, SessionEvent>> Any(SessionWorld world) =>
        Gen.OneOf(Cursor(world), Marker(), Loss(world), Checkpoint(world));

    /// <summary>A surface of any format, a third of them with an initial image.</summary>
    public static Gen<Func<long, SessionEvent>> Surface(SessionWorld world, Gen<int> id) =>
        Gen.Select(
            id,
            Gen.Int[1, world.Width + 5],
            Gen.Int[1, world.Height + 5],
            Gen.Int[1, 4],
            Gen.Frequency<Image?>((2, Gen.Const((Image?)null)), (1, Gen.OneOf(world.Images).Select(i => (Image?)i))),
            Func<long, SessionEvent> (surface, width, height, format, initial) =>
                time => new SurfaceCreated(time, surface, width, height, (SurfaceFormat)format, initial)
        );

    private static Gen<Func<long, SessionEvent>> Cursor(SessionWorld world) =>
        Gen.Select(
            Gen.Enum<CursorAction>(),
            TargetGen.Point(world),
            Gen.Bool,
            Gen.Frequency<CursorShape?>((1, Gen.Const((CursorShape?)null)), (1, Shape().Select(s => (CursorShape?)s))),
            Func<long, SessionEvent> (action, position, isVisible, shape) =>
                time => new CursorChanged(time, action, position, isVisible, shape)
        );

    private static Gen<CursorShape> Shape() =>
        Gen.Select(
            Gen.Int[0, 6],
            Gen.Int[0, 8],
            Gen.Int[0, 8],
            Gen.Select(Gen.Int[-1, 8], Gen.Int[-1, 8]),
            Gen.Byte[0, 3].Array[0, 60],
            (type, width, height, hot, data) => new CursorShape(type, width, height, hot.Item1, hot.Item2, data)
        );

    private static Gen<Func<long, SessionEvent>> Marker() =>
        Gen.OneOf("scroll starts", "", "träge Schrift ✓ 𝄞")
            .Select(Func<long, SessionEvent> (text) => time => new Marker(time, text));

    private static Gen<Func<long, SessionEvent>> Loss(SessionWorld world) =>
        Gen.Select(
            Gen.OneOf("quic-image", "styled-stroke"),
            Gen.Long[1, long.MaxValue / 1000],
            TargetGen.SurfaceId(world),
            TargetGen.Area(world),
            Gen.OneOf("", "stroke of 3 segments"),
            Func<long, SessionEvent> (cause, count, surface, area, detail) =>
                time => new DataLost(time, cause, count, surface, area, detail)
        );

    private static Gen<Func<long, SessionEvent>> Checkpoint(SessionWorld world) =>
        Gen.Select(
            TargetGen.SurfaceId(world),
            Gen.ULong,
            TargetGen.Area(world).Nullable(),
            Func<long, SessionEvent> (surface, hash, area) => time => new Checkpoint(time, surface, hash, area)
        );
}
