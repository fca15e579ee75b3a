using TraceLab.Capture.X11.Protocol;

namespace TraceLab.Capture.X11.Model;

/// <summary>
/// What requests do to windows. Each change answers whether it may show on the screen. Requests that a window manager
/// receives instead of their effect (SubstructureRedirect) change nothing.
/// </summary>
internal sealed class WindowTree(XResources resources)
{
    private readonly Dictionary<uint, HashSet<XWindow>> _saveSets = [];

    public bool Create(WireBytes request, uint client)
    {
        if (!resources.Windows.TryGetValue(request.U32(8), out var parent))
        {
            return false;
        }

        const int InputOnly = 2;
        var depth = request.U8(1) == 0 ? parent.Depth : request.U8(1);
        var isInputOnly = request.U16(22) == InputOnly || (request.U16(22) == 0 && parent.IsInputOnly);
        var window = new XWindow(request.U32(4), parent, depth, isInputOnly)
        {
            X = request.I16(12),
            Y = request.I16(14),
            Width = request.U16(16),
            Height = request.U16(18),
            BorderWidth = request.U16(20),
            Border = parent.Border,
        };
        resources.Windows[window.Id] = window;
        parent.Children.Add(window);
        WindowAttributes.Change(resources, window, new ValueList(request.U32(28), request.From(32)), client);
        return false;
    }

    public bool Map(XWindow window, uint client)
    {
        if (window.IsMapped || IsRedirected(window, client))
        {
            return false;
        }

        window.IsMapped = true;
        return window.IsViewable;
    }

    public bool MapChildren(XWindow window, uint client)
    {
        var shows = false;
        foreach (var child in window.Children)
        {
            shows |= Map(child, client);
        }

        return shows;
    }

    public static bool Unmap(XWindow window)
    {
        var showed = window.IsViewable;
        window.IsMapped = false;
        return showed;
    }

    public static bool UnmapChildren(XWindow window)
    {
        var showed = false;
        foreach (var child in window.Children)
        {
            showed |= Unmap(child);
        }

        return showed;
    }

    public bool Destroy(XWindow window)
    {
        var showed = window.IsViewable;
        if (window.Parent is null)
        {
            return false;
        }

        DestroyChildren(window);
        window.Parent.Children.Remove(window);
        window.IsMapped = false;
        resources.Windows.Remove(window.Id);
        resources.Drop(window.Background.Pixmap);
        resources.Drop(window.Border.Pixmap);
        return showed;
    }

    public bool DestroyChildren(XWindow window)
    {
        var showed = false;
        foreach (var child in window.Children.ToArray())
        {
            showed |= Destroy(child);
        }

        return showed;
    }

    public bool Reparent(XWindow window, XWindow parent, int x, int y, uint client)
    {
        if (window.Parent is null || parent.IsInside(window))
        {
            return false;
        }

        var wasMapped = window.IsMapped;
        var shows = Unmap(window);
        window.Parent.Children.Remove(window);
        window.Parent = parent;
        parent.Children.Add(window);
        (window.X, window.Y) = (x, y);
        return (wasMapped && Map(window, client)) | shows;
    }

    /// <summary>Inserts into, or takes from, the windows that outlive a client though their parent does not.</summary>
    public void ChangeSaveSet(XWindow window, uint client, bool isInserted)
    {
        var set = _saveSets.TryGetValue(client, out var known) ? known : _saveSets[client] = [];
        _ = isInserted ? set.Add(window) : set.Remove(window);
    }

    /// <summary>Takes away a client's windows; those of its save set go to the next window above that stays.</summary>
    public bool ClientDied(uint client)
    {
        var shows = false;
        foreach (var saved in _saveSets.Remove(client, out var set) ? set : [])
        {
            var above = saved.Parent;
            while (above is not null && resources.ClientOf(above.Id) == client)
            {
                above = above.Parent;
            }

            if (resources.Windows.ContainsKey(saved.Id) && above is not null && above != saved.Parent)
            {
                var from = saved.Parent!.Origin;
                var to = above.Origin;
                shows |= Reparent(saved, above, saved.X + from.X - to.X, saved.Y + from.Y - to.Y, client);
                shows |= Map(saved, client);
            }
        }

        foreach (var id in resources.OwnedBy(client, resources.Windows))
        {
            shows |= resources.Windows.TryGetValue(id, out var window) && Destroy(window);
        }

        foreach (var window in resources.Windows.Values.Where(w => w.RedirectingClient == client))
        {
            window.RedirectingClient = 0;
        }

        return shows;
    }

    public bool IsRedirected(XWindow window, uint client) =>
        window.Parent is { RedirectingClient: var redirecting }
        && redirecting != 0
        && redirecting != client
        && !window.OverridesRedirect;
}
