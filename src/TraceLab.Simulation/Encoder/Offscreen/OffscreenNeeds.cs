using TraceLab.Core.Commands;
using TraceLab.Core.Pixels;

namespace TraceLab.Simulation.Encoder.Offscreen;

/// <summary>
/// Finds what of a log has to go first, so that some primitives can read off-screen surfaces: of each surface that is read
/// all entries up to the reader, and of the surfaces that those read all up to them.
/// </summary>
internal sealed class OffscreenNeeds(IReadOnlyList<OffscreenEntry> log)
{
    // For each surface the positions in the log up to which its entries are needed.
    private readonly Dictionary<int, List<int>> _ends = [];

    /// <summary>A primitive of the list, by its index, is to be executed.</summary>
    public void Add(DrawingCommand drawing, int index)
    {
        if (drawing.Source is null && drawing.SecondSource is null)
        {
            return;
        }

        var position = 0;
        while (position < log.Count && log[position].Place <= index)
        {
            position++;
        }

        AddSources(drawing, position);
    }

    /// <summary>
    /// Every entry that is passed, from the last to the first, whether the client can execute it or not. A surface that is
    /// created needs nothing of what had its number before.
    /// </summary>
    public List<OffscreenEntry> Collect()
    {
        var passed = new List<OffscreenEntry>();
        for (var position = log.Count - 1; position >= 0; position--)
        {
            var entry = log[position];
            if (!_ends.TryGetValue(entry.SurfaceId, out var ends) || !ends.Exists(end => end > position))
            {
                continue;
            }

            passed.Add(entry);
            if (entry.Command is SurfaceCreated)
            {
                ends.RemoveAll(end => end > position);
            }
            else if (entry is { IsValid: true, Drawing: { } drawing })
            {
                AddSources(drawing, position);
            }
        }

        return passed;
    }

    private void AddSources(DrawingCommand drawing, int position)
    {
        AddSource(drawing.Source, position);
        AddSource(drawing.SecondSource, position);
    }

    private void AddSource(SurfaceArea? source, int position)
    {
        if (source is { SurfaceId: not Surface.ScreenId } read)
        {
            if (!_ends.TryGetValue(read.SurfaceId, out var ends))
            {
                _ends[read.SurfaceId] = ends = [];
            }

            ends.Add(position);
        }
    }
}
