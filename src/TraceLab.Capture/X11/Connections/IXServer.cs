using System.Net.Sockets;
using TraceLab.Core.Faults;

namespace TraceLab.Capture.X11.Connections;

/// <summary>An X server that connections are made to.</summary>
internal interface IXServer
{
    /// <summary>What it asks of its clients; empty if nothing.</summary>
    byte[] Cookie { get; }

    /// <summary>One more connection; the caller closes it.</summary>
    /// <exception cref="InputFaultException">Nobody is there.</exception>
    Socket Connect();

    /// <summary>What to say when the server is gone.</summary>
    InputFaultException Ended(Exception? inner);

    /// <summary>What to say when the server does not let us in, with its own words.</summary>
    InputFaultException Refused(string reason);
}
