using Scheduling.Engine.Solving.Bounding;
using Scheduling.Engine.Solving.FreeShifts;

namespace Scheduling.Engine.Solving;

/// <content>Who solves what: models with very many options a day have a search of their own, on every thread.</content>
internal sealed partial class SolveSession
{
    private void SolveOnThreads()
    {
        if (!_options.Deterministic && ShapeForm.TryCreate(_model) is { } shapes)
        {
            SearchShapes(shapes);
        }
        else if (_options.Threads == 1)
        {
            SolveInTurn();
        }
        else
        {
            SolveSideBySide();
        }
    }

    private void SearchShapes(ShapeForm form)
    {
        Thread[] others = [.. Enumerable.Range(1, _options.Threads - 1).Select(i => new Thread(() => Guard(() => Search(i))) { Name = "shapes" })];
        foreach (Thread other in others)
        {
            other.Start();
        }

        Guard(() => Search(0));
        foreach (Thread other in others)
        {
            other.Join();
        }

        void Search(int thread)
        {
            if (thread == 0 && ShapeBound.Best(form, _ended.Token) is { } bound)
            {
                _incumbent.OfferLevelBound(1, (Int128)bound * DualFunction.Units, [0, 1]);
            }

            new ShapeSearch(form, _options.Seed + thread, _incumbent, Offer, Spent, _ended.Token).Run(StartCells());
        }
    }
}
