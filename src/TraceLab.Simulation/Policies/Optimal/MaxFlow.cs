namespace TraceLab.Simulation.Policies.Optimal;

/// <summary>
/// Maximum flow by Dinic's algorithm (E. A. Dinic, 1970): shortest augmenting paths, level by level. Whole numbers, so that
/// the result is exact. Arrays are kept from network to network; no recursion, so that long chains need no stack.
/// </summary>
internal sealed class MaxFlow
{
    /// <summary>The capacity of an edge that no minimum cut contains.</summary>
    public const long Unlimited = long.MaxValue / 4;

    private const int None = -1;

    private readonly Queue<int> _queue = new();
    private readonly List<int> _path = [];
    private int[] _firstEdge = [];
    private int[] _currentEdge = [];
    private int[] _level = [];
    private int[] _nextEdge = [];
    private int[] _head = [];
    private long[] _capacity = [];
    private int _nodes;
    private int _edges;

    /// <summary>Starts a network of nodes 0 … <paramref name="nodes"/> − 1 without edges.</summary>
    public void Begin(int nodes)
    {
        if (_firstEdge.Length < nodes)
        {
            _firstEdge = new int[nodes];
            _currentEdge = new int[nodes];
            _level = new int[nodes];
        }

        Array.Fill(_firstEdge, None, 0, nodes);
        _nodes = nodes;
        _edges = 0;
    }

    public void AddEdge(int from, int to, long capacity)
    {
        if (_edges + 2 > _head.Length)
        {
            var length = Math.Max(64, _head.Length * 2);
            Array.Resize(ref _nextEdge, length);
            Array.Resize(ref _head, length);
            Array.Resize(ref _capacity, length);
        }

        // An edge and its way back are neighbours: edge e and e ^ 1.
        AddHalf(from, to, capacity);
        AddHalf(to, from, 0);
    }

    /// <summary>The maximum flow, which is the capacity of a minimum cut.</summary>
    public long Solve(int source, int sink)
    {
        long flow = 0;
        while (FindLevels(source, sink))
        {
            _firstEdge.AsSpan(0, _nodes).CopyTo(_currentEdge);
            flow += Saturate(source, sink);
        }

        return flow;
    }

    /// <summary>
    /// After solving: whether the node is on the source's side of the minimum cut that has the fewest nodes on that side.
    /// </summary>
    public bool IsOnSourceSide(int node) => _level[node] != None;

    private void AddHalf(int from, int to, long capacity)
    {
        _head[_edges] = to;
        _capacity[_edges] = capacity;
        _nextEdge[_edges] = _firstEdge[from];
        _firstEdge[from] = _edges++;
    }

    private bool FindLevels(int source, int sink)
    {
        Array.Fill(_level, None, 0, _nodes);
        _level[source] = 0;
        _queue.Clear();
        _queue.Enqueue(source);
        while (_queue.TryDequeue(out var node))
        {
            for (var edge = _firstEdge[node]; edge != None; edge = _nextEdge[edge])
            {
                if (_capacity[edge] > 0 && _level[_head[edge]] == None)
                {
                    _level[_head[edge]] = _level[node] + 1;
                    _queue.Enqueue(_head[edge]);
                }
            }
        }

        return _level[sink] != None;
    }

    // A blocking flow: depth first along edges to the next level, until no path is left.
    private long Saturate(int source, int sink)
    {
        long flow = 0;
        var node = source;
        _path.Clear();
        while (true)
        {
            if (node == sink)
            {
                flow += Augment();
                node = _path.Count == 0 ? source : _head[_path[^1]];
                continue;
            }

            var edge = NextEdge(node);
            if (edge != None)
            {
                _path.Add(edge);
                node = _head[edge];
            }
            else if (node == source)
            {
                return flow;
            }
            else
            {
                _level[node] = None;
                node = _head[_path[^1] ^ 1];
                _path.RemoveAt(_path.Count - 1);
            }
        }
    }

    private int NextEdge(int node)
    {
        var edge = _currentEdge[node];
        while (edge != None && (_capacity[edge] == 0 || _level[_head[edge]] != _level[node] + 1))
        {
            edge = _nextEdge[edge];
        }

        return _currentEdge[node] = edge;
    }

    // Pushes what the path can carry and shortens it to before its first full edge.
    private long Augment()
    {
        var least = long.MaxValue;
        foreach (var edge in _path)
        {
            least = Math.Min(least, _capacity[edge]);
        }

        var firstFull = _path.Count;
        for (var i = _path.Count - 1; i >= 0; i--)
        {
            _capacity[_path[i]] -= least;
            _capacity[_path[i] ^ 1] += least;
            firstFull = _capacity[_path[i]] == 0 ? i : firstFull;
        }

        _path.RemoveRange(firstFull, _path.Count - firstFull);
        return least;
    }
}
