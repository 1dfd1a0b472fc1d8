//! META: what an application is, in one table of properties.
//!
//! The keyword parser of `ext:saveinitmem`, the META section, the flags of `monolisp-bundle build`, `info` and
//! the reference page all iterate [`PROPERTIES`]; a new property is a new row.
//!
//! The section can be read without loading the heap. It is a sequence of records with ascending tags:
//!
//! ```text
//!  u16 tag, u16 type, u32 length of the value, value
//!  type 1 boolean: one byte, 0 or 1          type 3 text list: per text a u32 length, then UTF-8
//!  type 2 text: UTF-8                        type 4 executable mode: one byte
//! ```

use std::fmt;

/// What a property's value is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum PropertyType {
    /// True or false.
    Boolean = 1,
    /// A text.
    Text = 2,
    /// A list of texts.
    TextList = 3,
    /// An [`ExecutableMode`].
    Executable = 4,
}

impl fmt::Display for PropertyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PropertyType::Boolean => "boolean",
            PropertyType::Text => "text",
            PropertyType::TextList => "text list",
            PropertyType::Executable => "executable mode",
        })
    }
}

/// Whether and how an image is an executable.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum ExecutableMode {
    /// `nil`: an image file only.
    #[default]
    None = 0,
    /// `t`: an executable that takes the runtime's options.
    RuntimeOptions = 1,
    /// `0`: an executable that leaves all arguments to the program.
    Delegating = 2,
}

impl ExecutableMode {
    /// The mode with number `number`, or `None`.
    pub fn from_number(number: u8) -> Option<ExecutableMode> {
        [ExecutableMode::None, ExecutableMode::RuntimeOptions, ExecutableMode::Delegating]
            .into_iter()
            .find(|mode| *mode as u8 == number)
    }

    /// The value of the `:executable` keyword.
    pub fn keyword_value(self) -> &'static str {
        match self {
            ExecutableMode::None => "nil",
            ExecutableMode::RuntimeOptions => "t",
            ExecutableMode::Delegating => "0",
        }
    }
}

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
    /// Starts without the banner and without the farewell.
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

/// A property's value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PropertyValue {
    /// See [`PropertyType::Boolean`].
    Boolean(bool),
    /// See [`PropertyType::Text`].
    Text(String),
    /// See [`PropertyType::TextList`].
    TextList(Vec<String>),
    /// See [`PropertyType::Executable`].
    Executable(ExecutableMode),
}

impl PropertyValue {
    /// The type that the value has.
    pub fn value_type(&self) -> PropertyType {
        match self {
            PropertyValue::Boolean(_) => PropertyType::Boolean,
            PropertyValue::Text(_) => PropertyType::Text,
            PropertyValue::TextList(_) => PropertyType::TextList,
            PropertyValue::Executable(_) => PropertyType::Executable,
        }
    }

    fn encode(&self) -> Vec<u8> {
        match self {
            PropertyValue::Boolean(value) => vec![u8::from(*value)],
            PropertyValue::Text(text) => text.as_bytes().to_vec(),
            PropertyValue::TextList(texts) => {
                let mut bytes = Vec::new();
                for text in texts {
                    bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
                    bytes.extend_from_slice(text.as_bytes());
                }
                bytes
            }
            PropertyValue::Executable(mode) => vec![*mode as u8],
        }
    }

    /// Reads a value; `None` when the bytes are none of that type.
    fn decode(value_type: PropertyType, bytes: &[u8]) -> Option<PropertyValue> {
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).ok().map(str::to_owned);
        match (value_type, bytes) {
            (PropertyType::Boolean, [value @ (0 | 1)]) => Some(PropertyValue::Boolean(*value == 1)),
            (PropertyType::Text, bytes) => text(bytes).map(PropertyValue::Text),
            (PropertyType::TextList, mut rest) => {
                let mut texts = Vec::new();
                while !rest.is_empty() {
                    let (len, behind) = rest.split_first_chunk::<4>()?;
                    let (bytes, behind) = behind.split_at_checked(u32::from_le_bytes(*len) as usize)?;
                    texts.push(text(bytes)?);
                    rest = behind;
                }
                Some(PropertyValue::TextList(texts))
            }
            (PropertyType::Executable, [mode]) => {
                ExecutableMode::from_number(*mode).map(PropertyValue::Executable)
            }
            _ => None,
        }
    }
}

