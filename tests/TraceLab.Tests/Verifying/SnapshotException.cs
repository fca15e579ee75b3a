namespace TraceLab.Tests.Verifying;

/// <summary>A snapshot test failed; the message carries the difference and the command that accepts it.</summary>
internal sealed class SnapshotException(string message) : Exception(message);
