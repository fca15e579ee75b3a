namespace TraceLab.Capture.Spice;

/// <summary>Commands that change no pixel: checked like all others, then dropped.</summary>
public sealed partial class SpiceParser
{
    // The guest wants an area drawn now; a recording has drawn it anyway.
    private void SkipUpdate()
    {
        Line("update"u8);
        _ = ReadRect("rect area "u8);
        _ = Field("update_id "u8);
        _ = Field("surface_id "u8);
    }

    private void SkipMessage() => _ = _lexer.SkipBlob("message"u8);
}