impl fmt::Display for PropertyValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PropertyValue::Boolean(value) => write!(f, "{value}"),
            PropertyValue::Text(text) => f.write_str(text),
            PropertyValue::TextList(texts) => f.write_str(&texts.join(", ")),
            PropertyValue::Executable(mode) => f.write_str(mode.keyword_value()),
        }
    }
}

/// Why META cannot be read, or a value cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MetaError {
    /// The section ends within a record.
    #[error("it ends within the record at byte {offset}")]
    CutShort {
        /// Where the record starts.
        offset: usize,
    },
    /// No property has the tag.
    #[error("the record at byte {offset} has the unknown tag {tag}")]
    UnknownTag {
        /// Where the record starts.
        offset: usize,
        /// Its tag.
        tag: u16,
    },
    /// Tags do not ascend.
    #[error("the record of {property} at byte {offset} stands behind one with a higher or equal tag")]
    Order {
        /// Where the record starts.
        offset: usize,
        /// Its property.
        property: Property,
    },
    /// A record has another type than its property.
    #[error("the record of {property} at byte {offset} has type {found}, not {expected}")]
    RecordType {
        /// Where the record starts.
        offset: usize,
        /// Its property.
        property: Property,
        /// Number of the record's type.
        found: u16,
        /// The property's type.
        expected: PropertyType,
    },
    /// A record's value is none of its type.
    #[error("the record of {property} at byte {offset} holds no {expected}")]
    Value {
        /// Where the record starts.
        offset: usize,
        /// Its property.
        property: Property,
        /// The property's type.
        expected: PropertyType,
    },
    /// A value of the wrong type was given.
    #[error("{property} is a {expected}, not a {found}")]
    Type {
        /// The property.
        property: Property,
        /// Type of the value.
        found: PropertyType,
        /// The property's type.
        expected: PropertyType,
    },
    /// A value is too long to be written.
    #[error("the value of {property} has {len} bytes, at most {max} are possible")]
    TooLong {
        /// The property.
        property: Property,
        /// Its length.
        len: usize,
        /// The largest length.
        max: usize,
    },
}

const MAX_VALUE_BYTES: usize = 1 << 24;
const RECORD_FIXED_BYTES: usize = 8;

/// What an application is: the properties that somebody gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Application {
    values: Vec<Option<PropertyValue>>,
}

impl Default for Application {
    fn default() -> Application {
        Application { values: vec![None; PROPERTIES.len()] }
    }
}

impl Application {
    /// Gives a property its value.
    pub fn set(&mut self, property: Property, value: PropertyValue) -> Result<(), MetaError> {
        let expected = property.info().value_type;
        if value.value_type() != expected {
            return Err(MetaError::Type { property, found: value.value_type(), expected });
        }
        let len = value.encode().len();
        if len > MAX_VALUE_BYTES {
            return Err(MetaError::TooLong { property, len, max: MAX_VALUE_BYTES });
        }
        self.values[property as usize] = Some(value);
        Ok(())
    }

    /// Takes a property's value away, so that its default counts.
    pub fn clear(&mut self, property: Property) {
        self.values[property as usize] = None;
    }

    /// The value that was given.
    pub fn get(&self, property: Property) -> Option<&PropertyValue> {
        self.values[property as usize].as_ref()
    }

    /// A boolean property, or its default; false where the saving session has the default.
    pub fn flag(&self, property: Property) -> bool {
        match (self.get(property), property.info().default) {
            (Some(PropertyValue::Boolean(value)), _) => *value,
            (None, DefaultValue::Boolean(value)) => value,
            (None, DefaultValue::Unless(other)) => self.get(other).is_none(),
            _ => false,
        }
    }

