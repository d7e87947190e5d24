namespace Scheduling.Engine.Solving.Improving;

/// <summary>The kinds of neighbourhoods.</summary>
internal enum NeighbourhoodKind
{
    /// <summary>A few employees over many weeks.</summary>
    FewEmployees,

    /// <summary>Employees who may do much the same, over many weeks.</summary>
    SimilarEmployees,

    /// <summary>Many employees over a week or so, where covers cost most.</summary>
    Week,

    /// <summary>As many employees as can be over some days, in windows that roll from the first day to the last.</summary>
    Rolling,

    /// <summary>Many employees on one day, with the breaks of all.</summary>
    OneDay,

    /// <summary>Some employees over a few days.</summary>
    Block,

    /// <summary>Somebody whose chosen option costs something, such as a wish denied, with others around that day.</summary>
    CostlyCell,

    /// <summary>The breaks of everybody on a few days.</summary>
    Breaks,

    /// <summary>The cells that an outside view finds most open.</summary>
    Interest,

    /// <summary>While hard rules are broken: employees whose own days break one, over all days.</summary>
    Repair,

    /// <summary>A part too large for CP-SAT, by column generation and a dive, where prices are known.</summary>
    Columns,

    /// <summary>No neighbourhood: a short annealing from a low temperature.</summary>
    Reheat,

    /// <summary>No neighbourhood: employees taken out and put back by their day networks, where these are known.</summary>
    Reinsertion,
}
