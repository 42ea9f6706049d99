using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Supplements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts");

            migrationBuilder.AddColumn<Guid>(
                name: "RequestId",
                table: "Drafts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts",
                columns: new[] { "OwnerId", "ProcedureCode" },
                unique: true,
                filter: "\"DossierId\" IS NULL AND \"RequestId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_OwnerId_RequestId",
                table: "Drafts",
                columns: new[] { "OwnerId", "RequestId" },
                unique: true,
                filter: "\"RequestId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts");

            migrationBuilder.DropIndex(
                name: "IX_Drafts_OwnerId_RequestId",
                table: "Drafts");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "Drafts");

            migrationBuilder.CreateIndex(
                name: "IX_Drafts_OwnerId_ProcedureCode",
                table: "Drafts",
                columns: new[] { "OwnerId", "ProcedureCode" },
                unique: true,
                filter: "\"DossierId\" IS NULL");
        }
    }
}
