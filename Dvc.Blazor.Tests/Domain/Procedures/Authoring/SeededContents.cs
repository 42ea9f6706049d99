using System.Text.Json.Nodes;
using Dvc.Blazor.Domain.Procedures;
using Dvc.Blazor.Infrastructure.Persistence.Seeding;
using Dvc.Blazor.Tests.Domain.Forms;

namespace Dvc.Blazor.Tests.Domain.Procedures.Authoring;

/// <summary>The contents of all procedures that travel with the program.</summary>
internal static class SeededContents
{
    private static readonly SeedFile File = SeedFile.Open(CatalogueSeed.File);

    public static string Text(string code) =>
        CatalogueSeed.Content(JsonNode.Parse(SeededForms.Procedure(code).GetRawText())!.AsObject(), File);

    public static ProcedureDefinition Of(string code) => ProcedureDefinition.Parse(Text(code));
}
