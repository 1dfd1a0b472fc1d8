//! Values of properties, and how they are encoded.
//!
//! ```text
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

    pub(super) fn encode(&self) -> Vec<u8> {
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
    pub(super) fn decode(value_type: PropertyType, bytes: &[u8]) -> Option<PropertyValue> {
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
