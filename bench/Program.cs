using System.Globalization;
using Dvc.Bench;
using Dvc.Blazor.Infrastructure.Persistence;

if (args is not ["desk", var provider, var connection, var rows, var readings])
{
    await Console.Error.WriteLineAsync(
        """
        desk Sqlite|PostgreSql CONNECTION ROWS READINGS
          fills a database of its own with so many dossiers, unless it has them already, and tells how long the lists, searches and figures of an officer take
        """
    );
    return 64;
}

await using var portal = await Portal.OpenAsync(Enum.Parse<DatabaseProvider>(provider), connection);
await new Crowd(portal).FillAsync(int.Parse(rows, CultureInfo.InvariantCulture));
await new DeskTimes(portal).RunAsync(int.Parse(readings, CultureInfo.InvariantCulture));
return 0;
