using Scheduling.Store.Runs;
using Scheduling.Worker.Jobs;

namespace Scheduling.Worker.Tests.Jobs;

public sealed class JobTypesTests
{
    [Fact]
    public void The_job_and_its_argument_are_found_by_the_names_they_are_stored_by()
    {
        Assert.Equal(typeof(SolveRunJob), JobTypes.Resolve(JobTypes.NameOf(typeof(SolveRunJob))));
        Assert.Equal(typeof(string), JobTypes.Resolve(JobTypes.NameOf(typeof(string))));
    }

    [Theory]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("System.IO.File, mscorlib")]
    [InlineData("Scheduling.Store.StoreSession, Scheduling.Store")]
    [InlineData("")]
    public void No_other_type_is_loaded_for_a_stored_job(string name)
    {
        TypeLoadException refused = Assert.Throws<TypeLoadException>(() => JobTypes.Resolve(name));
        Assert.Contains($"'{name}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_is_loaded_once_it_is_allowed()
    {
        string name = JobTypes.NameOf(typeof(JobTypesTests));
        Assert.Throws<TypeLoadException>(() => JobTypes.Resolve(name));

        JobTypes.Allow(typeof(JobTypesTests));

        Assert.Equal(typeof(JobTypesTests), JobTypes.Resolve(name));
    }

    [Fact]
    public void The_queues_are_named_so_that_the_alphabet_is_their_priority()
    {
        Assert.Equal(QueueNames.All.Order(StringComparer.Ordinal), QueueNames.All);
        Assert.Equal(4, QueueNames.All.Count);
    }
}
