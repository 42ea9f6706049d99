using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Board : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BoardChoices",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Columns = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardChoices", x => x.UserId);
                    table.ForeignKey(
                        name: "FK_BoardChoices_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "BoardViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false),
                    AgencyId = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardViews_AspNetUsers_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DeadlineNotices",
                columns: table => new
                {
                    Mark = table.Column<int>(type: "integer", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    LimitAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DossierId = table.Column<Guid>(type: "uuid", nullable: false),
                    NoticedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeadlineNotices", x => new { x.SubjectId, x.Mark, x.LimitAt });
                });

            migrationBuilder.CreateTable(
                name: "DeadlineTurns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Node = table.Column<string>(type: "text", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeadlineTurns", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Phone",
                table: "Dossiers",
                column: "Phone");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_Status_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "Status", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "UnitId", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BoardViews_AgencyId",
                table: "BoardViews",
                column: "AgencyId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardViews_OwnerId",
                table: "BoardViews",
                column: "OwnerId");

            DossierSearchRules.CreateOnPostgres(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            DossierSearchRules.DropOnPostgres(migrationBuilder);

            migrationBuilder.DropTable(
                name: "BoardChoices");

            migrationBuilder.DropTable(
                name: "BoardViews");

            migrationBuilder.DropTable(
                name: "DeadlineNotices");

            migrationBuilder.DropTable(
                name: "DeadlineTurns");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Phone",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_Status_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_UpdatedAt",
                table: "Dossiers");
        }
    }
}
