//! Where each type has its slots.

use super::constants::listed_constants;

/// Declares the word positions of a type's slots, counted from the header (which is word 0).
macro_rules! slots {
    ($(#[$doc:meta])* $name:ident { $($(#[$slot_doc:meta])* $slot:ident = $index:expr;)* }) => {
        listed_constants! {
            $(#[$doc])*
            pub mod $name { $($(#[$slot_doc])* pub const $slot: usize = $index;)* }
        }
    };
}

slots! {
    /// Words of a cons.
    cons {
        /// CAR
        CAR = 0;
        /// CDR
        CDR = 1;
    }
}
slots! {
    /// Slots of a symbol. NIL's symbol object lies at [`crate::statics::NIL_SYMBOL_OFFSET`].
    symbol {
        /// Global value, or UNBOUND.
        VALUE = 1;
        /// A function, a macro, a special operator, or UNBOUND.
        FUNCTION = 2;
        /// Property list.
        PLIST = 3;
        /// A string.
        NAME = 4;
        /// Home package or NIL.
        PACKAGE = 5;
        /// Fixnum index into every thread's binding vector; 0 when never bound dynamically.
        BINDING_INDEX = 6;
        /// Property list of what the system knows: setf function, compiler macro, inline expansion, ...
        INFO = 7;
    }
}
slots! {
    /// Slots of a closure. Word 1 is the count: one more than the number of captured values.
    closure {
        /// The prototype.
        PROTOTYPE = 2;
        /// First captured value.
        CAPTURED = 3;
    }
}
slots! {
    /// Slots of a builtin.
    builtin {
        /// Fixnum: row of the image's builtin table.
        INDEX = 1;
        /// Symbol that names it.
        NAME = 2;
        /// The lambda list it was bound with, a string.
        LAMBDA_LIST = 3;
    }
}
slots! {
    /// Slots of a funcallable instance.
    funcallable {
        /// Layout.
        LAYOUT = 1;
        /// The function that a call runs; replaceable.
        FUNCTION = 2;
        /// Simple vector of slot values.
        SLOTS = 3;
    }
}
slots! {
    /// Slots of a function prototype. Word 1 is the count: number of constants plus [`prototype::FIXED`].
    prototype {
        /// Number of slots before the constants.
        FIXED = 6;
        /// The code object.
        CODE = 2;
        /// Fixnum: see [`super::Arity`].
        ARITY = 3;
        /// Name: a symbol, (SETF x), (LABELS x in y), a string, or NIL.
        NAME = 4;
        /// The lambda list as written, for describe and backtraces.
        LAMBDA_LIST = 5;
        /// Simple vector of keyword names, in order, when the function takes keywords; else NIL.
        KEYWORDS = 6;
        /// Source positions, a vector made by the compiler, or NIL. T for the system's own functions.
        DEBUG = 7;
        /// First constant.
        CONSTANTS = 8;
    }
}
slots! {
    /// Slots of an array header. Word 1 is the count: 4 + rank.
    array {
        /// Number of slots before the dimensions.
        FIXED = 4;
        /// Fixnum of array flags: bit 0 adjustable, bit 1 has a fill pointer, bit 2 displaced.
        FLAGS = 2;
        /// The vector or array that holds the elements.
        DATA = 3;
        /// Fixnum: index of the first element in DATA.
        DISPLACEMENT = 4;
        /// Fixnum: fill pointer; the dimension when there is none.
        FILL_POINTER = 5;
        /// First dimension, a fixnum.
        DIMENSIONS = 6;
    }
}
slots! {
    /// Slots of ratio and complex.
    pair_number {
        /// Numerator or real part.
        FIRST = 1;
        /// Denominator or imaginary part.
        SECOND = 2;
    }
}
slots! {
    /// Slot of a value cell.
    value_cell {
        /// The value.
        VALUE = 1;
    }
}
slots! {
    /// Slots of a structure. Word 1 is the count: number of slots plus one.
    structure {
        /// Layout.
        LAYOUT = 2;
        /// First slot.
        SLOTS = 3;
    }
}
slots! {
    /// Slots of a standard instance.
    instance {
        /// Layout.
        LAYOUT = 1;
        /// Simple vector of slot values.
        SLOTS = 2;
    }
}
slots! {
    /// Slots of a layout.
    layout {
        /// Symbol that names the type.
        NAME = 1;
        /// Simple vector: this layout's ancestors, most general first, then the layout itself.
        ANCESTORS = 2;
        /// Simple vector of slot descriptions.
        SLOTS = 3;
        /// Fixnum: the layout id in headers of its instances.
        ID = 4;
        /// Class metaobject, or NIL.
        CLASS = 5;
        /// Property list for definers (printer, constructor, documentation ...).
        INFO = 6;
        /// Fixnum number of ancestors.
        DEPTH = 7;
    }
}
slots! {
    /// Slots of a hash table. Iteration order is insertion order.
    hash_table {
        /// Fixnum: 0 EQ, 1 EQL, 2 EQUAL, 3 EQUALP, 4 user-defined.
        TEST = 1;
        /// Fixnum: 0 strong, 1 key, 2 value, 3 key-and-value, 4 key-or-value.
        WEAKNESS = 2;
        /// Fixnum: number of live entries.
        COUNT = 3;
        /// Fixnum: number of entries ever appended, removed ones included.
        FILL = 4;
        /// Simple vector of key, value, key, value ...; a removed key is EMPTY.
        ENTRIES = 5;
        /// Raw U32 vector, a power of two long, of words that [`crate::hash_index`] describes.
        INDEX = 6;
        /// Fixnum: collection count at which an address-sensitive index was built.
        EPOCH = 7;
        /// User-defined functions, a cons of test and hash function, or NIL.
        FUNCTIONS = 8;
        /// Raw U32 vector of the entries' hashes when they come from a user-defined function, or NIL.
        HASHES = 9;
    }
}
slots! {
    /// Slots of a package.
    package {
        /// Name, a string.
        NAME = 1;
        /// List of nicknames.
        NICKNAMES = 2;
        /// Name table of internal symbols: a simple vector with their number, then buckets of open addressing,
        /// each a symbol or 0.
        INTERNAL = 3;
        /// Name table of external symbols.
        EXTERNAL = 4;
        /// List of packages used.
        USES = 5;
        /// List of packages using this one.
        USED_BY = 6;
        /// List of shadowing symbols.
        SHADOWING = 7;
        /// T when locked.
        LOCKED = 8;
        /// Documentation string or NIL.
        DOCUMENTATION = 9;
    }
}
slots! {
    /// Slot of a weak pointer.
    weak_pointer {
        /// Target, or EMPTY when it has died.
        TARGET = 1;
    }
}
slots! {
    /// Slots of a macro.
    macro_function {
        /// Function of two arguments: the form and the environment.
        EXPANDER = 1;
        /// The lambda list as written.
        LAMBDA_LIST = 2;
    }
}
slots! {
    /// Slot of a special operator.
    special_operator {
        /// Symbol that names it.
        NAME = 1;
    }
}
slots! {
    /// Slots of a stream.
    stream {
        /// Fixnum: the kind of stream, which says how the other slots are used.
        KIND = 1;
        /// Fixnum number of the process's file table, or NIL. Numbers 0, 1 and 2 are the standard files.
        HANDLE = 2;
        /// Fixnum bits: input, output, open, end of file seen, ...
        STATE = 3;
        /// String or vector that buffers or holds the contents, or the first component stream.
        BUFFER = 4;
        /// Fixnum position in BUFFER, or the second component stream.
        POSITION = 5;
        /// Fixnum end of the valid part of BUFFER.
        END = 6;
        /// Fixnum column of the next character written, or NIL when unknown.
        COLUMN = 7;
        /// Fixnum line number of the next character read.
        LINE = 8;
        /// Name of the file, or NIL.
        NAME = 9;
    }
}
slots! {
    /// Slots of an exit point.
    exit_point {
        /// Fixnum: serial number of the control stack entry it belongs to, or NIL when that is gone.
        SERIAL = 1;
        /// The block's name or NIL, for messages.
        NAME = 2;
    }
}
slots! {
    /// Slots of a readtable.
    readtable {
        /// Simple vector of 128 syntax entries for ASCII: a fixnum class or standard macro, a macro function, a
        /// vector of dispatching sub-characters.
        SYNTAX = 1;
        /// Alist of the syntax entries of further characters.
        EXTENDED = 2;
        /// Fixnum: 0 upcase, 1 downcase, 2 preserve, 3 invert.
        CASE = 3;
    }
}
slots! {
    /// Slots of the state of an unwinding that runs cleanup forms.
    unwind_state {
        /// Fixnum: what kind of exit is under way.
        KIND = 1;
        /// The catch tag or exit point.
        TARGET = 2;
        /// List of the values being delivered.
        VALUES = 3;
        /// Fixnum: control stack serial of the target.
        SERIAL = 4;
    }
}
slots! {
    /// Word of a compiler environment.
    environment {
        /// Raw number of an environment that the compiler holds; valid while the macro function runs.
        NUMBER = 1;
    }
}
