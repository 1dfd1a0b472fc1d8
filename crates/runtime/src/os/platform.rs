//! Platforms as programs tell them apart: by keywords in `*features*`.
//!
//! An image always holds those of one platform, so that it is the same file wherever it was saved. A start there does
//! nothing about them; on any other platform it puts its own in their place.

const LINUX: &[&str] = &["UNIX", "LINUX"];
const X86_64: &[&str] = &["X86-64", "PC386", "WORD-SIZE=64"];

/// The features of the platform that images name, by system and processor.
pub(crate) const OF_IMAGES: [&[&str]; 2] = [LINUX, X86_64];

/// Those of the platform that this runtime runs on.
pub(crate) const OWN: [&[&str]; 2] = [SYSTEM, PROCESSOR];

/// Both are the same platform.
pub(crate) const IS_THAT_OF_IMAGES: bool = cfg!(all(target_os = "linux", target_arch = "x86_64"));

#[cfg(target_os = "linux")]
const SYSTEM: &[&str] = LINUX;
#[cfg(target_os = "macos")]
const SYSTEM: &[&str] = &["UNIX", "MACOS", "DARWIN"];
#[cfg(windows)]
const SYSTEM: &[&str] = &["WIN32", "WINDOWS"];
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
const SYSTEM: &[&str] = &["UNIX"];

#[cfg(target_arch = "x86_64")]
const PROCESSOR: &[&str] = X86_64;
#[cfg(target_arch = "aarch64")]
const PROCESSOR: &[&str] = &["ARM64", "AARCH64", "WORD-SIZE=64"];
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const PROCESSOR: &[&str] = &["WORD-SIZE=64"];
