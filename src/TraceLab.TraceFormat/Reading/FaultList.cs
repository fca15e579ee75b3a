using TraceLab.Core.Faults;

namespace TraceLab.TraceFormat.Reading;

/// <summary>Faults in the order they were found: the first ones kept, all counted.</summary>
internal sealed class FaultList
{
    /// <summary>More than anybody reads; memory must not grow with the damage.</summary>
    public const int MaxKept = 1000;

    private readonly List<InputFaultException> _kept = [];

    public IReadOnlyList<InputFaultException> Kept => _kept;

    public long Count { get; private set; }

    public void Add(InputFaultException fault)
    {
        Count++;
        if (_kept.Count < MaxKept)
        {
            _kept.Add(fault);
        }
    }
}
