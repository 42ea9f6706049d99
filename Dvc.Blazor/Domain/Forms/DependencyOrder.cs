namespace Dvc.Blazor.Domain.Forms;

/// <summary>Puts sections and fields in an order in which each comes after all it depends on.</summary>
internal static class DependencyOrder
{
    public static (IReadOnlyList<FormNode> Order, IReadOnlyList<FormNode> Cycle) Of(CompiledForm form)
    {
        FormNode[] nodes = [.. form.Sections, .. form.Fields];
        var place = nodes.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        var waiting = new int[nodes.Length];
        var followers = nodes.Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var needed in Needs(nodes[i], form).Distinct())
            {
                waiting[i]++;
                followers[place[needed]].Add(i);
            }
        }

        var order = Sorted(waiting, followers).Select(i => nodes[i]).ToList();
        var cycle = nodes.Except(order).ToList();
        order.AddRange(cycle);
        return (order, cycle);
    }

    /// <summary>What has to be known before the node can be evaluated.</summary>
    public static IEnumerable<FormNode> Needs(FormNode node, CompiledForm form)
    {
        var level = node.LookupLevel ?? form.Root;
        var references = node.VisibleWhen?.References() ?? [];
        if (node is not FieldNode field)
        {
            return References(references, level);
        }

        FormNode[] around = [field.Section, .. Parents(field)];
        return around.Concat(References(references.Concat(field.Field.Computed?.References() ?? []), level));
    }

    private static IEnumerable<FormNode> Parents(FieldNode field)
    {
        if ((field.Group ?? field.Level.Group) is { } parent)
        {
            yield return parent;
        }
    }

    private static IEnumerable<FormNode> References(IEnumerable<string> references, FormLevel level) =>
        references.SelectMany(reference => level.Resolve(reference)?.Path ?? []);

    private static List<int> Sorted(int[] waiting, List<int>[] followers)
    {
        var ready = new Queue<int>(Enumerable.Range(0, waiting.Length).Where(i => waiting[i] == 0));
        var order = new List<int>(waiting.Length);
        while (ready.TryDequeue(out var next))
        {
            order.Add(next);
            foreach (var follower in followers[next])
            {
                if (--waiting[follower] == 0)
                {
                    ready.Enqueue(follower);
                }
            }
        }

        return order;
    }
}
