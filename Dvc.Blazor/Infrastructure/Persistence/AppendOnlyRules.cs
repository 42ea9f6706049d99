using Microsoft.EntityFrameworkCore.Migrations;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>Rules that the database itself keeps, whoever writes: audit lines are only ever added, published revisions never change.</summary>
internal static class AppendOnlyRules
{
    public static void CreateOnSqlite(MigrationBuilder migration)
    {
        foreach (var act in (string[])["UPDATE", "DELETE"])
        {
            migration.Sql(
                $"""
                CREATE TRIGGER "AuditEvents_No{act}" BEFORE {act} ON "AuditEvents"
                BEGIN SELECT RAISE(ABORT, 'audit lines are append-only'); END;
                """
            );
            migration.Sql(
                $"""
                CREATE TRIGGER "Revisions_No{act}" BEFORE {act} ON "Revisions" WHEN OLD."PublishedAt" IS NOT NULL
                BEGIN SELECT RAISE(ABORT, 'published revisions never change'); END;
                """
            );
        }
    }

    public static void CreateOnPostgres(MigrationBuilder migration) =>
        migration.Sql(
            """
            CREATE FUNCTION dvc_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'rows of % never change', TG_TABLE_NAME; END $$;
            CREATE TRIGGER "AuditEvents_AppendOnly" BEFORE UPDATE OR DELETE ON "AuditEvents" FOR EACH ROW EXECUTE FUNCTION dvc_refuse();
            CREATE TRIGGER "Revisions_Immutable" BEFORE UPDATE OR DELETE ON "Revisions" FOR EACH ROW
            WHEN (OLD."PublishedAt" IS NOT NULL) EXECUTE FUNCTION dvc_refuse();
            """
        );

    /// <summary>Makes the tables append-only on SQLite.</summary>
    public static void CreateOnSqlite(MigrationBuilder migration, params IEnumerable<string> tables)
    {
        foreach (var table in tables)
        {
            foreach (var act in (string[])["UPDATE", "DELETE"])
            {
                migration.Sql(
                    $"CREATE TRIGGER \"{table}_No{act}\" BEFORE {act} ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'rows of {table} never change'); END;"
                );
            }
        }
    }

    /// <summary>Makes the tables append-only on PostgreSQL.</summary>
    public static void CreateOnPostgres(MigrationBuilder migration, params IEnumerable<string> tables)
    {
        foreach (var table in tables)
        {
            migration.Sql(
                $"CREATE TRIGGER \"{table}_AppendOnly\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION dvc_refuse();"
            );
        }
    }

    public static void DropOnSqlite(MigrationBuilder migration)
    {
        foreach (var trigger in (string[])["AuditEvents_NoUPDATE", "AuditEvents_NoDELETE", "Revisions_NoUPDATE", "Revisions_NoDELETE"])
        {
            migration.Sql($"DROP TRIGGER \"{trigger}\";");
        }
    }

    public static void DropOnPostgres(MigrationBuilder migration) => migration.Sql("DROP FUNCTION dvc_refuse() CASCADE;");
}
