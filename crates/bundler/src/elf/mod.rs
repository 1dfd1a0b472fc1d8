//! ELF executables for Linux: their headers, and how a payload gets into them.
//!
//! The payload goes behind the data of the loadable segment with the highest address, which thereby grows. The
//! program-header table keeps its place and its length: tools rebuild it where they expect it, and some kernels
//! and sandboxes compute its address from the first segment. A section over the payload tells the tools that
//! rebuild a file from its sections that these bytes belong to it.

mod headers;
mod planner;
mod template;

pub(crate) use headers::read_layout;
pub(crate) use planner::plan;
