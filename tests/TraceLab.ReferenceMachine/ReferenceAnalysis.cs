namespace TraceLab.ReferenceMachine;

/// <summary>Which primitives of a list are isolated, and which may legally go.</summary>
public static class ReferenceAnalysis
{
    public static List<ReferenceFacts> Of(List<ReferencePrimitive> list, ReferenceRegions regions)
    {
        var facts = list.Select(primitive => new ReferenceFacts(primitive, regions)).ToList();
        FindIsolated(facts, regions);
        FindLegal(facts);
        return facts;
    }

    // Isolated: no other primitive touches any of its regions. Of those in the first shared region the earliest is named,
    // or the latest where the primitive is itself the earliest.
    private static void FindIsolated(List<ReferenceFacts> facts, ReferenceRegions regions)
    {
        var touchers = new List<int>?[regions.Columns, regions.Rows];
        for (var index = 0; index < facts.Count; index++)
        {
            foreach (var (column, row) in facts[index].Regions)
            {
                (touchers[column, row] ??= []).Add(index);
            }
        }

        for (var index = 0; index < facts.Count; index++)
        {
            foreach (var (column, row) in facts[index].Regions)
            {
                var here = touchers[column, row]!;
                if (here.Count > 1)
                {
                    facts[index].OtherToucher = here[0] != index ? here[0] : here[^1];
                    break;
                }
            }
        }
    }

    // A primitive may go if the client can execute it and nothing changed what it reads before, but by what may go itself.
    private static void FindLegal(List<ReferenceFacts> facts)
    {
        for (var index = 0; index < facts.Count; index++)
        {
            for (var earlier = 0; facts[index].IsExecutable && earlier < index; earlier++)
            {
                if (!facts[earlier].IsLegal && facts[earlier].ChangesSourceOf(facts[index]))
                {
                    facts[index].SourceChanger = earlier;
                    break;
                }
            }

            facts[index].IsLegal = facts[index].IsExecutable && facts[index].SourceChanger < 0;
        }
    }
}
