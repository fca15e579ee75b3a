namespace TraceLab.Capture.Live;

/// <summary>The sources that <c>tracelab record</c> knows. One more is one more line here.</summary>
public static class SessionSources
{
    /// <summary>The default comes first.</summary>
    public static IReadOnlyList<ISessionSource> All { get; } =
    [new X11.X11Source(), new SpiceSource(), new SpicePipeSource()];

    /// <summary>The source of this name, or null.</summary>
    public static ISessionSource? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
