using TraceLab.Results;

namespace TraceLab.Tests.Results;

public class ClientLackNamesTests
{
    [Fact]
    public void Every_lack_has_the_name_of_its_enumeration_member_in_lower_case_with_underscores()
    {
        foreach (var lack in Enum.GetValues<ClientLack>().Skip(1))
        {
            var words = string.Concat($"{lack}".Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

            Assert.Equal(words.Trim().Replace(' ', '_'), lack.Name());
        }

        Assert.Empty(ClientLack.Nothing.Name());
        Assert.Distinct(Enum.GetValues<ClientLack>().Select(lack => lack.Words()), StringComparer.Ordinal);
    }
}
