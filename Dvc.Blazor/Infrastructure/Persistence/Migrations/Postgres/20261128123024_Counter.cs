using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Counter : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts");

            migrationBuilder.AddColumn<string>(
                name: "CounterMark",
                table: "Drafts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Channel",
                table: "Dossiers",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Consent",
                table: "Dossiers",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ConsentAt",
                table: "Dossiers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "HelperId",
                table: "Dossiers",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CounterFilings",
                columns: table => new
                {
                    DraftId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgencyId = table.Column<string>(type: "text", nullable: false),
                    HelperName = table.Column<string>(type: "text", nullable: false),
                    ApplicantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NationalId = table.Column<string>(type: "text", nullable: false),
                    Phone = table.Column<string>(type: "text", nullable: true),
                    Email = table.Column<string>(type: "text", nullable: true),
                    Consent = table.Column<int>(type: "integer", nullable: true),
                    ConsentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ConsentTo = table.Column<string>(type: "text", nullable: true),
                    CodeHash = table.Column<string>(type: "text", nullable: true),
                    CodeFor = table.Column<string>(type: "text", nullable: true),
                    CodeSentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CodeTries = table.Column<int>(type: "integer", nullable: false),
                    CodesSent = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CounterFilings", x => x.DraftId);
                    table.ForeignKey(
                        name: "FK_CounterFilings_Drafts_DraftId",
                        column: x => x.DraftId,
                        principalTable: "Drafts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts",
                columns: new[] { "OwnerId", "ProcedureCode" },
                unique: true,
                filter: "\"DossierId\" IS NULL AND \"RequestId\" IS NULL AND \"CounterMark\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode_CounterMark",
                table: "Drafts",
                columns: new[] { "OwnerId", "ProcedureCode", "CounterMark" },
                unique: true,
                filter: "\"DossierId\" IS NULL AND \"CounterMark\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CounterFilings_ApplicantId",
                table: "CounterFilings",
                column: "ApplicantId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CounterFilings");

            migrationBuilder.DropIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts");

            migrationBuilder.DropIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode_CounterMark",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "CounterMark",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "Dossiers");

            migrationBuilder.DropColumn(
                name: "Consent",
                table: "Dossiers");

            migrationBuilder.DropColumn(
                name: "ConsentAt",
                table: "Dossiers");

            migrationBuilder.DropColumn(
                name: "HelperId",
                table: "Dossiers");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts",
                columns: new[] { "OwnerId", "ProcedureCode" },
                unique: true,
                filter: "\"DossierId\" IS NULL AND \"RequestId\" IS NULL");
        }
    }
}
