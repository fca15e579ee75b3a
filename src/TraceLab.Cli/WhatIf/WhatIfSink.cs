using TraceLab.Capture.Live;
using TraceLab.Core.Commands;

namespace TraceLab.Cli.WhatIf;

/// <summary>Lets a simulation have all that a recording gets. Its lines take the place of the status line.</summary>
internal sealed class WhatIfSink(ISessionSink recording, LiveSimulation simulation) : ISessionSink
{
    public void Begin(SessionOrigin origin) => recording.Begin(origin);

    public void Accept(SessionEvent sessionEvent)
    {
        recording.Accept(sessionEvent);
        simulation.Accept(sessionEvent);
    }

    public void Report(RecordingProgress progress) { }
}
