using CsvHelper;
using TraceLab.Results;

namespace TraceLab.Analysis.Csv;

/// <summary>
/// Writes <c>decisions.csv</c> while runs go on. Each run has its own observer, which spools its rows to a temporary file
/// in the report directory; <see cref="Complete"/> joins them in the order in which the observers were opened, so that
/// the file does not depend on which run was faster. Memory is one write buffer a run.
/// </summary>
/// <remarks>Open all observers in run order before the runs start; each may then be used from its own thread.</remarks>
public sealed class DecisionCsv(ReportDirectory directory) : IDisposable
{
    public const string FileName = "decisions.csv";

    private readonly List<Spool> _spools = [];

    /// <summary>The observer of the next run. It belongs to this object and ignores frames.</summary>
    public IRunObserver Open(RunSettings settings)
    {
        lock (_spools)
        {
            var path = Path.Combine(directory.Path, $"decisions-{_spools.Count}.partial");
            var spool = new Spool(path, RunColumns.Of(settings));
            _spools.Add(spool);
            return spool;
        }
    }

    /// <summary>Writes the file, once all runs have ended.</summary>
    public void Complete() =>
        directory.Write(
            FileName,
            stream =>
            {
                using (var csv = CsvWriter.Create(stream, CsvSchema.Options, leaveOpen: true))
                {
                    csv.WriteHeader<DecisionRow>();
                }

                foreach (var spool in _spools)
                {
                    spool.CopyTo(stream);
                }
            }
        );

    /// <summary>Removes the temporary files, also after a run that failed.</summary>
    public void Dispose()
    {
        foreach (var spool in _spools)
        {
            spool.Dispose();
        }
    }

    private sealed class Spool : IRunObserver, IDisposable
    {
        private readonly FileStream _file;
        private readonly CsvWriter _csv;
        private readonly RunColumns _run;

        public Spool(string path, RunColumns run)
        {
            // DeleteOnClose: nothing stays behind, whatever ends the program.
            _file = new FileStream(
                path,
                FileMode.Create,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
            _csv = CsvWriter.Create(_file, CsvSchema.Options, leaveOpen: true);
            _run = run;
        }

        public void OnFrame(in FrameResult frame)
        {
            // Frames are kept by RunResult.
        }

        public void OnDecision(in PrimitiveDecision decision) => _csv.WriteRecord(DecisionRow.Of(_run, decision));

        public void CopyTo(Stream target)
        {
            _csv.Flush();
            _file.Position = 0;
            _file.CopyTo(target);
        }

        public void Dispose()
        {
            _csv.Dispose();
            _file.Dispose();
        }
    }
}
