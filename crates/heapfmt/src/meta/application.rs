//! The properties that somebody gave to an application, and the META section that holds them.
//!
//! The section is a sequence of records with ascending tags:
//!
//! ```text
//!  u16 tag, u16 type, u32 length of the value, value
//! ```

use super::{
    DefaultValue, ExecutableMode, PROPERTIES, Property, PropertyInfo, PropertyType, PropertyValue, Scope,
};

/// Why META cannot be read, or a value cannot be taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MetaError {
    /// The section ends within a record.
    #[error("it ends within the record at byte {offset}")]
    CutShort {
        /// Where the record starts.
        offset: usize,
    },
    /// No property that images keep has the tag.
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
            let property = Property::from_tag(tag)
                .filter(|property| property.info().scope != Scope::Saving)
                .ok_or(MetaError::UnknownTag { offset, tag })?;
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
            (record(10, 1, &[1]), "the record at byte 0 has the unknown tag 10"),
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
}
