using CsCheck;
using TraceLab.Simulation.Policies.Optimal;

namespace TraceLab.Tests.Simulation.Policies.Optimal;

public class MaxFlowTests
{
    private static readonly Gen<(int Nodes, (int From, int To, int Capacity)[] Edges)> Networks = Gen.Int[2, 9]
        .SelectMany(nodes =>
            Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[0, nodes - 1], Gen.Int[0, 9])
                .Array[0, 24]
                .Select(edges => (nodes, edges))
        );

    [Fact]
    public void The_flow_is_the_least_capacity_of_any_cut() =>
        Networks.Sample(
            network =>
            {
                var flow = Solve(network, out var reached);

                var cuts = Enumerable.Range(0, 1 << network.Nodes).Where(cut => (cut & 3) == 1).ToArray();
                Assert.Equal(cuts.Min(cut => Capacity(network.Edges, cut)), flow);
                Assert.Equal(flow, Capacity(network.Edges, reached));
                // The source's side is the smallest: it lies within that of every other minimum cut.
                Assert.All(
                    cuts.Where(cut => Capacity(network.Edges, cut) == flow),
                    cut => Assert.Equal(reached, cut & reached)
                );
            },
            iter: 2000
        );

    [Fact]
    public void A_network_may_be_followed_by_another()
    {
        var flow = new MaxFlow();
        for (var capacity = 1; capacity < 4; capacity++)
        {
            flow.Begin(3);
            flow.AddEdge(0, 2, capacity);
            flow.AddEdge(2, 1, MaxFlow.Unlimited);

            Assert.Equal(capacity, flow.Solve(0, 1));
        }
    }

    [Fact]
    public void A_long_chain_needs_no_stack()
    {
        const int Nodes = 200_000;
        var flow = new MaxFlow();
        flow.Begin(Nodes);
        flow.AddEdge(0, 2, 7);
        for (var node = 2; node < Nodes - 1; node++)
        {
            flow.AddEdge(node, node + 1, MaxFlow.Unlimited);
        }

        flow.AddEdge(Nodes - 1, 1, 5);

        Assert.Equal(5, flow.Solve(0, 1));
    }

    private static long Solve((int Nodes, (int From, int To, int Capacity)[] Edges) network, out int sourceSide)
    {
        var flow = new MaxFlow();
        flow.Begin(network.Nodes);
        foreach (var (from, to, capacity) in network.Edges)
        {
            flow.AddEdge(from, to, capacity);
        }

        var result = flow.Solve(0, 1);
        sourceSide = Enumerable.Range(0, network.Nodes).Sum(node => flow.IsOnSourceSide(node) ? 1 << node : 0);
        return result;
    }

    private static long Capacity((int From, int To, int Capacity)[] edges, int cut) =>
        edges.Where(edge => (cut >> edge.From & 1) == 1 && (cut >> edge.To & 1) == 0).Sum(edge => (long)edge.Capacity);
}
