namespace Dvc.Blazor.Features.Accounts.MyData;

internal static class MyDataSetup
{
    public static IServiceCollection AddMyData(this IServiceCollection services) =>
        services.AddSingleton<MyLogQuery>().AddSingleton<ConsentDesk>().AddSingleton<DataExport>().AddScoped<ErasureDesk>();
}
