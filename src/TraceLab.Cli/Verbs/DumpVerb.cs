using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TraceLab.Cli.Console;
using TraceLab.Core.Commands;
using TraceLab.Core.Geometry;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab dump</c>: the events of a trace, a line each.</summary>
internal sealed class DumpVerb : Verb
{
    private readonly Argument<FileInfo> _trace = CommonOptions.Trace();
    private readonly SpanSettings _span = new();
    private readonly Option<string[]> _kind = new("--kind")
    {
        Description = "only events of these kinds; may be given several times",
        HelpName = "KIND",
    };

    private readonly Option<int?> _surface = new("--surface")
    {
        Description = "only events of this surface",
        HelpName = "N",
    };
    private readonly Option<string?> _area = CommonOptions.Area(
        "--area",
        "only events that touch this part of a surface"
    );
    private readonly Option<bool> _json = new("--json") { Description = "print JSON, one object a line" };

    public DumpVerb()
        : base(
            "dump",
            "Prints the events of a trace, one a line: number, seconds, kind, surface, area, and what else there is."
        )
    {
        Arguments.Add(_trace);
        _span.AddTo(this);
        _kind.AcceptOnlyFromAmong([.. EventText.Kinds]);
        Options.Add(_kind);
        Options.Add(_surface);
        Options.Add(_area);
        Options.Add(_json);
        SetAction(Run);
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("the copies of the first two seconds", "tracelab dump session.tlt --to 2 --kind copy"),
        new(
            "what was drawn in a corner of the screen, for a program",
            "tracelab dump session.tlt --surface 0 --area 0,0,100,50 --json"
        ),
    ];

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(_trace);
        var output = parsed.InvocationConfiguration.Output;
        var isWanted = Filter(parsed);
        var isJson = parsed.GetValue(_json);
        using var reader = TraceFiles.Open(file, looksOnce: true);
        var code = TraceFiles.ReportLosses(reader, file, parsed.InvocationConfiguration.Error);
        var (from, to) = _span.Of(parsed);
        foreach (var (number, sessionEvent) in reader.NumberedEvents(from))
        {
            if (sessionEvent.TimeNanoseconds > to)
            {
                break;
            }

            if (sessionEvent.TimeNanoseconds >= from && isWanted(sessionEvent))
            {
                output.WriteLine(isJson ? JsonLine(number, sessionEvent) : TextLine(number, sessionEvent));
            }
        }

        return code;
    }

    private Func<SessionEvent, bool> Filter(ParseResult parsed)
    {
        var kinds = parsed.GetValue(_kind) ?? [];
        var surface = parsed.GetValue(_surface);
        var area = Areas.Parse(parsed.GetValue(_area));
        return sessionEvent =>
            (kinds.Length == 0 || kinds.Contains(EventText.Kind(sessionEvent), StringComparer.Ordinal))
            && (surface is null || EventText.SurfaceOf(sessionEvent) == surface)
            && (area is null || EventText.AreaOf(sessionEvent) is { } own && own.Intersects(area.Value));
    }

    private static string TextLine(long number, SessionEvent sessionEvent)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{number, 8} {sessionEvent.TimeNanoseconds / 1e9, 12:F6} ");
        text.Append(CultureInfo.InvariantCulture, $"{EventText.Kind(sessionEvent), -17}");
        _ = EventText.SurfaceOf(sessionEvent) is { } surface ? text.Append($" on {surface}") : text;
        _ = EventText.AreaOf(sessionEvent) is { } area ? text.Append($" at {area}") : text;
        foreach (var (name, value) in EventText.Details(sessionEvent))
        {
            text.Append($" {name}={value.ReplaceLineEndings(" ")}");
        }

        return text.ToString().TrimEnd();
    }

    private static string JsonLine(long number, SessionEvent sessionEvent)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("event", number);
            json.WriteNumber("time_ns", sessionEvent.TimeNanoseconds);
            json.WriteString("kind", EventText.Kind(sessionEvent));
            if (EventText.SurfaceOf(sessionEvent) is { } surface)
            {
                json.WriteNumber("surface", surface);
            }

            if (EventText.AreaOf(sessionEvent) is { } area)
            {
                WriteArea(json, area);
            }

            foreach (var (name, value) in EventText.Details(sessionEvent))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteArea(Utf8JsonWriter json, Rect area)
    {
        json.WriteStartArray("area");
        json.WriteNumberValue(area.Left);
        json.WriteNumberValue(area.Top);
        json.WriteNumberValue(area.Width);
        json.WriteNumberValue(area.Height);
        json.WriteEndArray();
    }
}
