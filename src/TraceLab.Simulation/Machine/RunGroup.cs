using TraceLab.Results;
using TraceLab.Simulation.Client;
using TraceLab.Simulation.Codecs;
using TraceLab.Simulation.Encoder;
using TraceLab.Simulation.Policies;

namespace TraceLab.Simulation.Machine;

/// <summary>
/// All runs of one machine. The first run of each stateless codec leads: it encodes its rectangles before the others, which
/// then share them. Runs of one step may go on several threads; results do not depend on it.
/// </summary>
internal sealed class RunGroup : IDisposable
{
    private readonly int _threads;
    private readonly Dictionary<string, RectangleCache> _caches = new(StringComparer.Ordinal);
    private readonly EncodingRun[] _leaders;
    private readonly EncodingRun[] _followers;

    public RunGroup(IEnumerable<RunResult> results, MachineOptions options)
    {
        _threads = options.Threads;
        var leaders = new List<EncodingRun>();
        var followers = new List<EncodingRun>();
        foreach (var result in results)
        {
            var policy = PolicyRegistry.ByName(result.Settings.Policy, options.OwnPolicies);
            var profile = ClientProfiles.ByName(result.Settings.Profile, options.OwnProfiles);
            var codec = PixelCodecs.ByName(result.Settings.Codec);
            if (!codec.IsStateless)
            {
                followers.Add(new EncodingRun(result, policy, profile));
            }
            else if (_caches.TryGetValue(codec.Name, out var cache))
            {
                followers.Add(new EncodingRun(result, policy, profile, new CacheRole(cache, Leads: false)));
            }
            else
            {
                _caches[codec.Name] = cache = new RectangleCache();
                leaders.Add(new EncodingRun(result, policy, profile, new CacheRole(cache, Leads: true)));
            }
        }

        _leaders = [.. leaders];
        _followers = [.. followers];
    }

    public IEnumerable<EncodingRun> All => _leaders.Concat(_followers);

    public void OnPoll(FrameInput input, FrameAnalysis analysis)
    {
        foreach (var cache in _caches.Values)
        {
            cache.Clear();
        }

        Run(_leaders, input, analysis);
        Run(_followers, input, analysis);
    }

    public void Dispose()
    {
        foreach (var run in All)
        {
            run.Dispose();
        }
    }

    private void Run(EncodingRun[] runs, FrameInput input, FrameAnalysis analysis)
    {
        if (runs.Length <= 1 || _threads == 1 || input.RegionsChanged == 0)
        {
            foreach (var run in runs)
            {
                run.OnPoll(input, analysis);
            }

            return;
        }

        Parallel.For(
            0,
            runs.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _threads },
            index => runs[index].OnPoll(input, analysis)
        );
    }
}
