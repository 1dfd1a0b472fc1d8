//! Constants that are part of the format: declared once, listed for its digest.

/// Declares a module of constants, and lists their names and values in its TABLE, which is part of the format
/// digest.
macro_rules! listed_constants {
    ($(#[$doc:meta])* pub mod $module:ident {
        $($(#[$constant_doc:meta])* pub const $name:ident: $type:ty = $value:expr;)*
    }) => {
        $(#[$doc])*
        pub mod $module {
            $($(#[$constant_doc])* pub const $name: $type = $value;)*
            pub(crate) const TABLE: &[(&str, u64)] = &[$((stringify!($name), $name as u64),)*];
        }
    };
}
pub(crate) use listed_constants;
