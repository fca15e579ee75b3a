using TraceLab.Capture.Live;

namespace TraceLab.Tests.Capture.Live;

/// <summary>Named pipes whose writer may come late, leave, or never come.</summary>
public sealed class PolledInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tracelab-tests-").FullName;

    private string PipePath => Path.Combine(_folder, "pipe");

    [Fact]
    public async Task A_pipe_is_read_until_its_last_writer_leaves()
    {
        using var pipe = PolledInput.NamedPipe(PipePath, () => false);
        var writer = Task.Run(() => File.WriteAllText(PipePath, "what was written"));
        using var reader = new StreamReader(pipe);

        Assert.Equal("what was written", await Task.Run(reader.ReadToEnd));
        await writer.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_pipe_to_which_nobody_comes_ends_when_it_is_over()
    {
        var asked = 0;
        using var pipe = PolledInput.NamedPipe(PipePath, () => ++asked == 3);

        Assert.Equal(0, pipe.Read(new byte[10]));
        Assert.Equal(3, asked);
    }

    [Fact]
    public void A_pipe_that_cannot_be_made_says_where()
    {
        var fault = Assert.Throws<IOException>(() => PolledInput.NamedPipe("/nowhere/at/all", () => true));

        Assert.StartsWith("/nowhere/at/all: ", fault.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
