using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DeskIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_ProcessingStep_To_At",
                table: "ProcessingStep",
                columns: new[] { "To", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ApprovalLevel",
                table: "Dossiers",
                column: "ApprovalLevel",
                filter: "\"ApprovalLevel\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_IsLetterBeforeLeader",
                table: "Dossiers",
                column: "IsLetterBeforeLeader",
                filter: "\"IsLetterBeforeLeader\"");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "SectorCode", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "SectorCode", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_SectorCode_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "UnitId", "SectorCode", "UpdatedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ProcessingStep_To_At",
                table: "ProcessingStep");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ApprovalLevel",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_IsLetterBeforeLeader",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_SectorCode_UpdatedAt",
                table: "Dossiers");
        }
    }
}
