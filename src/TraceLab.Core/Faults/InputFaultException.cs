namespace TraceLab.Core.Faults;

/// <summary>
/// Input that cannot be used: one clear error, worded the same in every verb. The message reads
/// <c>FILE: offset N: WHAT: expected E, found F; REMEDY</c>, leaving out the parts that are unknown.
/// </summary>
public sealed class InputFaultException : Exception
{
    public InputFaultException(
        string what,
        string? file = null,
        long? offset = null,
        string? expected = null,
        string? found = null,
        string? remedy = null,
        Exception? inner = null
    )
        : base(Compose(what, file, offset, expected, found, remedy), inner)
    {
        What = what;
        File = file;
        Offset = offset;
        Expected = expected;
        Found = found;
        Remedy = remedy;
    }

    public string What { get; }

    public string? File { get; }

    /// <summary>Bytes from the start of the file or stream.</summary>
    public long? Offset { get; }

    public string? Expected { get; }

    public string? Found { get; }

    public string? Remedy { get; }

    /// <summary>The same fault, with the file's name added by whoever knows it.</summary>
    public InputFaultException In(string file) =>
        File is null ? new InputFaultException(What, file, Offset, Expected, Found, Remedy, this) : this;

    private static string Compose(
        string what,
        string? file,
        long? offset,
        string? expected,
        string? found,
        string? remedy
    )
    {
        var text = new System.Text.StringBuilder();
        _ = file is null ? text : text.Append(file).Append(": ");
        _ = offset is null ? text : text.Append("offset ").Append(offset).Append(": ");
        text.Append(what);
        _ = expected is null ? text : text.Append(": expected ").Append(expected);
        _ = found is null ? text : text.Append(expected is null ? ": found " : ", found ").Append(found);
        _ = remedy is null ? text : text.Append("; ").Append(remedy);
        return text.ToString();
    }
}
