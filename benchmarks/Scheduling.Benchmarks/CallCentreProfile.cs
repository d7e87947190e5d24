using NodaTime;
using Scheduling.Engine.Serialization;
using Scheduling.Engine.Staffing;

namespace Scheduling.Benchmarks;

/// <summary>How the work of a week lies over its days and intervals from 07:00 to 22:00: weights of each weekday, from Monday, and interval. Only their proportions count.</summary>
internal sealed class CallCentreProfile
{
    /// <summary>Hour at which the call centre opens.</summary>
    public const int OpensAt = 7;

    private const int OpenHours = 15;
    private const int LargestBytes = 64 * 1024 * 1024;

    private CallCentreProfile(double[][] weights) => Weights = weights;

    /// <summary>Weight by weekday, Monday first, and interval.</summary>
    public double[][] Weights { get; }

    /// <summary>A morning peak at 10:30 and a lower, wider one at 16:00; weaker at the weekend.</summary>
    public static CallCentreProfile Synthetic(int intervalMinutes)
    {
        double[] week = [1, 1, 0.97, 0.95, 0.98, 0.55, 0.45];
        return new CallCentreProfile([.. week.Select(day => Hours(intervalMinutes).Select(hour =>
            day * (0.12 + Math.Exp(-Math.Pow((hour - 10.5) / 2.1, 2)) + (0.8 * Math.Exp(-Math.Pow((hour - 16) / 3.0, 2))))).ToArray())]);
    }

    /// <summary>The mean of each weekday and interval in a file of recorded calls, as far as it lies in the opening hours. A file that counts weekdays begins on a Monday.</summary>
    /// <exception cref="ArgumentException">The file cannot be read, or holds no call in the opening hours.</exception>
    public static CallCentreProfile FromFile(string path, int intervalMinutes)
    {
        var options = new CallReadOptions { FileName = Path.GetFileName(path), FirstDay = new LocalDate(2001, 1, 1), MaximumBytes = LargestBytes };
        ReadResult<CallHistory> read = CallHistoryReader.Read(File.ReadAllBytes(path), options);
        CallHistory history = read.Value ?? throw new ArgumentException(string.Join(Environment.NewLine, read.Problems.Select(p => p.Message.En)));
        history = history.WithIntervalMinutes(intervalMinutes);
        int first = OpensAt * 60 / intervalMinutes;
        int count = OpenHours * 60 / intervalMinutes;
        ILookup<IsoDayOfWeek, LocalDate> dates = history.Dates.ToLookup(d => d.DayOfWeek);
        double[][] weights = [.. Enumerable.Range(1, 7).Select(weekday => Enumerable.Range(first, count).Select(interval =>
            dates[(IsoDayOfWeek)weekday].Select(date => history.CallsAt(date, interval)).Where(calls => calls is not null).Select(calls => calls!.Value).DefaultIfEmpty(0).Average()).ToArray())];
        return weights.Sum(day => day.Sum()) > 0 ? new CallCentreProfile(weights) : throw new ArgumentException($"'{path}' has no calls from 07:00 to 22:00.");
    }

    private static IEnumerable<double> Hours(int intervalMinutes) =>
        Enumerable.Range(0, OpenHours * 60 / intervalMinutes).Select(i => OpensAt + ((i + 0.5) * intervalMinutes / 60));
}
