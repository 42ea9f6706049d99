using System.Reflection;
using System.Runtime.CompilerServices;
using Dvc.Blazor.Infrastructure.LiveUpdates;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Dvc.Blazor.Tests.Architecture;

public sealed class PageTests
{
    private static readonly Type[] Types = typeof(Program).Assembly.GetTypes();

    [Fact]
    public void RoutablePage_SaysWhoMayEnter()
    {
        var silent = Types
            .Where(t => t.IsDefined(typeof(RouteAttribute), inherit: false))
            .Where(t => !t.GetCustomAttributes(inherit: true).Any(a => a is AuthorizeAttribute or AllowAnonymousAttribute));

        Nothing(silent, "state neither [Authorize] nor [AllowAnonymous]");
    }

    [Fact]
    public void Component_ThatListensLive_StopsListening()
    {
        var deaf = Types
            .Where(t => typeof(ComponentBase).IsAssignableFrom(t) && Needs(t).Contains(typeof(DossierFeed)))
            .Where(t => !typeof(IDisposable).IsAssignableFrom(t) && !typeof(IAsyncDisposable).IsAssignableFrom(t));

        Nothing(deaf, "take DossierFeed and are not disposable");
    }

    [Fact]
    public void AsyncMethod_CanBeAwaited()
    {
        const BindingFlags all =
            BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var lost = Types
            .SelectMany(t => t.GetMethods(all))
            .Where(m => m.ReturnType == typeof(void) && m.IsDefined(typeof(AsyncStateMachineAttribute)))
            .Select(m => $"{m.DeclaringType}.{m.Name}");

        Nothing(lost, "are async void");
    }

    private static IEnumerable<Type> Needs(Type component) =>
        component
            .GetConstructors()
            .SelectMany(c => c.GetParameters())
            .Select(p => p.ParameterType)
            .Concat(
                component
                    .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                    .Where(p => p.IsDefined(typeof(InjectAttribute)))
                    .Select(p => p.PropertyType)
            );

    private static void Nothing<T>(IEnumerable<T> found, string what) =>
        Assert.True(!found.Any(), $"These {what}: {string.Join(", ", found)}");
}
