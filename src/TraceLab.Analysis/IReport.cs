namespace TraceLab.Analysis;

/// <summary>
/// The seam for one more report: a class that implements this, and a line in <see cref="Reports"/>.
/// A report is a function of the comparison alone: the same comparison gives the same bytes.
/// </summary>
public interface IReport
{
    /// <summary>Lower-case name a user types.</summary>
    string Name { get; }

    /// <summary>The files it will write for these traces, so that an existing one is refused before hours of work.</summary>
    /// <param name="fileStems">As <see cref="FileStems"/> makes them from the trace names, in order.</param>
    IEnumerable<string> FileNames(IReadOnlyList<string> fileStems);

    void Write(Comparison comparison, ReportDirectory directory);
}
