using TraceLab.Results;

namespace TraceLab.Tests.Results;

public class DecisionReasonNamesTests
{
    [Fact]
    public void Every_reason_has_the_name_of_its_enumeration_member_in_lower_case_with_underscores()
    {
        foreach (var reason in DecisionReasonNames.All)
        {
            var words = string.Concat(
                $"{reason}".Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")
            );

            Assert.Equal(words.Trim(), reason.Words());
            Assert.Equal(words.Trim().Replace(' ', '_'), reason.Name());
        }
    }
}
