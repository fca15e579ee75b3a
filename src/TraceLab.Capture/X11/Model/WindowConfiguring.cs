using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Model;

/// <summary>ConfigureWindow: where a window lies, how large it is, and what it lies on (X protocol, "ConfigureWindow").</summary>
internal static class WindowConfiguring
{
    private const int X = 0;
    private const int Y = 1;
    private const int Width = 2;
    private const int Height = 3;
    private const int BorderWidth = 4;
    private const int Sibling = 5;
    private const int StackMode = 6;

    private enum Mode : uint
    {
        Above = 0,
        Below = 1,
        TopIf = 2,
        BottomIf = 3,
        Opposite = 4,
    }

    /// <summary>Takes over what the values say; whether it may show.</summary>
    public static bool Change(XResources resources, XWindow window, ValueList values)
    {
        if (window.Parent is null)
        {
            return false;
        }

        var (width, height) = (window.Width, window.Height);
        window.X = (short)values.Or(X, (uint)window.X);
        window.Y = (short)values.Or(Y, (uint)window.Y);
        window.Width = (ushort)values.Or(Width, (uint)width);
        window.Height = (ushort)values.Or(Height, (uint)height);
        window.BorderWidth = (ushort)values.Or(BorderWidth, (uint)window.BorderWidth);
        MoveChildren(window, window.Width - width, window.Height - height);
        if (values.Has(StackMode))
        {
            var sibling = values.Has(Sibling) ? resources.Windows.GetValueOrDefault(values[Sibling]) : null;
            Restack(window, sibling, (Mode)values[StackMode]);
        }

        return window.IsViewable;
    }

    /// <summary>How far a gravity moves what it holds, when its window grows by so much. Static counts as north-west.</summary>
    public static (int X, int Y) Shift(byte gravity, int growthX, int growthY)
    {
        if (gravity is 0 or > 9)
        {
            return default;
        }

        // 1 to 9 are three rows of three: west, middle, east.
        var column = (gravity - 1) % 3;
        var row = (gravity - 1) / 3;
        return (column * growthX / 2, row * growthY / 2);
    }

    private static void MoveChildren(XWindow window, int growthX, int growthY)
    {
        if (growthX == 0 && growthY == 0)
        {
            return;
        }

        foreach (var child in window.Children)
        {
            var (x, y) = Shift(child.WindowGravity, growthX, growthY);
            (child.X, child.Y) = (child.X + x, child.Y + y);
            child.IsMapped &= child.WindowGravity != 0;
        }
    }

    private static void Restack(XWindow window, XWindow? sibling, Mode mode)
    {
        var siblings = window.Parent!.Children;
        var isHidden = siblings.Skip(siblings.IndexOf(window) + 1).Any(s => Meets(s, window, sibling));
        var hides = siblings.Take(siblings.IndexOf(window)).Any(s => Meets(s, window, sibling));
        var (isRaised, isLowered) = mode switch
        {
            Mode.Above => (true, false),
            Mode.Below => (false, true),
            Mode.TopIf => (isHidden, false),
            Mode.BottomIf => (false, hides),
            _ => (isHidden, !isHidden && hides),
        };
        if (!isRaised && !isLowered)
        {
            return;
        }

        siblings.Remove(window);
        var beside = mode is Mode.Above or Mode.Below && sibling is not null ? siblings.IndexOf(sibling) : -1;
        var place = beside < 0 ? (isRaised ? siblings.Count : 0) : beside + (isRaised ? 1 : 0);
        siblings.Insert(place, window);
    }

    private static bool Meets(XWindow one, XWindow window, XWindow? sibling) =>
        one.IsMapped && (sibling is null || one == sibling) && Outer(one).Intersects(Outer(window));

    private static Core.Geometry.Rect Outer(XWindow window) =>
        Core.Geometry.Rect.FromSize(
            window.X,
            window.Y,
            window.Width + (2 * window.BorderWidth),
            window.Height + (2 * window.BorderWidth)
        );
}
