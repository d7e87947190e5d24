using CsCheck;
using Scheduling.Engine.Serialization;

namespace Scheduling.Engine.Tests.Serialization;

public sealed class JsonPlaceTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.employees[3].skills[0].level", "/employees/3/skills/0/level")]
    [InlineData("$['a.b'][2]", "/a.b/2")]
    [InlineData("$['it\\'s'].x", "/it's/x")]
    [InlineData("$.a/b~c", "/a~1b~0c")]
    [InlineData("$[']", "/]")]
    [InlineData("$[", "/")]
    public void A_path_of_the_serializer_becomes_a_json_pointer(string? path, string pointer) => Assert.Equal(pointer, JsonPlace.FromPath(path));

    [Fact]
    public void No_path_throws() =>
        Gen.Char["$.['ab]\\0~/ "].Array[0, 12].Sample(chars => Assert.NotNull(JsonPlace.FromPath(new string(chars))), iter: 20_000);
}
