using System.Diagnostics;
using System.Net.Sockets;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>Who may speak to the server, and when the turn passes on.</summary>
internal sealed partial class OrderingProxy
{
    // Of pixmaps, with each picture of the screen.
    private const long MostPixmapBytes = 4 << 20;

    private ProxyClient? _active;
    private bool _isFinishing;
    private bool _isQuiet;
    private long _finishAsked;
    private long _syncCount;
    private long _checkpointCount;
    private long _lastCheckpoint = Stopwatch.GetTimestamp();
    private long _requestsAtCheckpoint;
    private TimeSpan _untilCheckpoint;
    private long _ownRequestCount;
    private readonly Queue<uint> _pictures = new();
    private bool _hasLastPicture;

    // Pictures that were asked for and have not come.
    private bool IsProbing => _pictures.Count > 0;

    // Nothing goes to the server after the last picture: the log ends with what it shows.
    private bool IsFinished() => _hasLastPicture && !IsProbing;

    private void TakeTurns()
    {
        TakePicture();
        while (!IsProbing && !IsFinished() && !IsClosing(_active))
        {
            if (IsPictureDue())
            {
                if (LeaveActive())
                {
                    RequestPicture();
                }

                return;
            }

            if (Next() is not { } next)
            {
                if (_active is { HasWork: true } && MayGo(_active))
                {
                    Serve(_active);
                }

                return;
            }

            if (!LeaveActive())
            {
                return;
            }

            _active = next;
            Serve(next);
        }
    }

    private static bool IsClosing(ProxyClient? client) => client is { Stage: ClientStage.Closing };

    private bool MayGo(ProxyClient client) => _requests.Grabber is null || _requests.Grabber == client;

    // Others than the active one, going round from it, so that everybody has a turn.
    private ProxyClient? Next()
    {
        var from = _active is null ? 0 : _clients.IndexOf(_active) + 1;
        for (var i = 0; i < _clients.Count; i++)
        {
            var client = _clients[(from + i) % _clients.Count];
            if (client != _active && client.HasWork && MayGo(client))
            {
                return client;
            }
        }

        return null;
    }

    /// <summary>Whether the server has done all that the active client asked; if not, it is asked to say when.</summary>
    private bool LeaveActive()
    {
        if (_active is null || _active.IsDone)
        {
            return true;
        }

        Sync(_active);
        return false;
    }

    private void Sync(ProxyClient client)
    {
        if (!client.IsSyncing)
        {
            client.IsSyncing = true;
            client.Numbers.Inject();
            client.Requests.Insert(SyncRequest.Bytes(client.IsBigEndian));
            _syncCount++;
        }
    }

    private void Serve(ProxyClient client)
    {
        if (client.IsSyncing)
        {
            return;
        }

        if (_requests.LetGo(client, _now))
        {
            // All before it must be done, because others take their turn while the server holds this one back.
            if (client.IsDone)
            {
                _requests.LetHoldingGo(client, _now);
                client.IsParked = true;
                _active = null;
            }

            Sync(client);
        }
        else if (client.HasEnded)
        {
            Leave(client);
        }
        else if (client.Numbers.Unseen >= RequestPassage.MostUnseen)
        {
            Sync(client);
        }
    }

    // The server closes its end when it has done all that was sent and cleaned up; until then the turn does not pass on.
    private static void Leave(ProxyClient client)
    {
        if (client.Requests.Send(client.Server!) == SocketState.Busy)
        {
            return;
        }

        client.Stage = ClientStage.Closing;
        client.IsDeaf = true;
        try
        {
            client.Server!.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // It is closed already, which is what we wait for.
        }
    }

    private bool IsPictureDue()
    {
        if (_requests.Grabber is { } grabber)
        {
            // A client that holds the server at the end of the session would keep the last picture from being taken.
            if (IsLastPictureDue())
            {
                grabber.HasEnded = true;
            }

            return false;
        }

        return IsLastPictureDue()
            || (
                Stopwatch.GetElapsedTime(_lastCheckpoint) >= _untilCheckpoint && _log.Requests != _requestsAtCheckpoint
            );
    }

    // What clients sent before the end was asked for is let through, but not for ever.
    private bool IsLastPictureDue()
    {
        if (!Volatile.Read(ref _isFinishing))
        {
            return false;
        }

        _finishAsked = _finishAsked == 0 ? Stopwatch.GetTimestamp() : _finishAsked;
        return _isQuiet || Stopwatch.GetElapsedTime(_finishAsked) > TimeSpan.FromSeconds(1);
    }

    // The screen comes last: the log ends with it.
    private void RequestPicture()
    {
        _hasLastPicture = IsLastPictureDue();
        _checkpointCount++;
        foreach (var pixmap in _requests.Pixmaps.Next(MostPixmapBytes))
        {
            RequestPixels(pixmap.Id, pixmap.Width, pixmap.Height);
        }

        RequestPixels(_control.Setup.Root, _control.Setup.Width, _control.Setup.Height);
    }

    private void RequestPixels(uint drawable, int width, int height)
    {
        var request = _control.RequestPixels(drawable, width, height);
        _ownRequestCount++;
        _log.Request(ProbeBase, isBigEndian: false, _now, _control.Sequence, request);
        _pictures.Enqueue(_control.Sequence);
    }

    private void TakePicture()
    {
        while (_pictures.Count > 0 && _control.TakeAnswer() is { IsEmpty: false } answer)
        {
            _log.ServerMessage(ProbeBase, isBigEndian: false, _now, _pictures.Dequeue(), answer);
            _requestsAtCheckpoint = _log.Requests;
            _lastCheckpoint = Stopwatch.GetTimestamp();
            _untilCheckpoint = NextCheckpoint();
        }
    }

    // Anything up to twice the mean, so that no rhythm of the session's can escape.
    private TimeSpan NextCheckpoint() =>
        _options.CheckpointInterval is { } mean ? 2 * _moments.NextDouble() * mean : TimeSpan.MaxValue;
}
