using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using Microsoft.AspNetCore.Components;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Dvc.Blazor.Tests.Architecture;

/// <summary>
/// The directions of dependencies (docs/architecture.md). Rules about a folder that is still empty hold by themselves
/// and begin to bite with its first class. Not seen by these rules: a constant of another folder, since the compiler copies it.
/// </summary>
public sealed class DependencyTests
{
    private const string Root = @"^Dvc\.Blazor";
    private const string Features = "Dvc.Blazor.Features.";

    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader()
        .LoadAssemblies(typeof(Program).Assembly, typeof(ComponentBase).Assembly)
        .Build();

    [Theory]
    [InlineData("Domain", "Features")]
    [InlineData("Domain", "Infrastructure")]
    [InlineData("Domain", "Components")]
    [InlineData("Domain", "Text")]
    [InlineData("Infrastructure", "Features")]
    [InlineData("Infrastructure", "Components")]
    [InlineData("Components", "Features")]
    [InlineData("Components", "Infrastructure")]
    public void Folder_DoesNotDependOn(string from, string to) =>
        Holds(TypesIn(from).Should().NotDependOnAny(AnyMatching($@"{Root}\.{to}(\.|$)")).WithoutRequiringPositiveResults());

    [Fact]
    public void Domain_KnowsNoFramework() =>
        Holds(
            TypesIn("Domain")
                .Should()
                .NotDependOnAny(
                    AnyMatching(
                        @"^(Microsoft\.(EntityFrameworkCore|AspNetCore|Extensions|Data)|MudBlazor|MailKit|MimeKit|SkiaSharp|Npgsql)"
                    )
                )
        );

    [Fact]
    public void Domain_ReachesNothingOutside() =>
        Holds(
            TypesIn("Domain")
                .Should()
                .NotDependOnAny(
                    Types(true)
                        .That()
                        .HaveFullNameMatching(@"^System\.(IO\.(File|Directory|Stream)|Net\.|Data\.|TimeProvider$|Environment$|Random$)")
                )
        );

    [Fact]
    public void Components_DoNotTouchTheDatabase() =>
        Holds(
            Classes()
                .That()
                .AreAssignableTo(typeof(ComponentBase))
                .And()
                .ResideInNamespaceMatching(Root)
                .Should()
                .NotDependOnAny(
                    AnyMatching(@"^Microsoft\.EntityFrameworkCore").Or().ResideInNamespaceMatching($@"{Root}\.Infrastructure\.Persistence")
                )
                .WithoutRequiringPositiveResults()
        );

    [Fact]
    public void Features_DoNotKnowEachOther()
    {
        var features = Code
            .Types.Select(t => t.Namespace.FullName)
            .Where(n => n.StartsWith(Features, StringComparison.Ordinal))
            .Select(n => n.Split('.')[3])
            .Distinct();

        foreach (var feature in features)
        {
            Holds(
                TypesIn($@"Features\.{feature}")
                    .Should()
                    .NotDependOnAny(AnyMatching($@"{Root}\.Features\.(?!{feature}(\.|$))"))
                    .WithoutRequiringPositiveResults()
            );
        }
    }

    private static ArchUnitNET.Fluent.Syntax.Elements.Types.GivenTypesConjunction TypesIn(string folder) =>
        Types().That().ResideInNamespaceMatching($@"{Root}\.{folder}(\.|$)");

    // Also types that are only referred to, of assemblies that are not loaded.
    private static ArchUnitNET.Fluent.Syntax.Elements.Types.GivenTypesConjunction AnyMatching(string space) =>
        Types(true).That().ResideInNamespaceMatching(space);

    private static void Holds(IArchRule rule)
    {
        var broken = rule.Evaluate(Code).Where(r => !r.Passed).Select(r => r.Description).ToList();
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }
}
