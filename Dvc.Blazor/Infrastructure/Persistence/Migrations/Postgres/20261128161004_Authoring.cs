using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Postgres
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
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "Revisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ChangedById",
                table: "Revisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Edits",
                table: "Revisions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "PublishAt",
                table: "Revisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PublishedById",
                table: "Revisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ScheduledById",
                table: "Revisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ClosedAt",
                table: "Procedures",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ClosingNotice",
                table: "Procedures",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReplacedByCode",
                table: "Procedures",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProcedureEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProcedureCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: true),
                    Act = table.Column<int>(type: "integer", nullable: false),
                    ActorId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Detail = table.Column<string>(type: "text", nullable: true)
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
            AppendOnlyRules.CreateOnPostgres(migrationBuilder, "ProcedureEvents");
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
