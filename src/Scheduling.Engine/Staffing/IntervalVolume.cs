using NodaTime;

namespace Scheduling.Engine.Staffing;

/// <summary>Contacts in one interval.</summary>
/// <param name="Start">Local start of the interval.</param>
/// <param name="Calls">Contacts that arrive in it; a fraction in a forecast or an average.</param>
public readonly record struct IntervalVolume(LocalDateTime Start, double Calls);
