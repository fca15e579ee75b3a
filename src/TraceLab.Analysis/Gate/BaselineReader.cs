using System.Text.Json;

namespace TraceLab.Analysis.Gate;

/// <summary>Reads a baseline's JSON strictly: every key must be there and of its kind, and sums must add up.</summary>
internal static class BaselineReader
{
    // Keeps the sum of all frames within 64 bits, whatever a damaged file says.
    private const long MaxFrameNumber = 1L << 34;

    public static Baseline Read(JsonElement root)
    {
        var version = Member(root, "schema_version", JsonValueKind.Number);
        if (!version.TryGetInt32(out var number) || number != BaselineFile.SchemaVersion)
        {
            throw BaselineFile.Fault("schema_version", $"{BaselineFile.SchemaVersion}", version.GetRawText());
        }

        var items = Member(root, "items", JsonValueKind.Array).EnumerateArray().Select(Item);
        return new Baseline(Text(root, "reason"), items);
    }

    private static BaselineItem Item(JsonElement element)
    {
        var key = new GateKey(
            Text(element, "trace"),
            Text(element, "policy"),
            Text(element, "codec"),
            Text(element, "wire"),
            (int)Number(element, "polls_per_second", int.MaxValue),
            (int)Number(element, "region_size_px", int.MaxValue),
            element.TryGetProperty("profile", out _) ? Text(element, "profile") : GateKey.UsualProfile,
            element.TryGetProperty("rectangles", out _) ? Text(element, "rectangles") : GateKey.UsualRectangles
        );
        var item = new BaselineItem(key, Frames(element));
        Expect(key, "frames", item.Frames.Count, Number(element, "frames", int.MaxValue));
        Expect(key, "encoded_bytes", item.EncodedBytes, Number(element, "encoded_bytes", long.MaxValue));
        return item;
    }

    private static FrameBytes[] Frames(JsonElement element)
    {
        var polls = Numbers(element, "frame_polls");
        var bytes = Numbers(element, "frame_bytes");
        if (polls.Length != bytes.Length)
        {
            throw BaselineFile.Fault(
                "frame_bytes",
                $"{polls.Length} numbers, as in frame_polls",
                $"{bytes.Length} numbers"
            );
        }

        for (var index = 1; index < polls.Length; index++)
        {
            if (polls[index] <= polls[index - 1])
            {
                throw BaselineFile.Fault("frame_polls", "rising numbers", $"{polls[index]} after {polls[index - 1]}");
            }
        }

        return [.. polls.Zip(bytes, (poll, count) => new FrameBytes(poll, count))];
    }

    private static long[] Numbers(JsonElement element, string name) =>
        [
            .. Member(element, name, JsonValueKind.Array)
                .EnumerateArray()
                .Select(number => Whole(number, name, MaxFrameNumber)),
        ];

    private static string Text(JsonElement element, string name) =>
        Member(element, name, JsonValueKind.String).GetString() ?? "";

    private static long Number(JsonElement element, string name, long max) =>
        Whole(Member(element, name, JsonValueKind.Number), name, max);

    private static long Whole(JsonElement number, string name, long max) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) && value >= 0 && value <= max
            ? value
            : throw BaselineFile.Fault(name, $"a whole number from 0 to {max}", Shown(number));

    private static JsonElement Member(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var member)
        && member.ValueKind == kind
            ? member
            : throw BaselineFile.Fault(
                "the baseline lacks a part",
                $"\"{name}\" of kind {kind}",
                element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var other)
                    ? $"{other.ValueKind}"
                    : "none"
            );

    private static void Expect(GateKey key, string name, long counted, long written)
    {
        if (counted != written)
        {
            throw BaselineFile.Fault($"{key.Trace}, {key.Policy}: {name}", $"{counted} by the frames", $"{written}");
        }
    }

    private static string Shown(JsonElement element)
    {
        var text = element.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
