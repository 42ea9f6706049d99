using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dvc.Blazor.Infrastructure.Files;

/// <summary>The three acts that make a file last, in a shape that a test can watch.</summary>
internal sealed record Disk(Action<SafeFileHandle> FlushFile, Action<string, string> Rename, Action<string> FlushFolder)
{
    public static Disk Real { get; } = new(RandomAccess.FlushToDisk, (from, to) => File.Move(from, to, overwrite: true), Folder.Flush);

    private static class Folder
    {
        // A renamed file is found again after a power cut only if its folder was written out too; .NET cannot open folders.
        public static void Flush(string path)
        {
            if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            {
                return;
            }

            var folder = open(path, 0);
            if (folder < 0)
            {
                throw new IOException($"Cannot open the folder to flush it (error {Marshal.GetLastPInvokeError()}).");
            }

            try
            {
                if (fsync(folder) != 0)
                {
                    throw new IOException($"Cannot flush the folder (error {Marshal.GetLastPInvokeError()}).");
                }
            }
            finally
            {
                _ = close(folder);
            }
        }

#pragma warning disable SYSLIB1054, IDE1006, CA2101 // the generated form needs unsafe code for the whole project; names are libc's
        [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int fsync(int descriptor);

        [DllImport("libc", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int close(int descriptor);
#pragma warning restore SYSLIB1054, IDE1006, CA2101
    }
}
