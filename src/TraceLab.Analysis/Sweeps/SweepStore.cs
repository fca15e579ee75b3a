using CsvHelper;
using TraceLab.Analysis.Csv;
using TraceLab.Core.Faults;

namespace TraceLab.Analysis.Sweeps;

/// <summary>
/// The directory of a sweep while it goes on: <c>plan.json</c> says what is swept, and each finished job has a file of its
/// rows, written whole. So an interrupted sweep goes on where it was, and shards that were made elsewhere are put together
/// by copying their job files, if their plans are the same to the byte.
/// </summary>
public sealed class SweepStore
{
    public const string PlanName = "plan.json";

    private const string JobsFolder = "jobs";
    private readonly string _directory;
    private readonly ReportDirectory _jobs;

    private SweepStore(string directory)
    {
        _directory = directory;
        _jobs = new ReportDirectory(Path.Combine(directory, JobsFolder), force: true);
    }

    /// <summary>
    /// Opens the directory for a plan: a new one or one with the same plan. With <paramref name="force"/> any, and what was
    /// done there is forgotten.
    /// </summary>
    /// <exception cref="InputFaultException">Another sweep is there.</exception>
    public static SweepStore Open(ReportDirectory directory, string plan, bool force)
    {
        var path = Path.Combine(directory.Path, PlanName);
        if (File.Exists(path) && force)
        {
            Directory.Delete(Path.Combine(directory.Path, JobsFolder), recursive: true);
            File.Delete(path);
        }
        else if (File.Exists(path) && File.ReadAllText(path) != plan)
        {
            throw new InputFaultException(
                "another sweep is in this directory",
                directory.Path,
                expected: "the same traces and settings",
                found: "others",
                remedy: "name another directory, or use --force to begin anew"
            );
        }

        var store = new SweepStore(directory.Path);
        if (!File.Exists(path))
        {
            directory.Write(PlanName, plan);
        }

        return store;
    }

    /// <summary>The plan of a directory that a sweep was made in.</summary>
    /// <exception cref="InputFaultException">There is none.</exception>
    public static string PlanOf(string directory)
    {
        var path = Path.Combine(directory, PlanName);
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new InputFaultException("no sweep", directory, expected: $"a directory with {PlanName}");
    }

    public bool IsDone(int job) => File.Exists(PathOf(job));

    public void Save(int job, IEnumerable<SummaryRow> rows) =>
        _jobs.Write(FileOf(job), stream => CsvSchema.Write(stream, rows));

    /// <summary>Takes over the finished jobs of another directory.</summary>
    /// <exception cref="InputFaultException">Its plan is another one, or a job came out differently there.</exception>
    public void Merge(string other, IEnumerable<int> jobs)
    {
        if (PlanOf(other) != PlanOf(_directory))
        {
            throw new InputFaultException(
                "the shards are not of one sweep",
                other,
                expected: $"the {PlanName} of {_directory}",
                found: "another one",
                remedy: "make all shards with the same options on the same traces"
            );
        }

        foreach (var job in jobs)
        {
            var source = Path.Combine(other, JobsFolder, FileOf(job));
            if (!File.Exists(source))
            {
                continue;
            }

            var rows = File.ReadAllBytes(source);
            if (IsDone(job) && !File.ReadAllBytes(PathOf(job)).AsSpan().SequenceEqual(rows))
            {
                throw new InputFaultException(
                    "the same job came out differently",
                    source,
                    expected: $"what is in {PathOf(job)}",
                    remedy: "one of the two is damaged or of another build: remove it"
                );
            }

            _jobs.Write(FileOf(job), stream => stream.Write(rows));
        }
    }

    /// <summary>The rows of a finished job.</summary>
    /// <exception cref="InputFaultException">The file is damaged.</exception>
    public IReadOnlyList<SummaryRow> Rows(int job)
    {
        try
        {
            using var csv = CsvReader.FromFile(PathOf(job));
            return [.. csv.GetRecords<SummaryRow>()];
        }
        catch (Exception fault) when (fault is CsvFormatException or CsvValidationException)
        {
            throw new InputFaultException(
                "the rows of a job cannot be read",
                PathOf(job),
                found: fault.Message.ReplaceLineEndings(" "),
                remedy: "remove the file, and the job is done again"
            );
        }
    }

    private string PathOf(int job) => Path.Combine(_directory, JobsFolder, FileOf(job));

    private static string FileOf(int job) => $"job-{job:00000}.csv";
}
