using System.Buffers;
using System.Buffers.Binary;

namespace TraceLab.Simulation.Wires.Modelled;

/// <summary>Writes primary orders: of their fields those that changed, coordinates as differences where all of them fit a byte.</summary>
internal sealed class RdpOrderWriter
{
    private readonly RdpOrders _orders = new();

    public void Write(RdpOrder order, ReadOnlySpan<int> values, ArrayBufferWriter<byte> output)
    {
        var fields = RdpOrders.FieldsOf(order);
        var before = _orders.ValuesOf(order);
        var (changed, areDifferences) = (0, true);
        for (var i = 0; i < fields.Length; i++)
        {
            changed |= values[i] == before[i] ? 0 : 1 << i;
            areDifferences &= !fields[i].IsCoordinate || (sbyte)(values[i] - before[i]) == values[i] - before[i];
        }

        WriteHead(order, changed, areDifferences, output);
        for (var i = 0; i < fields.Length; i++)
        {
            if ((changed & (1 << i)) != 0)
            {
                var isDifference = areDifferences && fields[i].IsCoordinate;
                Put(isDifference ? values[i] - before[i] : values[i], isDifference ? 1 : fields[i].Bytes, output);
            }
        }

        values.CopyTo(before);
        _orders.Last = order;
    }

    // Bytes of field flags that are 0 are left out from the end, and counted in the control byte.
    private void WriteHead(RdpOrder order, int changed, bool areDifferences, ArrayBufferWriter<byte> output)
    {
        var flagBytes = RdpOrders.FlagBytes(RdpOrders.FieldsOf(order).Length);
        var zeroBytes = 0;
        while (zeroBytes < flagBytes && changed >> (8 * (flagBytes - zeroBytes - 1)) == 0)
        {
            zeroBytes++;
        }

        var isNewType = order != _orders.Last;
        Put(
            RdpOrders.Standard
                | (isNewType ? RdpOrders.TypeChange : 0)
                | (areDifferences ? RdpOrders.Differences : 0)
                | (zeroBytes << RdpOrders.ZeroBytesShift),
            1,
            output
        );
        if (isNewType)
        {
            Put((int)order, 1, output);
        }

        Put(changed, flagBytes - zeroBytes, output);
    }

    private static void Put(int value, int bytes, ArrayBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(bytes);
    }
}
