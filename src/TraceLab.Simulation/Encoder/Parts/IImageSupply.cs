using TraceLab.Core.Pixels;
using TraceLab.Simulation.Wires;

namespace TraceLab.Simulation.Encoder.Parts;

/// <summary>Answers, image by image in the order of a part, how each goes: named or carried.</summary>
internal interface IImageSupply
{
    /// <summary>Of an <see cref="ImageFormat.Alpha8"/> image.</summary>
    ImageItem Coverage(Image image);

    /// <summary>Of a 32-bit image.</summary>
    ImageItem Picture(Image image);
}
