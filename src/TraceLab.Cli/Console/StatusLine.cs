namespace TraceLab.Cli.Console;

/// <summary>One line of talk that is rewritten in place, only on a terminal.</summary>
internal sealed class StatusLine(TextWriter error)
{
    private const string StartOfLineAndErase = "\r\u001b[K";

    private bool _shown;

    public bool IsVisible { get; } = !System.Console.IsErrorRedirected && ReferenceEquals(error, System.Console.Error);

    public void Show(string text)
    {
        if (IsVisible)
        {
            error.Write(StartOfLineAndErase + text);
            _shown = true;
        }
    }

    /// <summary>Shows a bar for a share of 0 to 1.</summary>
    public void ShowShare(string what, double share)
    {
        const int Width = 30;
        var done = (int)Math.Round(Math.Clamp(share, 0, 1) * Width);
        Show($"{what} [{new string('#', done)}{new string('.', Width - done)}] {100 * share:F0} %");
    }

    public void Clear()
    {
        if (_shown)
        {
            error.Write(StartOfLineAndErase);
            _shown = false;
        }
    }
}
