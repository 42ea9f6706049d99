using Microsoft.EntityFrameworkCore.Migrations;

namespace Dvc.Blazor.Infrastructure.Persistence;

/// <summary>
/// The words dossiers are found by. The database itself keeps them, in the transaction that changes the dossier, whoever writes. SQLite: a full-text index
/// beside the table, with the places of the dossier, so that common words are looked up among the officer's own dossiers. PostgreSQL: a computed column.
/// </summary>
internal static class DossierSearchRules
{
    public static void CreateOnSqlite(MigrationBuilder migration)
    {
        // Rows of Dossiers get other row numbers when the file is packed, so the index has numbers of its own.
        migration.Sql("""CREATE TABLE "DossierSearchRows" ("Id" INTEGER PRIMARY KEY, "DossierId" TEXT NOT NULL UNIQUE);""");
        migration.Sql(
            """
            CREATE VIRTUAL TABLE "DossierSearch" USING fts5("Words", "Places", content='', contentless_delete=1,
            tokenize='unicode61 remove_diacritics 0', prefix='2 3');
            """
        );
        migration.Sql("""INSERT INTO "DossierSearchRows" ("DossierId") SELECT "Id" FROM "Dossiers" ORDER BY "SubmittedAt";""");
        migration.Sql(
            $"""
            INSERT INTO "DossierSearch" (rowid, "Words", "Places")
            SELECT r."Id", d."FoldedSearch", {Places("d")} FROM "Dossiers" AS d JOIN "DossierSearchRows" AS r ON r."DossierId" = d."Id";
            """
        );
        migration.Sql(
            $"""
            CREATE TRIGGER "Dossiers_SearchInsert" AFTER INSERT ON "Dossiers" BEGIN
            INSERT INTO "DossierSearchRows" ("DossierId") VALUES (NEW."Id");
            INSERT INTO "DossierSearch" (rowid, "Words", "Places")
            SELECT "Id", NEW."FoldedSearch", {Places("NEW")} FROM "DossierSearchRows" WHERE "DossierId" = NEW."Id";
            END;
            """
        );
        migration.Sql(
            $"""
            CREATE TRIGGER "Dossiers_SearchUpdate" AFTER UPDATE ON "Dossiers"
            WHEN NEW."FoldedSearch" <> OLD."FoldedSearch" OR NEW."ProcessingAgencyId" <> OLD."ProcessingAgencyId" BEGIN
            UPDATE "DossierSearch" SET "Words" = NEW."FoldedSearch", "Places" = {Places("NEW")}
            WHERE rowid = (SELECT "Id" FROM "DossierSearchRows" WHERE "DossierId" = NEW."Id");
            END;
            """
        );
        migration.Sql(
            """
            CREATE TRIGGER "Dossiers_SearchDelete" AFTER DELETE ON "Dossiers" BEGIN
            DELETE FROM "DossierSearch" WHERE rowid = (SELECT "Id" FROM "DossierSearchRows" WHERE "DossierId" = OLD."Id");
            DELETE FROM "DossierSearchRows" WHERE "DossierId" = OLD."Id";
            END;
            """
        );
    }

    public static void CreateOnPostgres(MigrationBuilder migration)
    {
        // Numbers and names are cut at everything that is no letter or digit; PostgreSQL would take a hyphen before a digit for a minus.
        migration.Sql(
            """
            ALTER TABLE "Dossiers" ADD COLUMN "SearchVector" tsvector
            GENERATED ALWAYS AS (to_tsvector('simple', regexp_replace("FoldedSearch", '[^[:alnum:]]+', ' ', 'g'))) STORED;
            """
        );
        migration.Sql("""CREATE INDEX "IX_Dossiers_SearchVector" ON "Dossiers" USING gin ("SearchVector");""");
    }

    public static void DropOnSqlite(MigrationBuilder migration)
    {
        foreach (var act in (string[])["Insert", "Update", "Delete"])
        {
            migration.Sql($"DROP TRIGGER \"Dossiers_Search{act}\";");
        }

        migration.Sql("""DROP TABLE "DossierSearch"; DROP TABLE "DossierSearchRows";""");
    }

    public static void DropOnPostgres(MigrationBuilder migration) =>
        migration.Sql("""ALTER TABLE "Dossiers" DROP COLUMN "SearchVector";""");

    private static string Places(string row) =>
        $"{row}.\"UnitId\" || ' , ' || {row}.\"ReceivingAgencyId\" || ' , ' || {row}.\"ProcessingAgencyId\"";
}
