using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SoughtFields : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SubmittedDocument_DossierId",
                table: "SubmittedDocument");

            migrationBuilder.CreateTable(
                name: "SoughtFields",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ProcedureCode = table.Column<string>(type: "text", nullable: false),
                    Path = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    IsGuarded = table.Column<bool>(type: "boolean", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Cursor = table.Column<Guid>(type: "uuid", nullable: true),
                    Filled = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SoughtFields", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SoughtValues",
                columns: table => new
                {
                    FieldId = table.Column<int>(type: "integer", nullable: false),
                    DossierId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SoughtValues", x => new { x.DossierId, x.FieldId, x.Key });
                    table.ForeignKey(
                        name: "FK_SoughtValues_Dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "Dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SoughtValues_SoughtFields_FieldId",
                        column: x => x.FieldId,
                        principalTable: "SoughtFields",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SubmittedDocument_DossierId_ComponentCode",
                table: "SubmittedDocument",
                columns: new[] { "DossierId", "ComponentCode" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ProcessingAgencyId_ProcedureCode_UpdatedAt_Id",
                table: "Dossiers",
                columns: new[] { "ProcessingAgencyId", "ProcedureCode", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_ReceivingAgencyId_ProcedureCode_UpdatedAt_Id",
                table: "Dossiers",
                columns: new[] { "ReceivingAgencyId", "ProcedureCode", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Dossiers_UnitId_ProcedureCode_UpdatedAt_Id",
                table: "Dossiers",
                columns: new[] { "UnitId", "ProcedureCode", "UpdatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SoughtFields_ProcedureCode_Path",
                table: "SoughtFields",
                columns: new[] { "ProcedureCode", "Path" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SoughtValues_FieldId_Key_DossierId",
                table: "SoughtValues",
                columns: new[] { "FieldId", "Key", "DossierId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SoughtValues");

            migrationBuilder.DropTable(
                name: "SoughtFields");

            migrationBuilder.DropIndex(
                name: "IX_SubmittedDocument_DossierId_ComponentCode",
                table: "SubmittedDocument");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ProcessingAgencyId_ProcedureCode_UpdatedAt_Id",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_ReceivingAgencyId_ProcedureCode_UpdatedAt_Id",
                table: "Dossiers");

            migrationBuilder.DropIndex(
                name: "IX_Dossiers_UnitId_ProcedureCode_UpdatedAt_Id",
                table: "Dossiers");

            migrationBuilder.CreateIndex(
                name: "IX_SubmittedDocument_DossierId",
                table: "SubmittedDocument",
                column: "DossierId");
        }
    }
}