    /// A text property.
    pub fn text(&self, property: Property) -> Option<&str> {
        match self.get(property) {
            Some(PropertyValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A text list property; empty when absent.
    pub fn texts(&self, property: Property) -> &[String] {
        match self.get(property) {
            Some(PropertyValue::TextList(texts)) => texts,
            _ => &[],
        }
    }

    /// Whether and how the image is an executable.
    pub fn executable(&self) -> ExecutableMode {
        match self.get(Property::Executable) {
            Some(PropertyValue::Executable(mode)) => *mode,
            _ => ExecutableMode::None,
        }
    }

    /// The properties that were given, in table order.
    pub fn given(&self) -> impl Iterator<Item = (&'static PropertyInfo, &PropertyValue)> {
        PROPERTIES.iter().zip(&self.values).filter_map(|(info, value)| Some((info, value.as_ref()?)))
    }

    /// The section's bytes. Properties that only the saving obeys are left out.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (info, value) in self.given().filter(|(info, _)| info.scope != Scope::Saving) {
            let value = value.encode();
            bytes.extend_from_slice(&info.tag.to_le_bytes());
            bytes.extend_from_slice(&(info.value_type as u16).to_le_bytes());
            bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
            bytes.extend_from_slice(&value);
        }
        bytes
    }

    /// Reads a section's bytes.
    pub fn decode(bytes: &[u8]) -> Result<Application, MetaError> {
        let mut application = Application::default();
        let mut previous = None;
        let mut rest = bytes;
        while !rest.is_empty() {
            let offset = bytes.len() - rest.len();
            let (fixed, behind) =
                rest.split_first_chunk::<RECORD_FIXED_BYTES>().ok_or(MetaError::CutShort { offset })?;
            let tag = u16::from_le_bytes([fixed[0], fixed[1]]);
            let found = u16::from_le_bytes([fixed[2], fixed[3]]);
            let len = u32::from_le_bytes([fixed[4], fixed[5], fixed[6], fixed[7]]) as usize;
            let (value, behind) = behind.split_at_checked(len).ok_or(MetaError::CutShort { offset })?;
            let property = Property::from_tag(tag).ok_or(MetaError::UnknownTag { offset, tag })?;
            if previous >= Some(tag) {
                return Err(MetaError::Order { offset, property });
            }
            let expected = property.info().value_type;
            if found != expected as u16 {
                return Err(MetaError::RecordType { offset, property, found, expected });
            }
            let value = PropertyValue::decode(expected, value).ok_or(MetaError::Value {
                offset,
                property,
                expected,
            })?;
            application.values[property as usize] = Some(value);
            previous = Some(tag);
            rest = behind;
        }
        Ok(application)
    }
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

    fn sample() -> Application {
        let mut application = Application::default();
        for (property, value) in [
            (Property::InitFunction, PropertyValue::Text("MAIN".to_owned())),
            (Property::Executable, PropertyValue::Executable(ExecutableMode::Delegating)),
            (Property::Quiet, PropertyValue::Boolean(true)),
            (Property::LockedPackages, PropertyValue::TextList(vec!["CL".to_owned(), "Ä".to_owned()])),
        ] {
            application.set(property, value).expect("the type is right");
        }
        application
    }

    #[test]
    fn encoded_applications_come_back() {
        let mut application = sample();
        let bytes = application.encode();
        assert_eq!(Application::decode(&bytes), Ok(application.clone()));
        application.set(Property::Verbose, PropertyValue::Boolean(true)).expect("the type is right");
        assert_eq!(application.encode(), bytes, "what only saving obeys is not kept");
    }

    #[test]
    fn defaults_follow_the_table() {
        assert!(Application::default().flag(Property::Script));
        assert!(!sample().flag(Property::Script), "an init function takes the arguments");
        assert!(!Application::default().flag(Property::Quiet));
        assert_eq!(Application::default().executable(), ExecutableMode::None);
    }

    #[test]
    fn records_are_checked() {
        let record = |tag: u16, value_type: u16, value: &[u8]| {
            let mut bytes = tag.to_le_bytes().to_vec();
            bytes.extend_from_slice(&value_type.to_le_bytes());
            bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
            bytes.extend_from_slice(value);
            bytes
        };
        let rows: &[(Vec<u8>, &str)] = &[
            (record(99, 1, &[1]), "the record at byte 0 has the unknown tag 99"),
            (record(4, 2, b"x"), "the record of quiet at byte 0 has type 2, not boolean"),
            (record(4, 1, &[2]), "the record of quiet at byte 0 holds no boolean"),
            (record(1, 2, &[0xff]), "the record of init-function at byte 0 holds no text"),
            (record(3, 4, &[3]), "the record of executable at byte 0 holds no executable mode"),
            (record(9, 3, &[9, 0, 0, 0, b'x']), "the record of locked-packages at byte 0 holds no text list"),
            (
                [record(5, 1, &[1]), record(4, 1, &[1])].concat(),
                "the record of quiet at byte 9 stands behind one with a higher or equal tag",
            ),
            (record(4, 1, &[1])[..8].to_vec(), "it ends within the record at byte 0"),
        ];
        for (bytes, message) in rows {
            let error = Application::decode(bytes).expect_err(message);
            assert_eq!(error.to_string(), *message);
        }
    }

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
