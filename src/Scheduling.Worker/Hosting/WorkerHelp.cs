namespace Scheduling.Worker.Hosting;

/// <summary>What the program says of itself.</summary>
internal static class WorkerHelp
{
    public const string Text = """
        Scheduling.Worker：独立的求解进程，处理 PostgreSQL 中等待的求解任务；可同时运行任意多个。
        Scheduling.Worker: a separate worker; it solves the runs that wait in PostgreSQL. Any number may run.

        用法 Usage: Scheduling.Worker --connection "Host=…;Database=…;Username=…;Password=…" [options]

          --connection <TEXT>    PostgreSQL 连接串（必填；最好用环境变量给出）
                                 connection string of PostgreSQL (needed; better given by the environment)
          --cores <N>            可用的核数，默认 2   cores that may be used, default 2
          --threads <N>          每次求解的线程数，默认 2；同时求解数 = 核数 ÷ 线程数
                                 threads of each solve, default 2; solves at once = cores ÷ threads
          --help                 本说明   this text

        其他设置（命令行 --Worker:名称=值、环境变量 Worker__名称 或程序旁的 appsettings.json）：
        More settings (--Worker:Name=value, environment variable Worker__Name, or appsettings.json beside the program):
          Lease                      租约长度，默认 00:00:15   length of a lease, default 00:00:15
          Sweep                      扫描间隔，默认 00:00:01   how often waiting runs are looked for, default 00:00:01
          LongestSolve               求解时间上限，默认 01:00:00   longest time limit of a run, default 01:00:00
          Solver:MemoryCapBytes      每个求解进程的内存上限，默认 4294967296   most memory of a solver process, default 4294967296
          MetricsPort                本机 Prometheus 指标端口，默认关闭   port of metrics for Prometheus on this machine, default none
        Scheduling:DataDirectory（--Scheduling:DataDirectory=目录）  API 的数据目录；给出后本进程也发送回调   the API's data directory; with it this process sends webhooks too
        连接串的环境变量 The connection string's environment variable: ConnectionStrings__Scheduling

        SIGTERM：保存当前最好的排班表并交还任务，由其他进程继续。
        SIGTERM: keeps the best rosters so far and gives the runs back, for another worker to go on.
        退出码 Exit codes: 0 正常结束 ended; 2 配置有误 wrong configuration; 3 数据库不可用 the database cannot be used
        """;

    public const string NoConnection = """
        没有 PostgreSQL 连接串：请用 --connection 或环境变量 ConnectionStrings__Scheduling 给出。SQLite 只供单个进程使用，API 进程自己求解，不需要独立的求解进程。
        There is no PostgreSQL connection string: give --connection or the environment variable ConnectionStrings__Scheduling. SQLite serves one process only; there the API solves by itself and no separate worker is needed.
        """;
}
