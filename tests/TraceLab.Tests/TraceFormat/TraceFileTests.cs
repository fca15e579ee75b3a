using TraceLab.Core.Commands;
using TraceLab.Core.Faults;
using TraceLab.TraceFormat;

namespace TraceLab.Tests.TraceFormat;

public sealed class TraceFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tracelab-tests-");

    private string TracePath => Path.Combine(_folder.FullName, "a.tlt");

    private string PartialPath => TracePath + ".partial";

    public void Dispose() => _folder.Delete(true);

    [Fact]
    public void A_file_has_its_name_only_once_it_is_complete()
    {
        using (var writer = TraceWriter.CreateFile(TracePath, TestTraces.Header))
        {
            writer.Write(new Marker(1, "one"));
            Assert.True(File.Exists(PartialPath));
            Assert.False(File.Exists(TracePath));

            writer.Complete();
        }

        Assert.False(File.Exists(PartialPath));
        using var reader = TraceReader.Open(TracePath);
        Assert.Equal(TraceState.Complete, reader.State);
        Assert.Equal(["1 marker 'one'", "1 end"], TestTraces.Lines(reader.Events()));
    }

    [Fact]
    public void A_recording_that_was_given_up_stays_readable_under_its_partial_name()
    {
        using (var writer = TraceWriter.CreateFile(TracePath, TestTraces.Header))
        {
            writer.Write(new Marker(1, "one"));
        }

        Assert.False(File.Exists(TracePath));
        using var reader = TraceReader.Open(PartialPath);
        Assert.Equal(TraceState.Interrupted, reader.State);
        Assert.Equal(["1 marker 'one'", "1 end"], TestTraces.Lines(reader.Events()));
    }

    [Fact]
    public void A_file_can_be_read_while_it_is_recorded()
    {
        using var writer = TraceWriter.CreateFile(TracePath, TestTraces.Header);
        writer.Write(new Marker(1, "one"));
        writer.FlushChunk();
        using var reader = TraceReader.Open(PartialPath);
        writer.Write(new Marker(2, "two"));
        writer.FlushChunk();

        Assert.Equal(["1 marker 'one'", "1 end"], TestTraces.Lines(reader.Events()));
    }

    [Fact]
    public void An_existing_trace_is_not_overwritten_without_force()
    {
        File.WriteAllText(TracePath, "precious");

        var fault = Assert.Throws<InputFaultException>(() => TraceWriter.CreateFile(TracePath, TestTraces.Header));

        Assert.Equal($"{TracePath}: the file exists; use --force to overwrite", fault.Message);
        Assert.Equal("precious", File.ReadAllText(TracePath));
        Assert.False(File.Exists(PartialPath));
    }

    [Fact]
    public void What_a_dead_recorder_left_is_not_overwritten_without_force()
    {
        File.WriteAllText(PartialPath, "precious");

        var fault = Assert.Throws<InputFaultException>(() => TraceWriter.CreateFile(TracePath, TestTraces.Header));

        Assert.Equal($"{PartialPath}: the file exists; use --force to overwrite", fault.Message);
        Assert.Equal("precious", File.ReadAllText(PartialPath));
    }

    [Fact]
    public void With_force_the_old_trace_stays_until_the_new_one_is_complete()
    {
        File.WriteAllText(TracePath, "old");
        File.WriteAllText(
            PartialPath,
            "older, and much longer than any header of a trace could be " + new string('x', 1000)
        );
        using var writer = TraceWriter.CreateFile(TracePath, TestTraces.Header, force: true);
        Assert.Equal("old", File.ReadAllText(TracePath));

        writer.Complete();

        using var reader = TraceReader.Open(TracePath);
        Assert.Equal(TraceState.Complete, reader.State);
        Assert.False(File.Exists(PartialPath));
    }

    [Fact]
    public void Two_recorders_cannot_write_one_file()
    {
        using var writer = TraceWriter.CreateFile(TracePath, TestTraces.Header);
        writer.Write(new Marker(1, "one"));

        Assert.Throws<IOException>(() => TraceWriter.CreateFile(TracePath, TestTraces.Header, force: true));

        writer.Complete();
        using var reader = TraceReader.Open(TracePath);
        Assert.Equal(2, reader.Summary.Events);
    }

    [Fact]
    public void A_refused_header_leaves_no_file()
    {
        var header = TestTraces.Header with { ScreenWidth = -1 };

        Assert.Throws<ArgumentException>(() => TraceWriter.CreateFile(TracePath, header));

        Assert.Empty(_folder.GetFiles());
    }
}
