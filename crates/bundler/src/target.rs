//! The platforms a template can be built for, and the executable formats they use.
//!
//! The number of a target is written into every slot; numbers are never reused.

use core::fmt;

/// An executable file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Linux executables.
    Elf,
    /// Windows executables.
    Pe,
    /// macOS executables.
    MachO,
}

impl Format {
    /// The format that the first bytes of a file announce.
    pub(crate) fn of(first_bytes: &[u8]) -> Option<Format> {
        match first_bytes {
            [0x7f, b'E', b'L', b'F', ..] => Some(Format::Elf),
            [b'M', b'Z', ..] => Some(Format::Pe),
            [0xcf, 0xfa, 0xed, 0xfe, ..] | [0xca, 0xfe, 0xba, 0xbe, ..] => Some(Format::MachO),
            _ => None,
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Elf => "ELF",
            Format::Pe => "PE",
            Format::MachO => "Mach-O",
        })
    }
}

macro_rules! targets {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $name:literal, $format:ident;)*) => {
        /// A platform that a template runs on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u32)]
        pub enum Target {
            $($(#[$doc])* $variant = $id,)*
        }

        impl Target {
            /// Every target, in the order of their numbers.
            pub const ALL: &[Target] = &[$(Target::$variant),*];

            /// The name by which users choose the target.
            pub const fn name(self) -> &'static str {
                match self { $(Target::$variant => $name,)* }
            }

            /// The format of the target's executables.
            pub const fn format(self) -> Format {
                match self { $(Target::$variant => Format::$format,)* }
            }

            pub(crate) const fn from_id(id: u32) -> Option<Target> {
                match id { $($id => Some(Target::$variant),)* _ => None }
            }
        }
    };
}

targets! {
    /// Linux on x86-64.
    LinuxX86_64 = 1, "linux-x86_64", Elf;
    /// Linux on 64-bit ARM.
    LinuxAarch64 = 2, "linux-aarch64", Elf;
    /// Windows on x86-64.
    WindowsX86_64 = 3, "windows-x86_64", Pe;
    /// macOS on x86-64.
    MacosX86_64 = 4, "macos-x86_64", MachO;
    /// macOS on 64-bit ARM.
    MacosAarch64 = 5, "macos-aarch64", MachO;
}

impl Target {
    /// The target this code was compiled for.
    pub const HOST: Target = crate::os::TARGET;
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
