//! Compiled files as text for people.

use std::fmt;

use super::verify::UnitContents;

impl fmt::Display for UnitContents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "unit at byte {}, {} bytes", self.offset, self.end - self.offset)?;
        if !self.builtins.is_empty() {
            writeln!(f, "\nbuiltins")?;
        }
        for (row, signature) in self.builtins.iter().enumerate() {
            writeln!(f, "{row:>5}  {signature}")?;
        }
        writeln!(f, "\nrecords")?;
        for (kind, count) in &self.records {
            writeln!(f, "{kind:<20} {count:>8}")?;
        }
        for function in &self.functions {
            writeln!(f, "\nobject {} {}", function.object, function.name)?;
            for line in &function.lines {
                writeln!(f, "{line}")?;
            }
        }
        Ok(())
    }
}
