namespace TraceLab.Tests.Capture;

/// <summary>A clock whose timers tick when the test says so, also after they were disposed of, as a thread's last tick may.</summary>
internal sealed class OverdueClock : TimeProvider
{
    private readonly List<Action> _ticks = [];

    public void Tick() => _ticks.ForEach(tick => tick());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _ticks.Add(() => callback(state));
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
