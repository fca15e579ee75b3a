using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TraceLab.Cli.Sweeps;

/// <summary>An option that takes several values, separated by commas or given one by one; a value counts once.</summary>
internal sealed class AxisOption<T>
    where T : notnull
{
    private readonly Func<string, IReadOnlyList<T>?> _parse;
    private readonly string _default;

    /// <param name="name">The option's name.</param>
    /// <param name="description">What it lists.</param>
    /// <param name="default">Its values when it is not given.</param>
    /// <param name="parse">The values of one text, or null if it is wrong.</param>
    /// <param name="expected">What a right text is.</param>
    /// <param name="splits">Whether commas separate values; false where a value has commas itself.</param>
    public AxisOption(
        string name,
        string description,
        string @default,
        Func<string, IReadOnlyList<T>?> parse,
        string expected,
        bool splits = true
    )
    {
        _parse = parse;
        _default = @default;
        Option = new Option<string[]>(name)
        {
            Description = $"{description}; may be given several times{(splits ? ", or with commas" : "")}",
            DefaultValueFactory = _ => [@default],
            HelpName = splits ? "LIST" : "VALUE",
        };
        Splits = splits;
        Option.Validators.Add(result =>
        {
            foreach (var text in Texts(result.GetValueOrDefault<string[]>() ?? []))
            {
                if (parse(text) is null)
                {
                    result.AddError($"{name}: expected {expected}, found '{text}'");
                }
            }
        });
    }

    public Option<string[]> Option { get; }

    private bool Splits { get; }

    public IReadOnlyList<T> Values(ParseResult parsed) =>
        [.. Texts(parsed.GetRequiredValue(Option)).SelectMany(text => _parse(text)!).Distinct()];

    /// <summary>As <see cref="Values(ParseResult)"/>, for validators; what is wrong is left out.</summary>
    public IReadOnlyList<T> Values(CommandResult result) =>
        [.. Texts(result.GetValue(Option) ?? [_default]).SelectMany(text => _parse(text) ?? []).Distinct()];

    /// <summary>The single texts of what was given.</summary>
    public IEnumerable<string> Texts(string[] values) =>
        Splits ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries)) : values;
}

/// <summary>How the lists of a sweep are read.</summary>
internal static class Lists
{
    public const string All = "all";

    /// <summary>One of these names, or all of them.</summary>
    public static Func<string, IReadOnlyList<string>?> Names(IReadOnlyList<string> names) =>
        text =>
            text == All ? names
            : names.Contains(text, StringComparer.Ordinal) ? [text]
            : null;

    /// <summary>A number between limits, or <c>A..B</c>: A and each double of it up to B.</summary>
    public static Func<string, IReadOnlyList<int>?> Numbers(int least, int most) =>
        text =>
        {
            var ends = text.Split("..");
            if (ends.Length > 2 || !TryParse(ends[0], out var first) || !TryParse(ends[^1], out var last))
            {
                return null;
            }

            var numbers = new List<int>();
            for (var number = first; number <= last; number *= 2)
            {
                numbers.Add(number);
            }

            return numbers.Count == 0 ? null : numbers;

            bool TryParse(string part, out int number) =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number >= least
                && number <= most;
        };
}
