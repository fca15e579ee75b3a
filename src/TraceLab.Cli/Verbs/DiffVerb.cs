using System.CommandLine;
using TraceLab.Cli.Console;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab diff</c>: where two sessions first differ, and by how much.</summary>
internal sealed class DiffVerb : Verb
{
    private readonly Argument<FileInfo> _one = new("ONE") { Description = "a trace file (.tlt)" };
    private readonly Argument<FileInfo> _other = new("OTHER") { Description = "a trace file (.tlt)" };
    private readonly Option<bool> _noTimes = new("--no-times")
    {
        Description = "events that differ only in time count as the same",
    };

    public DiffVerb()
        : base(
            "diff",
            "Compares two traces event by event, pixels included: the first difference, then counts by kind. Fails if they differ."
        )
    {
        Arguments.Add(_one);
        Arguments.Add(_other);
        Options.Add(_noTimes);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new(
            "does repacking leave the session as it is?",
            "tracelab repack session.tlt -o small.tlt && tracelab diff session.tlt small.tlt"
        ),
        new("what differs between two sessions", "tracelab diff session.tlt other.tlt --no-times || true"),
    ];

    private int Run(ParseResult parsed)
    {
        var (one, other) = (parsed.GetRequiredValue(_one), parsed.GetRequiredValue(_other));
        var output = parsed.InvocationConfiguration.Output;
        using var first = TraceFiles.Open(one, looksOnce: true);
        using var second = TraceFiles.Open(other, looksOnce: true);
        var difference = FirstDifference(first.Events(), second.Events(), !parsed.GetValue(_noTimes));
        if (difference is null)
        {
            output.WriteLine($"the same session, {first.Summary.Events} events");
            return ExitCodes.Done;
        }

        var (number, left, right) = difference.Value;
        output.WriteLine($"first difference: event {number}");
        output.WriteLine($"  {one}: {left}");
        output.WriteLine($"  {other}: {right}");
        WriteCounts(output, first.Summary, second.Summary);
        return ExitCodes.Failed;
    }

    private static (long Number, string One, string Other)? FirstDifference(
        IEnumerable<SessionEvent> one,
        IEnumerable<SessionEvent> other,
        bool withTimes
    )
    {
        using var left = one.GetEnumerator();
        using var right = other.GetEnumerator();
        for (var number = 1L; ; number++)
        {
            var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
            if (!hasLeft && !hasRight)
            {
                return null;
            }

            if (hasLeft != hasRight || !EventEquality.AreSame(left.Current, right.Current, withTimes))
            {
                return (number, Line(hasLeft ? left.Current : null), Line(hasRight ? right.Current : null));
            }
        }
    }

    private static string Line(SessionEvent? sessionEvent)
    {
        if (sessionEvent is null)
        {
            return "no more events";
        }

        var details = EventText.Details(sessionEvent).Select(detail => $" {detail.Name}={detail.Value}");
        var surface = EventText.SurfaceOf(sessionEvent) is { } id ? $" on {id}" : "";
        var area = EventText.AreaOf(sessionEvent) is { } rect ? $" at {rect}" : "";
        var time = $"{sessionEvent.TimeNanoseconds / 1e9:F6} s";
        return $"{time}: {EventText.Kind(sessionEvent)}{surface}{area}{string.Concat(details)}";
    }

    private static void WriteCounts(TextWriter output, TraceSummary one, TraceSummary other)
    {
        output.WriteLine();
        output.WriteLine($"{"kind", -20}{"one", 12}{"other", 12}{"bytes of one", 16}{"bytes of other", 16}");
        var empty = new KindTally("", 0, 0, 0, 0);
        var kinds = one.Kinds.Concat(other.Kinds).Select(kind => kind.Kind).Distinct(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            var left = one.Kinds.FirstOrDefault(row => row.Kind == kind) ?? empty;
            var right = other.Kinds.FirstOrDefault(row => row.Kind == kind) ?? empty;
            output.WriteLine(
                $"{kind, -20}{left.Count, 12}{right.Count, 12}{left.RecordBytes + left.PayloadBytes, 16}{right.RecordBytes + right.PayloadBytes, 16}"
            );
        }
    }
}
