namespace TraceLab.Tests.Verifying;

/// <summary>The pair of files of one snapshot: verified is committed, received is what the last failing run saw.</summary>
internal sealed record SnapshotFiles(string Directory, string Name, string Extension)
{
    public string Verified => Path.Combine(Directory, $"{Name}.verified.{Extension}");

    public string Received => Path.Combine(Directory, $"{Name}.received.{Extension}");

    /// <exception cref="SnapshotException">There is no verified file, or it says something else.</exception>
    public void Check(Snapshot snapshot, SnapshotRules rules)
    {
        var stored = File.Exists(Verified) ? File.ReadAllBytes(Verified) : null;
        if (stored is not null && snapshot.Matches(stored))
        {
            File.Delete(Received);
            return;
        }

        System.IO.Directory.CreateDirectory(Directory);
        if (rules.Accept)
        {
            File.WriteAllBytes(Verified, snapshot.Bytes);
            File.Delete(Received);
            return;
        }

        File.WriteAllBytes(Received, snapshot.Bytes);
        throw new SnapshotException(
            $"""
            {Name}: {Difference(stored, snapshot)}
            To accept what was received (or run the test again with {SnapshotRules.AcceptVariable}=1):
            mv {Quote(Received)} {Quote(Verified)}
            """
        );
    }

    private static string Difference(byte[]? stored, Snapshot snapshot)
    {
        if (!snapshot.IsText)
        {
            return stored is null
                ? $"no verified file; received {snapshot.Bytes.Length} bytes"
                : $"received {snapshot.Bytes.Length} bytes, verified {stored.Length}; first difference at byte "
                    + stored.AsSpan().CommonPrefixLength(snapshot.Bytes);
        }

        return stored is null
            ? $"no verified file; received\n{snapshot.Text}"
            : $"received (+) differs from verified (-)\n{LineDiff.Of(new Snapshot(stored, true).Text, snapshot.Text)}";
    }

    // A shell word: a quote inside is closed, escaped and opened again.
    private static string Quote(string path) => "'" + path.Replace("'", @"'\''") + "'";
}
