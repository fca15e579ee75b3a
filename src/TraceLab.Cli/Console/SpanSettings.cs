using System.CommandLine;
using TraceLab.Core.Commands;
using TraceLab.TraceFormat;

namespace TraceLab.Cli.Console;

/// <summary>The options <c>--from</c> and <c>--to</c>: a span of a session, the whole of it unless asked otherwise.</summary>
internal sealed class SpanSettings
{
    private readonly Option<string?> _from = Moment("--from", "where to begin (default: the first event)");
    private readonly Option<string?> _to = Moment("--to", "where to end (default: the last event)");

    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Validators.Add(result =>
        {
            var (from, to) = (Moments.Parse(result.GetValue(_from)), Moments.Parse(result.GetValue(_to)));
            if (from > to)
            {
                result.AddError("--to: expected a moment at or after --from, found an earlier one");
            }
        });
    }

    /// <summary>Both ends in nanoseconds since the session's first event.</summary>
    public (long From, long To) Of(ParseResult parsed) =>
        (Moments.Parse(parsed.GetValue(_from)) ?? 0, Moments.Parse(parsed.GetValue(_to)) ?? long.MaxValue);

    /// <summary>
    /// The span's events as a session of its own, times counted from its start; the trace as it is if none was asked for.
    /// </summary>
    public IEnumerable<SessionEvent> Events(ParseResult parsed, TraceReader reader) =>
        Of(parsed) is var (from, to) && (from, to) == (0, long.MaxValue) ? reader.Events() : reader.Events(from, to);

    private static Option<string?> Moment(string name, string description)
    {
        var option = new Option<string?>(name)
        {
            Description = $"{description}, in seconds since the session's first event",
            HelpName = "SECONDS",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && Moments.Parse(text) is null)
            {
                result.AddError($"{name}: expected {Moments.Syntax}, found '{text}'");
            }
        });
        return option;
    }
}
