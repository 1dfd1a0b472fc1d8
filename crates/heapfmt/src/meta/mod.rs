//! META: what an application is, in one table of properties.
//!
//! The keyword parser of `ext:saveinitmem`, the META section, the flags of `monolisp-bundle build`, `info` and
//! the reference page all iterate [`PROPERTIES`]; a new property is a new row.
//!
//! The section can be read without loading the heap; [`Application::decode`] reads it.

use std::fmt;

mod application;
mod value;

pub use application::{Application, MetaError};
pub use value::{ExecutableMode, PropertyType, PropertyValue};

/// What a property is when nobody gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DefaultValue {
    /// It stays absent: no text, an empty list.
    Absent,
    /// This boolean.
    Boolean(bool),
    /// True when that property is absent, else false.
    Unless(Property),
    /// The saving session has it; the text says where.
    Session(&'static str),
    /// This mode.
    Executable(ExecutableMode),
}

/// Who gives a property, and whether the image keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// A keyword argument of `ext:saveinitmem`; kept in the image.
    Image,
    /// A keyword argument that only the saving itself obeys.
    Saving,
    /// No keyword; the saver notes it in the image.
    Noted,
}

/// Table row of a property.
pub struct PropertyInfo {
    /// The property.
    pub property: Property,
    /// Its number in the section; never used again for another one.
    pub tag: u16,
    /// Its name; in upper case the saveinitmem keyword.
    pub name: &'static str,
    /// The flag of `monolisp-bundle build`, without dashes; empty when there is none.
    pub build_flag: &'static str,
    /// What its value is.
    pub value_type: PropertyType,
    /// What it is when nobody gives it.
    pub default: DefaultValue,
    /// Who gives it.
    pub scope: Scope,
    /// What it means.
    pub doc: &'static str,
}

macro_rules! properties {
    ($($(#[doc = $doc:literal])* $variant:ident $tag:literal $name:literal $flag:literal
       $value_type:ident $default:expr, $scope:ident;)*) => {
        /// A property of an application.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
        pub enum Property { $($(#[doc = $doc])* $variant,)* }

        /// All properties, in the order of their tags.
        pub static PROPERTIES: &[PropertyInfo] = &[
            $(PropertyInfo {
                property: Property::$variant,
                tag: $tag,
                name: $name,
                build_flag: $flag,
                value_type: PropertyType::$value_type,
                default: $default,
                scope: Scope::$scope,
                doc: concat!($($doc),*),
            },)*
        ];
    };
}

properties! {
    /// Name of the function that the program starts with; it is called without arguments.
    InitFunction 1 "init-function" "main" Text DefaultValue::Absent, Image;
    /// Package of the init function's name; absent when the function has no name.
    InitFunctionPackage 2 "init-function-package" "" Text DefaultValue::Absent, Noted;
    /// nil: an image file; t: an executable that takes the runtime's options; 0: one that leaves all arguments to the program.
    Executable 3 "executable" "" Executable DefaultValue::Executable(ExecutableMode::None), Image;
    /// Starts without the banner.
    Quiet 4 "quiet" "quiet" Boolean DefaultValue::Boolean(false), Image;
    /// Starts without loading the user's initialization file.
    Norc 5 "norc" "norc" Boolean DefaultValue::Boolean(false), Image;
    /// Takes the first positional argument as a script to be loaded.
    Script 6 "script" "script" Boolean DefaultValue::Unless(Property::InitFunction), Image;
    /// What the program is for; a start with -help-image prints it.
    Documentation 7 "documentation" "documentation" Text DefaultValue::Session("the init function's documentation string"), Image;
    /// Name of the package that *PACKAGE* holds at start.
    StartPackage 8 "start-package" "start-package" Text DefaultValue::Session("the current package"), Image;
    /// Names of the packages that saving locks.
    LockedPackages 9 "locked-packages" "locked-package" TextList DefaultValue::Session("custom:*system-package-list*"), Image;
    /// Reports what was saved.
    Verbose 10 "verbose" "verbose" Boolean DefaultValue::Session("custom:*saveinitmem-verbose*"), Saving;
    /// Keeps the global handlers that are established at the time of saving.
    KeepGlobalHandlers 11 "keep-global-handlers" "keep-global-handlers" Boolean DefaultValue::Boolean(false), Image;
    /// Name and version of the runtime that saved the image.
    Creator 12 "creator" "" Text DefaultValue::Absent, Noted;
    /// Linking set of the runtime that saved the image: base or full.
    LinkingSet 13 "linking-set" "" Text DefaultValue::Absent, Noted;
}

impl Property {
    /// The property's table row.
    pub fn info(self) -> &'static PropertyInfo {
        &PROPERTIES[self as usize]
    }

    /// The property with tag `tag`, or `None`.
    pub fn from_tag(tag: u16) -> Option<Property> {
        PROPERTIES.iter().find(|info| info.tag == tag).map(|info| info.property)
    }

    /// The property that the saveinitmem keyword named `name` gives, or `None`.
    pub fn from_keyword(name: &str) -> Option<Property> {
        keywords().find(|info| info.name.eq_ignore_ascii_case(name)).map(|info| info.property)
    }
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.info().name)
    }
}

/// The rows that are keyword arguments of `ext:saveinitmem`.
pub fn keywords() -> impl Iterator<Item = &'static PropertyInfo> {
    PROPERTIES.iter().filter(|info| info.scope != Scope::Noted)
}

const _: () = {
    let mut i = 0;
    while i < PROPERTIES.len() {
        assert!(PROPERTIES[i].property as usize == i, "the table is indexed by property");
        assert!(i == 0 || PROPERTIES[i - 1].tag < PROPERTIES[i].tag, "tags ascend");
        i += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_those_of_saveinitmem() {
        let names: Vec<&str> = keywords().map(|info| info.name).collect();
        let expected = [
            "init-function",
            "executable",
            "quiet",
            "norc",
            "script",
            "documentation",
            "start-package",
            "locked-packages",
            "verbose",
            "keep-global-handlers",
        ];
        assert_eq!(names, expected);
        assert_eq!(Property::from_keyword("INIT-FUNCTION"), Some(Property::InitFunction));
        assert_eq!(Property::from_keyword("CREATOR"), None);
    }
}
