using Dvc.Blazor.Domain.Forms;

namespace Dvc.Blazor.Domain.Procedures.Moves;

/// <summary>Where in a form the path of an answer leads, whatever row it stands in.</summary>
public static class MovePlaces
{
    /// <summary>The keys on the way to the field, without the ids of rows.</summary>
    public static string Place(FormDefinition form, string path) => Walk(form, path, untilRows: false);

    /// <summary>How a request for supplements names the field: by its path; what stands in a row by its repeating group, since rows have no lasting names.</summary>
    public static string Asked(FormDefinition form, string path) => Walk(form, path, untilRows: true);

    private static string Walk(FormDefinition form, string path, bool untilRows)
    {
        var (place, isRow) = ("", false);
        FormField? field = null;
        var fields = form.Sections.SelectMany(section => section.Fields);
        foreach (var part in path.Split(AnswerPath.Separator))
        {
            if (field?.Kind == FieldKind.RepeatingGroup && !isRow)
            {
                if (untilRows)
                {
                    return place;
                }

                isRow = true;
                continue;
            }

            (place, isRow) = (AnswerPath.Child(place, part), false);
            field = fields.FirstOrDefault(f => f.Key == part);
            fields = field?.Fields ?? [];
        }

        return place;
    }
}
