namespace Scheduling.Benchmarks;

internal static class Usage
{
    public static int Print()
    {
        Console.WriteLine("""
            Scheduling benchmarks

              --filter '*'                  the BenchmarkDotNet subjects: compile, evaluate, delta, encode
              encodings [--seconds 30]      run lengths as window clauses against automata, three sizes, same run
              bound FILE|AGENTS exact|compact|exact-columns|exact-blocks STEPS COST...
                                            how the bounds of an instance, or of the seeded call centre, rise; costs of a known roster from the second level on
              neighbourhoods [FILE ...]     what a neighbourhood costs beside solving it; of instances of Curtois and Qu, or of two call centres
              curtois FILE                  solves a staff scheduling instance of Curtois and Qu; roster rows: employee_id,day_index,shift_id
              inrc2 --data DIR --case NAME [--weekly --time-per-week 60]
                                            solves a nurse rostering case, such as n030w4_1_6-2-9-1, at once or week by week; roster rows: nurse,day_index,shift,skill
              matsp FILE                    solves a multi-activity shift scheduling instance of Qu and Curtois; roster rows: employee_id,start,end,task
              callcentre [--agents 120] [--weeks 1] [--interval 30] [--skills 3] [--calls FILE] [--problem FILE]
                                            solves the seeded call centre, with the profile of recorded calls if given; --problem writes it
                each with [--time 60] [--threads 2] [--seed 1] [--out FILE] [--checker SCRIPT] [--peer cpsat]; a checker is also found in the folder that SCHEDULING_BENCHMARKS names
              table [--set quick] [--time 600] [--peer cpsat] [--resume] [--results FILE] [--data DIR] [--threads 2] [--seed 1]
                                            runs a set (quick, curtois, inrc2, inrc2-weekly, callcentre) and prints the table
              rolling PROBLEM [--weeks 8] [--time 60] [--threads 2] [--seed 1]
                                            week after week, each on the one published before; seams and fairness
              size                          build time and memory of the model: 120 agents × 7 days and 500 agents × 28 days
            """);
        return 0;
    }
}
