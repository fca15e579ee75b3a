using System.Runtime.ExceptionServices;
using TraceLab.Results;
using TraceLab.Simulation.Adapter;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Machine;

/// <summary>
/// All runs of one machine. The first run of each stateless codec leads: it encodes its rectangles before the others, which
/// then share them. The runs of one poll may go on several threads, in two steps: meanwhile a leader encodes, those that
/// follow it choose; then they encode, and every client shows. Results do not depend on it.
/// </summary>
internal sealed class RunGroup : IDisposable
{
    private readonly ParallelOptions _threads;
    private readonly Dictionary<string, RectangleCache> _caches = new(StringComparer.Ordinal);

    // Leaders first, for they take longest.
    private readonly EncodingRun[] _runs;
    private readonly Action<int> _chooseOne;
    private readonly Action<int> _showOne;
    private FrameInput? _input;
    private FrameAnalysis? _analysis;

    public RunGroup(IEnumerable<RunResult> results, MachineOptions options)
    {
        _threads = new ParallelOptions { MaxDegreeOfParallelism = options.Threads };
        var leaders = new List<EncodingRun>();
        var followers = new List<EncodingRun>();
        foreach (var result in results)
        {
            var policy = PolicyRegistry.ByName(result.Settings.Policy, options.OwnPolicies);
            var profile = ClientProfiles.ByName(result.Settings.Profile, options.OwnProfiles);
            var codec = WireFormats.CodecOf(WireFormats.ByName(result.Settings.Wire), result.Settings.Codec);
            if (!codec.IsStateless)
            {
                followers.Add(new EncodingRun(result, policy, profile, costs: options.Costs));
            }
            else if (_caches.TryGetValue(codec.Name, out var cache))
            {
                followers.Add(
                    new EncodingRun(result, policy, profile, new CacheRole(cache, Leads: false), options.Costs)
                );
            }
            else
            {
                _caches[codec.Name] = cache = new RectangleCache();
                leaders.Add(new EncodingRun(result, policy, profile, new CacheRole(cache, Leads: true), options.Costs));
            }
        }

        _runs = [.. leaders, .. followers];
        _chooseOne = index => Choose(_runs[index]);
        _showOne = index => Show(_runs[index]);
    }

    public IReadOnlyList<EncodingRun> All => _runs;

    public void OnPoll(FrameInput input, FrameAnalysis analysis)
    {
        foreach (var cache in _caches.Values)
        {
            cache.Clear();
        }

        (_input, _analysis) = (input, analysis);
        if (_runs.Length > 1 && _threads.MaxDegreeOfParallelism != 1 && input.RegionsChanged > 0)
        {
            ForAll(_chooseOne);
            ForAll(_showOne);
            return;
        }

        for (var index = 0; index < _runs.Length; index++)
        {
            Choose(_runs[index]);
        }

        for (var index = 0; index < _runs.Length; index++)
        {
            Show(_runs[index]);
        }
    }

    /// <summary>A poll found no screen, and so no frame can come of its primitives.</summary>
    public void OnNoScreen(List<DrawingPrimitive> primitives)
    {
        foreach (var run in _runs)
        {
            run.OnNoScreen(primitives);
        }
    }

    public void Dispose()
    {
        foreach (var run in _runs)
        {
            run.Dispose();
        }
    }

    // A fault is told as the run met it, whether it ran beside others or not.
    private void ForAll(Action<int> act)
    {
        try
        {
            Parallel.For(0, _runs.Length, _threads, act);
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.Flatten().InnerExceptions[0]);
        }
    }

    private void Choose(EncodingRun run)
    {
        run.Choose(_input!, _analysis!);
        if (!run.FollowsLeader)
        {
            run.Encode();
        }
    }

    private void Show(EncodingRun run)
    {
        if (run.FollowsLeader)
        {
            run.Encode();
        }

        run.Show();
    }
}
