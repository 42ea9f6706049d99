using Dvc.Blazor.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>Accounts from before names were folded for the search: neither database folds Vietnamese letters, so no migration can.</summary>
internal static class FoldedNames
{
    /// <summary>Folds the names that are not folded yet. Safe on several nodes at once: all of them write the same.</summary>
    public static async Task FillAsync(DvcDbContext db, CancellationToken cancellationToken)
    {
        var people = await db
            .Users.Where(u => u.FoldedName == "" && u.FullName != "")
            .OrderBy(u => u.Id)
            .Select(u => new { u.Id, u.FullName })
            .ToListAsync(cancellationToken);
        if (people.Count == 0)
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var person in people)
        {
            var folded = Fold.Text(person.FullName);
            await db
                .Users.Where(u => u.Id == person.Id && u.FullName == person.FullName)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.FoldedName, folded), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
