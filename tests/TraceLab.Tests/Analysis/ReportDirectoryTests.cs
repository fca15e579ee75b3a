using TraceLab.Analysis;
using TraceLab.Core.Faults;

namespace TraceLab.Tests.Analysis;

public sealed class ReportDirectoryTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public void An_existing_file_is_refused_and_kept()
    {
        _folder.Reports.Write("a.txt", "first");

        var fault = Assert.Throws<InputFaultException>(() => _folder.Reports.Write("a.txt", "second"));

        Assert.Contains("--force", fault.Message);
        Assert.Equal("first", _folder.Text("a.txt"));
    }

    [Fact]
    public void An_existing_file_is_refused_before_the_work()
    {
        _folder.Reports.Write("b.txt", "first");

        _folder.Reports.RefuseExisting(["a.txt", "c.txt"]);
        Assert.Throws<InputFaultException>(() => _folder.Reports.RefuseExisting(["a.txt", "b.txt"]));
    }

    [Fact]
    public void Force_replaces()
    {
        _folder.Reports.Write("a.txt", "first");

        var forced = new ReportDirectory(_folder.Path, force: true);
        forced.RefuseExisting(["a.txt"]);
        forced.Write("a.txt", "second");

        Assert.Equal("second", _folder.Text("a.txt"));
    }

    [Fact]
    public void A_report_that_fails_leaves_no_file_behind()
    {
        Assert.Throws<IOException>(() =>
            _folder.Reports.Write(
                "a.txt",
                stream =>
                {
                    stream.WriteByte(1);
                    throw new IOException("full");
                }
            )
        );

        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void The_directory_is_made_and_a_file_in_its_place_is_refused()
    {
        new ReportDirectory(Path.Combine(_folder.Path, "new", "deep")).Write("a.txt", "text");

        var taken = Path.Combine(_folder.Path, "new", "deep", "a.txt");
        Assert.Throws<InputFaultException>(() => new ReportDirectory(taken));
    }

    public void Dispose() => _folder.Dispose();
}
