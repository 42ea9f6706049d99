using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenDossiers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_Status_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_Status_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Status_DueAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_SectorCode_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_Status_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_UpdatedAt",
                table: "Dossiers");

            migrationBuilder.AddColumn<bool>(
                name: "IsOpen",
                table: "Dossiers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // Neither refused, discontinued, returned nor withdrawn.
            migrationBuilder.Sql(
                """UPDATE "Dossiers" SET "IsOpen" = TRUE WHERE "Status" IN (1, 2, 4, 5, 6, 9) OR "Status" = 7 AND "WithdrawnAt" IS NULL""");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_AcceptedAt",
                table: "Dossiers",
                column: "AcceptedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Closed_ProcessingAgencyId",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "Status", "UpdatedAt", "Id" },
                filter: "NOT \"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Closed_ReceivingAgencyId",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "Status", "UpdatedAt", "Id" },
                filter: "NOT \"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Closed_UnitId",
                table: "Dossiers",
                columns: new[] { "UnitId", "Status", "UpdatedAt", "Id" },
                filter: "NOT \"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_CompletedAt",
                table: "Dossiers",
                column: "CompletedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Open_ProcessingAgencyId",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "Status", "UpdatedAt", "Id", "DueAt", "AssigneeId", "SectorCode", "ProcedureCode", "ApprovalLevel", "IsLetterBeforeLeader", "SupplementAnsweredAt", "PaymentProofAt", "SubmittedAt", "UnitId", "ReceivingAgencyId", "IsOpen" },
                filter: "\"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Open_ReceivingAgencyId",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "Status", "UpdatedAt", "Id", "DueAt", "AssigneeId", "SectorCode", "ProcedureCode", "ApprovalLevel", "IsLetterBeforeLeader", "SupplementAnsweredAt", "PaymentProofAt", "SubmittedAt", "UnitId", "ProcessingAgencyId", "IsOpen" },
                filter: "\"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Open_UnitId",
                table: "Dossiers",
                columns: new[] { "UnitId", "Status", "UpdatedAt", "Id", "DueAt", "AssigneeId", "SectorCode", "ProcedureCode", "ApprovalLevel", "IsLetterBeforeLeader", "SupplementAnsweredAt", "PaymentProofAt", "SubmittedAt", "ReceivingAgencyId", "ProcessingAgencyId", "IsOpen" },
                filter: "\"IsOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_SectorCode_UpdatedAt_Id",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "SectorCode", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_UpdatedAt_Id_UnitId",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "UpdatedAt", "Id", "UnitId" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_SectorCode_UpdatedAt_Id",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "SectorCode", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_UpdatedAt_Id_UnitId",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "UpdatedAt", "Id", "UnitId" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Status",
                table: "Dossiers",
                column: "Status");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_SectorCode_UpdatedAt_Id",
                table: "Dossiers",
                columns: new[] { "UnitId", "SectorCode", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_UpdatedAt_Id",
                table: "Dossiers",
                columns: new[] { "UnitId", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_WithdrawnAt",
                table: "Dossiers",
                column: "WithdrawnAt",
                filter: "\"WithdrawnAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Dossiers_AcceptedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Closed_ProcessingAgencyId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Closed_ReceivingAgencyId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Closed_UnitId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_CompletedAt",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Open_ProcessingAgencyId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Open_ReceivingAgencyId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Open_UnitId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_SectorCode_UpdatedAt_Id",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_UpdatedAt_Id_UnitId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_SectorCode_UpdatedAt_Id",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_UpdatedAt_Id_UnitId",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_Status",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_SectorCode_UpdatedAt_Id",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_UpdatedAt_Id",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_WithdrawnAt",
                table: "Dossiers");

            migrationBuilder.DropColumn(
                name: "IsOpen",
                table: "Dossiers");

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "SectorCode", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_Status_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "Status", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_SectorCode_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "SectorCode", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_Status_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "Status", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_Status_DueAt",
                table: "Dossiers",
                columns: new[] { "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_SectorCode_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "UnitId", "SectorCode", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_Status_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "UnitId", "Status", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_UpdatedAt",
                table: "Dossiers",
                columns: new[] { "UnitId", "UpdatedAt" });
        }
    }
}
