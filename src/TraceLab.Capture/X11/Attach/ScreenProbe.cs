using System.Diagnostics;
using System.Net.Sockets;
using TraceLab.Capture.X11.Connections;
using TraceLab.Core.Faults;
using TraceLab.Core.Geometry;

namespace TraceLab.Capture.X11.Attach;

/// <summary>
/// Looks at the screen of a session, on a connection and a thread of its own. The connection is recorded like any other, so
/// each look stands at its exact place among the requests; while it lasts the server listens to nobody else (GrabServer).
/// That something is asked all the time also makes the server hand out what RECORD holds back.
/// </summary>
internal sealed class ScreenProbe : IDisposable
{
    private const byte GrabServer = 36;
    private const byte UngrabServer = 37;
    private const byte NoOperation = 127;
    private const int MostRectangles = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly XConnection _connection;
    private readonly ScreenDamage _damage;
    private readonly SnapshotReader _snapshots;
    private readonly TimeSpan _wholeInterval;
    private readonly uint _root;
    private readonly Rect _screen;
    private readonly LookQueue _looks = new();
    private readonly Thread _thread;
    private long _lastWhole;
    private bool _wantsSnapshot;
    private bool _isFinishing;
    private bool _isStarted;

    /// <param name="connection">Where to look; goes with the probe.</param>
    /// <param name="ownClients">The recorder's own connections, this one among them.</param>
    /// <param name="wholeInterval">How long after a look at the whole screen the next one comes, if something changed.</param>
    public ScreenProbe(XConnection connection, IReadOnlySet<uint> ownClients, TimeSpan wholeInterval)
    {
        (_connection, _wholeInterval) = (connection, wholeInterval);
        _root = connection.Setup.Root;
        _screen = new Rect(0, 0, connection.Setup.Width, connection.Setup.Height);
        _damage = new ScreenDamage(connection, _root);
        _snapshots = new SnapshotReader(connection, ownClients);
        _thread = new Thread(Run) { IsBackground = true, Name = "screen probe" };
    }

    public uint ClientBase => _connection.Setup.ResourceBase;

    /// <summary>Whether it looks no more: it was told to finish, or the server is gone.</summary>
    public bool IsOver => _looks.IsOver;

    /// <summary>The mark of the last look, once that is over.</summary>
    public uint LastMark => _looks.LastSequence;

    /// <summary>Whether a request of the probe's own marks the moment of a look.</summary>
    public static bool IsMark(ReadOnlySpan<byte> request) => request[0] == NoOperation;

    public void Start()
    {
        _isStarted = true;
        _thread.Start();
    }

    /// <summary>Asks for a look at everything, soon.</summary>
    public void WantSnapshot() => Volatile.Write(ref _wantsSnapshot, true);

    /// <summary>Asks for a last look at the whole screen.</summary>
    public void Finish() => Volatile.Write(ref _isFinishing, true);

    /// <summary>The look at the moment of a mark; null if there is none, or it does not come in time.</summary>
    public Look? Take(uint mark, TimeSpan patience) => _looks.Take(mark, patience);

    public void Dispose()
    {
        Finish();
        if (_isStarted && !_thread.Join(Patience))
        {
            // The server does not answer: the thread hears of the end of its connection instead.
            _connection.Dispose();
            _thread.Join();
        }

        _connection.Dispose();
        _looks.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!Volatile.Read(ref _isFinishing))
            {
                LookAround();
                Thread.Sleep(Interval);
            }

            LookAtAll(withSnapshot: Volatile.Read(ref _wantsSnapshot));
        }
        catch (Exception failure) when (failure is InputFaultException or SocketException or ObjectDisposedException)
        {
            // The server is gone, which whoever drains its data hears as well.
        }
        finally
        {
            _looks.Complete();
        }
    }

    private void LookAround()
    {
        if (Volatile.Read(ref _wantsSnapshot))
        {
            Volatile.Write(ref _wantsSnapshot, false);
            LookAtAll(withSnapshot: true);
            return;
        }

        var changed = _damage.Take();
        if (changed.IsEmpty)
        {
            return;
        }

        if (Stopwatch.GetElapsedTime(_lastWhole) >= _wholeInterval)
        {
            LookAtAll(withSnapshot: false);
        }
        else
        {
            LookAt(changed);
        }
    }

    private void LookAtAll(bool withSnapshot)
    {
        _connection.Send(_connection.Compose.Begin(GrabServer).Request);
        _damage.Take();
        var mark = Mark();
        var snapshot = withSnapshot ? _snapshots.Read() : null;
        _looks.Add(new Look(mark, TakePictures([_screen])) { IsWhole = true, Snapshot = snapshot });
        _lastWhole = Stopwatch.GetTimestamp();
    }

    private void LookAt(PixelRegion changed)
    {
        _connection.Send(_connection.Compose.Begin(GrabServer).Request);
        changed = changed.Union(_damage.Take());
        var mark = Mark();
        Rect[] areas = changed.Rects.Length > MostRectangles ? [changed.Bounds] : changed.Rects.ToArray();
        _looks.Add(new Look(mark, TakePictures(areas)));
    }

    private uint Mark() => _connection.Ask(_connection.Compose.Begin(NoOperation).Request);

    // The server goes on as soon as it has taken the pictures, whenever we come to read them.
    private List<Picture> TakePictures(IEnumerable<Rect> areas)
    {
        var asked = new List<(uint Question, byte[] Request)>();
        foreach (var area in areas.Select(area => area.Intersect(_screen)).Where(area => !area.IsEmpty))
        {
            asked.Add((_connection.AskPixels(_root, area), _connection.Compose.Request.ToArray()));
        }

        _connection.Send(_connection.Compose.Begin(UngrabServer).Request);
        _connection.Flush();
        return asked.ConvertAll(one => new Picture(
            one.Question,
            one.Request,
            _connection.Answer(one.Question).Bytes.ToArray()
        ));
    }
}
