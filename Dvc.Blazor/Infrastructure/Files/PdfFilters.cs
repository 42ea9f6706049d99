using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>A file unpacks into more than anybody needs.</summary>
internal sealed class UnpackedTooLargeException : Exception;

/// <summary>The packings in which the structure of a PDF is written; pictures are never unpacked here. One budget for the whole document.</summary>
internal sealed class PdfFilters : BaseFilterProvider, ILookupFilterProvider
{
    public PdfFilters()
        : base(Known()) { }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary, UglyToad.PdfPig.Tokenization.Scanner.IPdfTokenScanner scanner) =>
        GetFilters(dictionary);

    private static Dictionary<string, IFilter> Known()
    {
        var flate = new CountedFlate();
        return new(StringComparer.Ordinal)
        {
            ["FlateDecode"] = flate,
            ["Fl"] = flate,
            ["ASCII85Decode"] = new Ascii85Filter(),
            ["A85"] = new Ascii85Filter(),
            ["ASCIIHexDecode"] = new AsciiHexDecodeFilter(),
            ["AHx"] = new AsciiHexDecodeFilter(),
        };
    }

    private sealed class CountedFlate : IFilter
    {
        private const long Budget = 256L << 20;

        private readonly FlateFilter _flate = new();
        private long _unpacked;

        public bool IsSupported => true;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            Count(input);
            return _flate.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        private void Count(Memory<byte> input)
        {
            using var packed = new MemoryStream(input.ToArray(), writable: false);
            using var unpacking = new ZLibStream(packed, CompressionMode.Decompress);
            var block = new byte[1 << 16];
            try
            {
                int read;
                while ((read = unpacking.Read(block)) > 0)
                {
                    _unpacked += read;
                    if (_unpacked > Budget)
                    {
                        throw new UnpackedTooLargeException();
                    }
                }
            }
            catch (InvalidDataException)
            {
                // The real filter says what is wrong with it, or makes do with what it can read.
            }
        }
    }
}
