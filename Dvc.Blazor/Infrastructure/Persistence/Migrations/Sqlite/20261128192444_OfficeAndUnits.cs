using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OfficeAndUnits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AgencyFormerNames",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AgencyId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgencyFormerNames", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AgencyPlans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Change = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Fault = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgencyPlans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AgencySuccessions",
                columns: table => new
                {
                    AgencyId = table.Column<string>(type: "TEXT", nullable: false),
                    SectorCode = table.Column<string>(type: "TEXT", nullable: false),
                    SuccessorId = table.Column<string>(type: "TEXT", nullable: false),
                    KeeperId = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgencySuccessions", x => new { x.AgencyId, x.SectorCode });
                });

            migrationBuilder.CreateTable(
                name: "ChainChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Dossiers = table.Column<int>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Lines = table.Column<long>(type: "INTEGER", nullable: false),
                    Broken = table.Column<int>(type: "INTEGER", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false),
                    FirstDossier = table.Column<string>(type: "TEXT", nullable: true),
                    FirstIndex = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstFault = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChainChecks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OfficeEvents",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AgencyId = table.Column<string>(type: "TEXT", nullable: true),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PreviousHash = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeEvents", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "UnitMoves",
                columns: table => new
                {
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitId = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivingId = table.Column<string>(type: "TEXT", nullable: false),
                    CompetentId = table.Column<string>(type: "TEXT", nullable: false),
                    ProcessingId = table.Column<string>(type: "TEXT", nullable: false),
                    HandlingId = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitMoves", x => new { x.DossierId, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_UnitMoves_Dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "Dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProcedureEvents_At_Id",
                table: "ProcedureEvents",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_DossierReadings_At_Id",
                table: "DossierReadings",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_DossierReadings_ReaderId_At",
                table: "DossierReadings",
                columns: new[] { "ReaderId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_ActorId_At",
                table: "AuditEvents",
                columns: new[] { "ActorId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_At_DossierId_Index",
                table: "AuditEvents",
                columns: new[] { "At", "DossierId", "Index" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountEvents_ActorId_At",
                table: "AccountEvents",
                columns: new[] { "ActorId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountEvents_At_Id",
                table: "AccountEvents",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AgencyFormerNames_AgencyId",
                table: "AgencyFormerNames",
                column: "AgencyId");

            migrationBuilder.CreateIndex(
                name: "IX_AgencyPlans_State_From",
                table: "AgencyPlans",
                columns: new[] { "State", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_AgencySuccessions_KeeperId",
                table: "AgencySuccessions",
                column: "KeeperId");

            migrationBuilder.CreateIndex(
                name: "IX_AgencySuccessions_SuccessorId",
                table: "AgencySuccessions",
                column: "SuccessorId");

            migrationBuilder.CreateIndex(
                name: "IX_ChainChecks_AskedAt",
                table: "ChainChecks",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ChainChecks_FinishedAt",
                table: "ChainChecks",
                column: "FinishedAt",
                filter: "\"FinishedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeEvents_ActorId_At",
                table: "OfficeEvents",
                columns: new[] { "ActorId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_OfficeEvents_At_Number",
                table: "OfficeEvents",
                columns: new[] { "At", "Number" });

            AppendOnlyRules.CreateOnSqlite(migrationBuilder, "OfficeEvents", "UnitMoves");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AgencyFormerNames");

            migrationBuilder.DropTable(
                name: "AgencyPlans");

            migrationBuilder.DropTable(
                name: "AgencySuccessions");

            migrationBuilder.DropTable(
                name: "ChainChecks");

            migrationBuilder.DropTable(
                name: "OfficeEvents");

            migrationBuilder.DropTable(
                name: "UnitMoves");

            migrationBuilder.DropIndex(
                name: "IX_ProcedureEvents_At_Id",
                table: "ProcedureEvents");

            migrationBuilder.DropIndex(
                name: "IX_DossierReadings_At_Id",
                table: "DossierReadings");

            migrationBuilder.DropIndex(
                name: "IX_DossierReadings_ReaderId_At",
                table: "DossierReadings");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_ActorId_At",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_At_DossierId_Index",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_AccountEvents_ActorId_At",
                table: "AccountEvents");

            migrationBuilder.DropIndex(
                name: "IX_AccountEvents_At_Id",
                table: "AccountEvents");
        }
    }
}
