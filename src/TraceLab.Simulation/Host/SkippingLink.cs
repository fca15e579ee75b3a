using TraceLab.Results;

namespace TraceLab.Simulation.Host;

/// <summary>
/// Tells while a run goes on whether its link is still busy with earlier frames, for encoders that leave polls out then.
/// Takes each frame from the run's result once it is there.
/// </summary>
internal sealed class SkippingLink(RunResult run, LinkSettings link)
{
    private readonly DeliveryPath _path = new(new SharedResource(), new LinkQueue(link));
    private int _framesTaken;

    public bool IsBusy(long timeNanoseconds)
    {
        for (; _framesTaken < run.Frames.Count; _framesTaken++)
        {
            var frame = run.Frames[_framesTaken];
            var timing = run.Timings[_framesTaken];
            _path.Deliver(
                frame.TimeNanoseconds,
                timing.EncodeNanoseconds,
                frame.EncodedBytes,
                timing.DecodeNanoseconds
            );
        }

        return _path.IsBusy(timeNanoseconds);
    }
}
