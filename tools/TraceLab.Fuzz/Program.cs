using SharpFuzz;
using TraceLab.Fuzz;

// tools/fuzz calls this: "instrument FOLDER" once, then afl-fuzz starts "fuzz TARGET"; "run TARGET FILE…" repeats inputs.
switch (args)
{
    case ["instrument", var folder]:
        foreach (var assembly in FuzzTargets.Instrumented)
        {
            Fuzzer.Instrument(Path.Combine(folder, assembly + ".dll"), _ => true, Options.Value);
        }

        return 0;
    case ["fuzz", var name]:
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            FuzzTargets.RunTimed(name, input.ToArray());
        });
        return 0;
    case ["run", var name, .. var files]:
        foreach (var file in files)
        {
            FuzzTargets.RunTimed(name, File.ReadAllBytes(file));
        }

        return 0;
    default:
        Console.Error.WriteLine("instrument FOLDER | fuzz TARGET | run TARGET FILE…");
        return 2;
}
