using TraceLab.Capture.X11.Protocol;
using TraceLab.Capture.X11.WireLog;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// The log of a session that ran already. It begins with a snapshot, as soon as there is one, and starts anew with another
/// one after requests are missing.
/// </summary>
internal sealed class AttachedLog(
    WireLogWriter log,
    ScreenProbe probe,
    ServerSetup setup,
    IReadOnlyDictionary<string, ExtensionNumbers> extensions
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SnapshotRequests _snapshots = new(log, setup, extensions);
    private readonly SequenceGaps _gaps = new();
    private bool _wantsSnapshot;
    private uint _time;
    private uint _lastMark;

    public AttachCounts Counts { get; private set; } = new();

    /// <summary>Whether there was a first look.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Makes the log start anew with the next look.</summary>
    public void WantSnapshot()
    {
        if (HasBegun && !_wantsSnapshot)
        {
            _wantsSnapshot = true;
            probe.WantSnapshot();
        }
    }

    /// <summary>Takes a record of the session, in the order of the server.</summary>
    public void Accept(WireRecord record)
    {
        if (record.Category is WireCategory.StartOfData)
        {
            // Both contexts are there: what a look sees from here on is followed by all that comes after it.
            probe.WantSnapshot();
            return;
        }

        _time = record.TimeMilliseconds;
        var missing = _gaps.Take(record);
        if (missing < 0 || !HasBegun)
        {
            return;
        }

        if (missing > 0)
        {
            Counts = Counts with { Lost = Counts.Lost + missing };
            WantSnapshot();
        }

        Write(record);
    }

    /// <summary>Takes a request of the probe's own.</summary>
    public void AcceptOwn(WireRecord record)
    {
        _time = record.TimeMilliseconds;
        var missing = _gaps.Take(record);
        if (missing > 0)
        {
            WantSnapshot();
        }

        var isMark = missing >= 0 && ScreenProbe.IsMark(record.Data.Span);
        if (!isMark || probe.Take(record.Sequence, Patience) is not { } look)
        {
            return;
        }

        _lastMark = look.Sequence;
        if (look.Snapshot is { } snapshot)
        {
            HasBegun = true;
            _wantsSnapshot = false;
            log.StartOfData(_time);
            _snapshots.Write(snapshot, _time);
            Counts = Counts with { Clients = Math.Max(Counts.Clients, snapshot.Clients.Count) };
        }

        if (HasBegun)
        {
            Write(look);
        }
    }

    /// <summary>Whether the probe has taken its last look, and that is in the log.</summary>
    public bool HasLastLook => HasBegun && probe.IsOver && probe.LastMark == _lastMark;

    public void Flush() => log.Flush();

    public void End()
    {
        log.EndOfData(_time);
        log.Flush();
    }

    private void Write(WireRecord record)
    {
        switch (record.Category)
        {
            case WireCategory.ClientStarted:
                log.ClientStarted(record.ClientBase, record.IsBigEndian, _time, record.Data.Span);
                Counts = Counts with { Clients = Counts.Clients + 1 };
                break;
            case WireCategory.ClientDied:
                log.ClientDied(record.ClientBase, record.IsBigEndian, _time, record.Sequence);
                break;
            case WireCategory.FromClient:
                log.Request(record.ClientBase, record.IsBigEndian, _time, record.Sequence, record.Data.Span);
                Counts = Counts with { Requests = Counts.Requests + 1 };
                break;
        }
    }

    private void Write(Look look)
    {
        Counts = Counts with { Checkpoints = Counts.Checkpoints + (look.IsWhole ? 1 : 0) };
        foreach (var picture in look.Pictures)
        {
            log.Request(probe.ClientBase, isBigEndian: false, _time, picture.Sequence, picture.Request);
            log.ServerMessage(probe.ClientBase, isBigEndian: false, _time, picture.Sequence, picture.Reply);
        }
    }
}
