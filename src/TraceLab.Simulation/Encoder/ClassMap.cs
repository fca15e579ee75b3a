namespace TraceLab.Simulation.Encoder;

/// <summary>Which class each region of a grid is of: regions in cells (pieces of rows times pieces of columns), cells in classes.</summary>
/// <param name="columns">The columns of regions that make up columns of cells.</param>
/// <param name="rows">Likewise the rows.</param>
/// <param name="classOf">The class of each cell, row after row; −1: none.</param>
/// <param name="isRough">
/// For each class, whether a rough price will do, because it is weighed against a few bytes only; empty: for none.
/// </param>
internal readonly ref struct ClassMap(
    GridEdges columns,
    GridEdges rows,
    ReadOnlySpan<int> classOf,
    ReadOnlySpan<bool> isRough
)
{
    private readonly ReadOnlySpan<int> _classOf = classOf;
    private readonly ReadOnlySpan<bool> _isRough = isRough;

    public GridEdges Columns { get; } = columns;

    public GridEdges Rows { get; } = rows;

    /// <summary>The classes of a row of cells.</summary>
    public ReadOnlySpan<int> Row(int row) => _classOf.Slice(row * Columns.Pieces, Columns.Pieces);

    public bool IsRough(int index) => (uint)index < (uint)_isRough.Length && _isRough[index];
}
