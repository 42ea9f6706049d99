using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Authoring : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "BasedOn",
                table: "Revisions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "Revisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ChangedById",
                table: "Revisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Edits",
                table: "Revisions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "PublishAt",
                table: "Revisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PublishedById",
                table: "Revisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ScheduledById",
                table: "Revisions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "Procedures",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosingNotice",
                table: "Procedures",
                type: "TEXT",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplacedByCode",
                table: "Procedures",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProcedureEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProcedureCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: true),
                    Act = table.Column<int>(type: "INTEGER", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcedureEvents", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Revisions_ProcedureCode",
                table: "Revisions",
                column: "ProcedureCode",
                unique: true,
                filter: "\"PublishedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Revisions_PublishAt",
                table: "Revisions",
                column: "PublishAt",
                filter: "\"PublishedAt\" IS NULL AND \"PublishAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProcedureEvents_ProcedureCode_At",
                table: "ProcedureEvents",
                columns: new[] { "ProcedureCode", "At" });
            AppendOnlyRules.CreateOnSqlite(migrationBuilder, "ProcedureEvents");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProcedureEvents");

            migrationBuilder.DropIndex(
                name: "IX_Revisions_ProcedureCode",
                table: "Revisions");

            migrationBuilder.DropIndex(
                name: "IX_Revisions_PublishAt",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "BasedOn",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "ChangedById",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "Edits",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "PublishAt",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "PublishedById",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "ScheduledById",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "ClosedAt",
                table: "Procedures");

            migrationBuilder.DropColumn(
                name: "ClosingNotice",
                table: "Procedures");

            migrationBuilder.DropColumn(
                name: "ReplacedByCode",
                table: "Procedures");
        }
    }
}
