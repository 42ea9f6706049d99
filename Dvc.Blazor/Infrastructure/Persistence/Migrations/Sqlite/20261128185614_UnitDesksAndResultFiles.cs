using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Dvc.Blazor.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UnitDesksAndResultFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ResultFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DossierId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubtaskId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Return = table.Column<int>(type: "INTEGER", nullable: true),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    File_FileName = table.Column<string>(type: "TEXT", nullable: false),
                    File_Length = table.Column<long>(type: "INTEGER", nullable: false),
                    File_MediaType = table.Column<string>(type: "TEXT", nullable: false),
                    File_Pages = table.Column<int>(type: "INTEGER", nullable: true),
                    File_Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    File_ThumbnailSha256 = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResultFiles_Dossiers_DossierId",
                        column: x => x.DossierId,
                        principalTable: "Dossiers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ResultFiles_Subtasks_SubtaskId",
                        column: x => x.SubtaskId,
                        principalTable: "Subtasks",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "UnitDesks",
                columns: table => new
                {
                    AgencyId = table.Column<string>(type: "TEXT", nullable: false),
                    Sharing = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UnitDesks", x => x.AgencyId);
                    table.ForeignKey(
                        name: "FK_UnitDesks_Agencies_AgencyId",
                        column: x => x.AgencyId,
                        principalTable: "Agencies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ResultFiles_DossierId_At",
                table: "ResultFiles",
                columns: new[] { "DossierId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ResultFiles_SubtaskId",
                table: "ResultFiles",
                column: "SubtaskId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ResultFiles");

            migrationBuilder.DropTable(
                name: "UnitDesks");
        }
    }
}
