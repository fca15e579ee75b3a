using TraceLab.TraceFormat;

namespace TraceLab.Cli.Console;

/// <summary>
/// A trace made from other traces. It is written beside its place and gets there when it is complete, so that it may
/// replace what it is made from, and nothing is lost if making it fails.
/// </summary>
internal sealed class RewrittenTrace : IDisposable
{
    private readonly FileInfo _place;
    private readonly string _beside;

    /// <param name="place">Where the trace goes.</param>
    /// <param name="force">Whether a file that is there may be replaced.</param>
    /// <param name="header">What it begins with; the tool becomes this one.</param>
    /// <param name="options">How it is written.</param>
    public RewrittenTrace(FileInfo place, bool force, TraceHeader header, TraceWriterOptions? options = null)
    {
        OutputFile.RefuseExisting(place, force);
        _place = place;
        _beside = place.FullName + ".new";
        Writer = TraceWriter.CreateFile(_beside, header with { Tool = ToolName.Full }, options, force: true);
    }

    public TraceWriter Writer { get; }

    /// <summary>Completes the trace, unless the writer already did, and moves it to its place.</summary>
    public void Complete()
    {
        if (!Writer.IsComplete)
        {
            Writer.Complete();
        }

        File.Move(_beside, _place.FullName, overwrite: true);
    }

    public void Dispose()
    {
        Writer.Dispose();
        if (!Writer.IsComplete)
        {
            File.Delete(_beside + TraceWriter.PartialExtension);
        }
    }
}
