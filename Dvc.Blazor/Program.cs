using Dvc.Blazor.Components;
using Dvc.Blazor.Infrastructure.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebShell();

var app = builder.Build();
app.UseWebShell();
app.MapWebShell<App>();
await app.RunAsync();
