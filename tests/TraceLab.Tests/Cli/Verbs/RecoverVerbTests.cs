using TraceLab.TraceFormat;

namespace TraceLab.Tests.Cli.Verbs;

/// <summary>Whatever is recovered passes the doctor, and has all that could be read.</summary>
public sealed class RecoverVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_interrupted_recording_becomes_a_complete_trace_of_all_its_events()
    {
        var interrupted = BrokenTraces.Interrupted(_folder, "moves", "killed.tlt.partial");
        var output = _folder.PathOf("killed.tlt");

        var run = await TracelabRun.ExpectAsync(0, "recover", interrupted, "-o", output);

        Assert.Contains("the trace has no end", run.ErrorLines[0]);
        Assert.StartsWith($"tracelab: {output}: 1001 events, ", run.ErrorLines[1]);
        await TracelabRun.ExpectAsync(0, "doctor", output);
        using var before = TraceReader.Open(interrupted);
        using var after = TraceReader.Open(output);
        Assert.Equal(before.Events().Count(), after.Events().Count());
        Assert.Equal(before.Header.Source, after.Header.Source);
        Assert.Equal(["killed.tlt", "killed.tlt.partial"], _folder.Files());
    }

    [Fact]
    public async Task What_damage_took_away_stands_in_the_trace_as_a_loss()
    {
        var bytes = await File.ReadAllBytesAsync(ImportedTraces.PathOf("moves"));
        using var whole = TraceReader.Open(bytes, "moves");
        var chunk = whole.Index.Chunks[1];
        bytes[chunk.Offset + 100] ^= 1;
        var damaged = _folder.Write("damaged.tlt", bytes);

        var run = await TracelabRun.ExpectAsync(3, "recover", damaged, "-o", damaged, "--force");

        Assert.Contains("a block's content is damaged", run.Error);
        var doctor = await TracelabRun.ExpectAsync(3, "doctor", damaged);
        Assert.StartsWith($"{damaged}: data loss: damaged-trace, ", doctor.Output);
        Assert.Equal(["damaged.tlt"], _folder.Files());
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_with_force()
    {
        var old = _folder.Write("old.tlt", "precious"u8.ToArray());

        var run = await TracelabRun.ExpectAsync(1, "recover", ImportedTraces.PathOf("moves"), "-o", old);

        Assert.Equal($"tracelab: {old}: the file exists; use --force to overwrite\n", run.Error);
        Assert.Equal("precious", await File.ReadAllTextAsync(old));
    }

    [Fact]
    public async Task Who_asks_for_a_trace_that_was_never_finished_is_shown_what_is_there()
    {
        var partial = BrokenTraces.Interrupted(_folder, "moves", "killed.tlt.partial");

        var run = await TracelabRun.ExpectAsync(1, "info", _folder.PathOf("killed.tlt"));

        Assert.EndsWith($"no such file; an unfinished recording is there: {partial}\n", run.Error);
    }
}
