using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FoldedNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FoldedName",
                table: "AspNetUsers",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUsers_FoldedName",
                table: "AspNetUsers",
                column: "FoldedName");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AspNetUsers_FoldedName",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "FoldedName",
                table: "AspNetUsers");
        }
    }
}
