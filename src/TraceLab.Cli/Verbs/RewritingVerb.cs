using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary>What goes into a trace that is made from another one.</summary>
internal sealed record Rewriting(TraceHeader Header, IEnumerable<SessionEvent> Events)
{
    public TraceWriterOptions Options { get; init; } = new();

    /// <summary>What is said when it is done, after the file's name; null for nothing.</summary>
    public Func<TraceWriter, string>? Report { get; init; }
}

/// <summary>A verb that makes one trace from another, which it may replace.</summary>
internal abstract class RewritingVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly Option<FileInfo> _output = CommonOptions.OutputTrace();
    private readonly Option<bool> _force = CommonOptions.Force();

    protected RewritingVerb(string name, string description)
        : base(name, description)
    {
        Arguments.Add(_trace);
        Options.Add(_output);
        Options.Add(_force);
        SetAction(Run);
    }

    /// <param name="parsed">The verb's own options.</param>
    /// <param name="file">The trace that is read, not replaced yet.</param>
    /// <param name="reader">Stays open until all events are written.</param>
    protected abstract Rewriting Rewrite(ParseResult parsed, FileInfo file, TraceReader reader);

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        var output = parsed.GetRequiredValue(_output);
        var error = parsed.InvocationConfiguration.Error;
        using var reader = TraceFiles.Open(file);
        var code = TraceFiles.ReportLosses(reader, file, error);
        var rewriting = Rewrite(parsed, file, reader);
        using var rewritten = new RewrittenTrace(output, parsed.GetValue(_force), rewriting.Header, rewriting.Options);
        foreach (var sessionEvent in rewriting.Events)
        {
            rewritten.Writer.Write(sessionEvent);
        }

        rewritten.Complete();
        if (rewriting.Report is { } report)
        {
            error.WriteLine($"tracelab: {output}: {report(rewritten.Writer)}");
        }

        return code;
    }
}
