namespace Scheduling.Benchmarks;

internal static class Usage
{
    public static int Print()
    {
        Console.WriteLine("""
            Scheduling benchmarks

              --filter '*'                  the BenchmarkDotNet subjects: compile, evaluate, delta, encode
              encodings [--seconds 30]      run lengths as window clauses against automata, three sizes, same run
              callcentre [--agents 120] [--days 7] [--skills 3] [--seed 1] [--time 60] [--threads 2]
                                            solves the seeded call centre
              curtois FILE [--time 60] [--threads 2] [--seed 1] [--out roster.csv] [--checker check_roster.py]
                                            solves a staff scheduling instance of Curtois and Qu; rows of the roster: employee_id,day_index,shift_id.
                                            The checker is also found in the folder that SCHEDULING_BENCHMARKS names
              neighbourhoods [FILE ...]     what a neighbourhood costs beside solving it; of instances of Curtois and Qu, or of two call centres
              rolling PROBLEM [--weeks 8] [--time 60] [--threads 2] [--seed 1]
                                            week after week, each on the one published before; seams and fairness
              size                          build time and memory of the model: 120 agents × 7 days and 500 agents × 28 days
            """);
        return 0;
    }
}
