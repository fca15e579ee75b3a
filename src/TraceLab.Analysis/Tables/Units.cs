namespace TraceLab.Analysis.Tables;

/// <summary>Numbers as people read them. Files for programs carry exact numbers instead.</summary>
public static class Units
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Three significant digits and a decimal unit (1 kB = 1000 B): <c>999 B</c>, <c>31.6 MB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var size = Math.Abs(bytes);
        var unit = 0;

        // 999.5 and more would round to a fourth digit.
        while (size >= 999.5 && unit < ByteUnits.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        var digits =
            unit == 0 || size >= 99.95 ? "0"
            : size >= 9.995 ? "0.0"
            : "0.00";
        return $"{(bytes < 0 ? "-" : "")}{size.ToString(digits)} {ByteUnits[unit]}";
    }

    /// <summary>10 to the power of <paramref name="exponent"/> bytes, without decimals: <c>10 kB</c>.</summary>
    public static string Decade(int exponent) =>
        $"{Math.Pow(10, exponent % 3):0} {ByteUnits[Math.Min(exponent / 3, ByteUnits.Length - 1)]}";

    /// <summary>With a comma before each group of three digits.</summary>
    public static string Count(long count) => count.ToString("N0");

    /// <summary>Seconds with as many decimals as matter: <c>0.250 s</c>, <c>9.32 s</c>, <c>3600 s</c>.</summary>
    public static string Seconds(long nanoseconds)
    {
        var seconds = nanoseconds / 1e9;
        return seconds.ToString(
                seconds < 1 ? "0.000"
                : seconds < 100 ? "0.00"
                : "0"
            ) + " s";
    }

    /// <summary>Milliseconds with one decimal: <c>16.7 ms</c>.</summary>
    public static string Milliseconds(long nanoseconds) => $"{nanoseconds / 1e6:0.0} ms";

    /// <summary>With one decimal: <c>38.2 dB</c>; <c>exact</c> where there is no error to measure.</summary>
    public static string Decibels(double? decibels) => decibels is { } value ? $"{value:0.0} dB" : "exact";

    /// <summary>SSIM, with as many decimals as tell screens apart: <c>0.9874</c>.</summary>
    public static string Similarity(double? similarity) => similarity is { } value ? $"{value:0.0000}" : "–";

    /// <summary>A ratio as a percentage, never rounded to "nothing" or "the same"; <c>–</c> for none.</summary>
    public static string Percent(double? ratio) =>
        ratio switch
        {
            null => "–",
            > 0 and < 0.0005 => "< 0.1%",
            >= 0.9995 and < 1 => "> 99.9%",
            > 1 and < 1.0005 => "> 100%",
            _ => (ratio.Value * 100).ToString("0.0") + "%",
        };
}
