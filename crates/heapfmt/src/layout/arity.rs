//! How functions are called: what a prototype's arity says.

/// How many arguments a function takes and how many registers it needs, packed in a fixnum of its prototype.
///
/// On entry the registers hold: required parameters, optional parameters (or UNSUPPLIED), then one register with
/// the rest list when `rest` or `keys` is set (NIL unless `rest` is), then one register per keyword parameter (or UNSUPPLIED).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arity {
    /// Number of required parameters, at most 4095.
    pub required: u16,
    /// Number of optional parameters, at most 4095.
    pub optional: u16,
    /// Takes &rest.
    pub rest: bool,
    /// Takes &key; their names are in the prototype's KEYWORDS, which also says how many they are.
    pub keys: bool,
    /// Takes &allow-other-keys.
    pub allow_other_keys: bool,
    /// Number of registers of a frame, parameters included, at most 65535.
    pub registers: u16,
}

impl Arity {
    const FIELD12: u64 = 0xfff;

    /// The packed form: registers in bits 0-15, required 16-27, optional 28-39, rest 40, keys 41, allow 42.
    ///
    /// A function of required parameters only is one whose packed form is below 2^28.
    pub const fn pack(self) -> i64 {
        (self.registers as u64
            | (self.required as u64 & Self::FIELD12) << 16
            | (self.optional as u64 & Self::FIELD12) << 28
            | (self.rest as u64) << 40
            | (self.keys as u64) << 41
            | (self.allow_other_keys as u64) << 42) as i64
    }

    /// The reverse of [`Arity::pack`].
    pub const fn unpack(packed: i64) -> Arity {
        let bits = packed as u64;
        Arity {
            registers: bits as u16,
            required: (bits >> 16 & Self::FIELD12) as u16,
            optional: (bits >> 28 & Self::FIELD12) as u16,
            rest: bits >> 40 & 1 != 0,
            keys: bits >> 41 & 1 != 0,
            allow_other_keys: bits >> 42 & 1 != 0,
        }
    }

    /// Whether the packed arity is that of a function of `n_args` required parameters and no others.
    #[inline(always)]
    pub const fn is_exactly(packed: i64, n_args: usize) -> bool {
        packed >> 16 == n_args as i64
    }

    /// The number of registers in a packed arity.
    #[inline(always)]
    pub const fn registers_of(packed: i64) -> usize {
        packed as u16 as usize
    }
}
