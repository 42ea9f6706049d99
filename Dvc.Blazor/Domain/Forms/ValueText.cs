using System.Globalization;

namespace Dvc.Blazor.Domain.Forms;

/// <summary>Plain text of a typed value, for concatenation and for showing it when no label is needed.</summary>
public static class ValueText
{
    public static string Of(FormValue? value) =>
        value switch
        {
            TextValue text => text.Text,
            NumberValue number => number.Number.ToString("0.############################", CultureInfo.InvariantCulture),
            ChoiceValue choice => choice.Other ?? choice.Option,
            DateValue date => date.Date.ToDisplay(),
            AddressValue address => Of(address),
            ListValue list => string.Join(", ", list.Items.Select(Of)),
            ManyValue many => string.Join(", ", many.Items.Select(Of)),
            RowsValue rows => rows.Count.ToString(CultureInfo.InvariantCulture),
            _ => "",
        };

    private static string Of(AddressValue address) =>
        string.Join(
            ", ",
            new[] { address.Street, address.Commune?.Name, address.District?.Name, address.Province?.Name }.Where(part =>
                !string.IsNullOrEmpty(part)
            )
        );
}
