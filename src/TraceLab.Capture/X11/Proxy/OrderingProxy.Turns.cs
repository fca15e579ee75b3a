using System.Diagnostics;
using System.Net.Sockets;

namespace TraceLab.Capture.X11.Proxy;

/// <summary>Who may speak to the server, and when the turn passes on.</summary>
internal sealed partial class OrderingProxy
{
    private ProxyClient? _active;
    private bool _isFinishing;
    private bool _isQuiet;
    private long _finishAsked;
    private long _syncCount;
    private long _checkpointCount;
    private long _lastCheckpoint = Stopwatch.GetTimestamp();
    private long _requestsAtCheckpoint;
    private bool _isProbing;
    private bool _hasLastPicture;

    // Nothing goes to the server after the last picture: the log ends with what it shows.
    private bool IsFinished() => _hasLastPicture && !_isProbing;

    private void TakeTurns()
    {
        TakePicture();
        while (!_isProbing && !IsFinished() && !IsClosing(_active))
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
                _options.CheckpointInterval is { } interval
                && Stopwatch.GetElapsedTime(_lastCheckpoint) >= interval
                && _log.Requests != _requestsAtCheckpoint
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

    private void RequestPicture()
    {
        _hasLastPicture = IsLastPictureDue();
        var request = _control.RequestScreen();
        _checkpointCount++;
        _log.Request(ProbeBase, isBigEndian: false, _now, _control.Sequence, request);
        _isProbing = true;
    }

    private void TakePicture()
    {
        if (_isProbing && _control.TakeAnswer() is { IsEmpty: false } answer)
        {
            _isProbing = false;
            _log.ServerMessage(ProbeBase, isBigEndian: false, _now, _control.Sequence, answer);
            _requestsAtCheckpoint = _log.Requests;
            _lastCheckpoint = Stopwatch.GetTimestamp();
        }
    }
}
