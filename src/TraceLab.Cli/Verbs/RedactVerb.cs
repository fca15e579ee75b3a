using System.CommandLine;
using System.Globalization;
using TraceLab.Cli.Console;
using TraceLab.Cli.Redaction;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Verbs;

/// <summary><c>tracelab redact</c>: a trace that may leave the house.</summary>
internal sealed class RedactVerb : RewritingVerb
{
    private readonly Option<string?> _area = CommonOptions.Area("--area", "hide this part of the screen, all the time");
    private readonly Option<bool> _text = new("--text") { Description = "turn every glyph into a box of its size" };
    private readonly Option<string> _color = new("--color")
    {
        Description = "what the hidden part shows",
        DefaultValueFactory = _ => $"{new RedactionOptions().Color:x6}",
        HelpName = "RRGGBB",
    };

    public RedactVerb()
        : base(
            "redact",
            "Hides a part of the screen or all text; commands keep their kinds and sizes. Names of host and command go too; markers and cursors stay."
        )
    {
        Options.Add(_area);
        Options.Add(_text);
        Options.Add(_color);
        Validators.Add(result =>
        {
            if (result.GetValue(_area) is null && !result.GetValue(_text))
            {
                result.AddError("redact: expected --area or --text, found neither");
            }
        });
        _color.Validators.Add(result =>
        {
            if (ParseColor(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"--color: expected RRGGBB, found '{result.GetValueOrDefault<string>()}'");
            }
        });
    }

    public override IReadOnlyList<Example> Examples { get; } =
    [
        new("a window that nobody may see", "tracelab redact session.tlt -o public.tlt --area 100,50,400,300"),
        new(
            "no readable text, hidden parts black",
            "tracelab redact session.tlt -o public.tlt --text --area 0,0,200,20 --color 000000"
        ),
    ];

    protected override Rewriting Rewrite(ParseResult parsed, FileInfo file, TraceReader reader)
    {
        var options = new RedactionOptions
        {
            Area = Areas.Parse(parsed.GetValue(_area)),
            Text = parsed.GetValue(_text),
            Color = ParseColor(parsed.GetValue(_color))!.Value,
        };
        var secret = options.Area is { } area ? SecretSurfaces.Of(reader.Events(), area) : new HashSet<int>();
        var redaction = new TraceRedaction(options, secret);
        var header = reader.Header with { Host = "", Facts = new Dictionary<string, string>(StringComparer.Ordinal) };
        return new Rewriting(header, redaction.Apply(reader.Events()))
        {
            Report = _ =>
                $"{secret.Count} off-screen surfaces blanked, {redaction.DroppedCheckpoints} checkpoints left out",
        };
    }

    private static uint? ParseColor(string? text) =>
        text?.Length == 6
        && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var color)
            ? color
            : null;
}
